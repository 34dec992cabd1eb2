// Counts words as the server does: whatever stands between white space (Python's str.split).

// The white space of Python's str.split, which isn't quite that of JavaScript's \s.
const BETWEEN = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

export function countWords(text) {
  return text.split(BETWEEN).filter(Boolean).length;
}

function sentence(line, left) {
  const { left: some, leftOne, overText, overOne } = line.dataset;
  const words = left < 0 ? (left === -1 ? overOne : overText) : left === 1 ? leftOne : some;
  return words.replace("{n}", Math.abs(left));
}

for (const line of document.querySelectorAll("[data-count-of]")) {
  const text = document.getElementById(line.dataset.countOf);
  const limit = Number(text.dataset.wordLimit);
  // Seen at once, said to a screen reader only when the typing rests.
  const said = document.createElement("span");
  said.className = "govuk-visually-hidden";
  said.setAttribute("role", "status");
  line.after(said);
  let resting;
  const show = () => {
    const left = limit - countWords(text.value);
    line.textContent = sentence(line, left);
    line.dataset.over = left < 0;
    clearTimeout(resting);
    resting = setTimeout(() => { said.textContent = line.textContent; }, 1500);
  };
  text.addEventListener("input", show);
  const left = limit - countWords(text.value);
  line.textContent = sentence(line, left);
  line.dataset.over = left < 0;
}
