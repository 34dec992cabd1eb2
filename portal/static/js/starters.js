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
