// What the weights add up to while they are typed: exact, in ten-thousand-millionths, as the server counts.

const PLACES = 10;

const units = (text) => {
  const found = text.trim().match(/^(\d{1,15})(?:\.(\d{1,10}))?$/);
  return found ? BigInt(found[1] + (found[2] ?? "").padEnd(PLACES, "0")) : 0n;
};

const written = (sum) => {
  const digits = sum.toString().padStart(PLACES + 1, "0");
  const rest = digits.slice(-PLACES).replace(/0+$/, "");
  return digits.slice(0, -PLACES) + (rest && `.${rest}`);
};

for (const form of document.querySelectorAll("[data-weights]")) {
  const total = form.querySelector("[data-total]");
  const fields = [...form.querySelectorAll("input[inputmode]")];
  const add = () => {
    const sum = fields.reduce((all, field) => all + units(field.value), units(form.dataset.price));
    total.textContent = total.dataset.words.replace("TOTAL", written(sum));
  };
  form.addEventListener("input", add);
  add();
}
