// A tap on 'I liked that…' puts the words where the person was writing and leaves them there.

for (const button of document.querySelectorAll("[data-starter]")) {
  button.addEventListener("click", () => {
    const text = document.getElementById(button.dataset.for);
    const before = text.value.slice(0, text.selectionStart).trimEnd();
    const after = text.value.slice(text.selectionEnd);
    const begun = (before ? `${before} ` : "") + `${button.dataset.starter} `;
    text.value = begun + after;
    text.focus();
    text.setSelectionRange(begun.length, begun.length);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
