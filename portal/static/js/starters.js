// A tap on 'I liked that…' adds those words at the end and leaves the person behind them.

for (const button of document.querySelectorAll("[data-starter]")) {
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.for);
    const written = text.value.trimEnd();
    text.value = `${written}${written && " "}${button.dataset.starter} `;
    text.focus();
    text.setSelectionRange(text.value.length, text.value.length);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

// A chosen sentence goes into the reason at once, and out again as long as nobody has changed it.
for (const box of document.querySelectorAll("[data-sentences] input")) {
  const sentence = box.labels[0].textContent.trim();
  const text = document.getElementById(box.closest("[data-sentences]").dataset.sentences);
  box.removeAttribute("name"); // the reason says it; sent twice it would come back
  box.checked = text.value.includes(sentence);
  box.addEventListener("change", () => {
    const written = text.value.trimEnd();
    if (!box.checked) text.value = written.replace(sentence, "").replace(/ {2,}/g, " ").trim();
    else if (!written.includes(sentence)) text.value = `${written}${written && " "}${sentence}`;
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  text.addEventListener("input", () => { box.checked = text.value.includes(sentence); });
}

// Marking words of the answer has a script of its own, asked for when somebody selects some.
const marking = document.querySelector("[data-mark-words]");
if (marking) document.addEventListener("selectionchange", () => import(marking.dataset.markWords), { once: true });
