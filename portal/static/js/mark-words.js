// Words that somebody selects in an answer, or on a page of a file, can be marked: 'good', 'worry' or 'question', with a note.
// The places count characters of the text; each stretch of it tells in data-at where it begins.

const answer = document.querySelector("[data-answer]");
const box = document.querySelector("[data-mark-words]");
const fields = box ? [...box.querySelectorAll("input")] : [];
const [note, start, end] = fields;
const form = document.getElementById(note?.getAttribute("form"));

const lengthOf = (text) => [...text].length;

// Up to where a boundary of the selection lies in a stretch; glossary links may stand in it.
function placeIn(stretch, node, offset) {
  const before = document.createRange();
  before.selectNodeContents(stretch);
  before.setEnd(node, offset);
  return Number(stretch.dataset.at) + lengthOf(before.toString());
}

// What is selected, as places in the answer; nothing where no word of it is.
function selected() {
  const selection = document.getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const stretches = [...answer.querySelectorAll("[data-at]")].filter((each) => range.intersectsNode(each));
  if (!stretches.length) return null;
  const [first, last] = [stretches[0], stretches.at(-1)];
  const from = first.contains(range.startContainer) ? placeIn(first, range.startContainer, range.startOffset) : Number(first.dataset.at);
  const to = last.contains(range.endContainer) ? placeIn(last, range.endContainer, range.endOffset) : Number(last.dataset.at) + lengthOf(last.textContent);
  const words = selection.toString().trim();
  return from < to && words ? { from, to, words } : null;
}

function offer(chosen) {
  start.value = chosen.from;
  end.value = chosen.to;
  const words = chosen.words.split(/\s+/);
  box.querySelector("[data-chosen]").textContent = words.length > 10 ? `${words.slice(0, 10).join(" ")} …` : words.join(" ");
  box.hidden = false;
  note.disabled = false;
}

function letGo() {
  box.hidden = true;
  for (const field of fields) field.disabled = true;
  note.value = "";
}

if (answer && box && form) {
  let waits;
  // The note belongs to the marking of words, not to the draft.
  note.removeAttribute("form");
  const look = () => {
    clearTimeout(waits);
    waits = setTimeout(() => {
      const chosen = selected();
      if (chosen) offer(chosen);
    }, 250);
  };
  document.addEventListener("selectionchange", look);
  look(); // what was selected while this script was on its way
  for (const button of box.querySelectorAll("button[name=do]")) {
    button.addEventListener("click", () => {
      note.setAttribute("form", form.id);
      for (const field of fields) field.disabled = false;
    });
  }
  note.addEventListener("keydown", (event) => {
    if (event.key === "Enter") {
      event.preventDefault();
      box.querySelector("button").focus();
    }
  });
  box.querySelector("[data-let-go]").addEventListener("click", letGo);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !box.hidden) letGo();
  });
}
