// 'Read to me': the page's main text in a voice that is on this device. Nothing is sent anywhere:
// voices that speak from a server are left out, and where no other is there, neither is the button.

const row = document.querySelector("[data-read-aloud]");
const speech = window.speechSynthesis;
const main = document.getElementById("main-content");
const silent = "button, nav, select, textarea, input, script, svg, details:not([open]) > :not(summary), [aria-hidden=true], [data-silent]";

function ownVoice() {
  const language = document.documentElement.lang;
  const voices = speech.getVoices().filter((voice) => voice.localService);
  const fits = voices.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === language);
  return fits.find((voice) => voice.default) ?? fits.find((voice) => /GB/.test(voice.lang)) ?? fits[0];
}

// What stands in one block is read in one breath: a heading, a paragraph, a line of a list.
function blockOf(node) {
  let element = node.parentElement;
  while (element !== main && getComputedStyle(element).display.startsWith("inline")) element = element.parentElement;
  return element;
}

function textsOf() {
  const texts = [];
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  let last;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const words = node.data.replace(/\s+/g, " ");
    if (!words.trim() || node.parentElement.closest(silent) || !node.parentElement.getClientRects().length) continue;
    const block = blockOf(node);
    if (block === last) texts[texts.length - 1] += words;
    else texts.push(words);
    last = block;
  }
  return texts.map((text) => text.trim());
}

function begin(button) {
  const voice = ownVoice();
  if (!voice) return;
  show(button, true);
  const texts = textsOf();
  texts.forEach((text, place) => {
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    if (place === texts.length - 1) said.onend = () => show(button, false);
    speech.speak(said);
  });
}

function show(button, isReading) {
  row.classList.toggle("is-reading", isReading);
  button.querySelector("span").textContent = isReading ? button.dataset.stop : button.dataset.read;
}

function offer() {
  row.hidden = !ownVoice();
}

if (row && speech && main) {
  const button = row.querySelector("button");
  main.querySelector("h1")?.after(row);
  button.addEventListener("click", () => {
    const isReading = row.classList.contains("is-reading");
    speech.cancel();
    if (isReading) show(button, false);
    else begin(button);
  });
  // Whoever leaves, also quickly, leaves silence.
  window.addEventListener("pagehide", () => speech.cancel());
  for (const link of document.querySelectorAll("[data-leave-quickly]")) link.addEventListener("click", () => speech.cancel());
  speech.addEventListener?.("voiceschanged", offer);
  offer();
}
