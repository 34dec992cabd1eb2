// Draw a box on a page of a file with a mouse, a pen or a finger: its edges go into the form, which
// stays as it is for who types them. Nothing is sent before the form is.

const sheet = document.querySelector("[data-draw]");
const form = document.getElementById(sheet?.dataset.draw ?? "");
const picture = sheet?.querySelector("img");
const EDGES = ["left", "top", "right", "bottom"];
const LEAST = 0.5;
const field = (edge) => form.elements.namedItem(edge);

function put(box, [left, top, right, bottom]) {
  Object.assign(box.style, {
    left: `${left}%`,
    top: `${top}%`,
    width: `${right - left}%`,
    height: `${bottom - top}%`,
  });
  box.hidden = false;
}

function boxOn(frame, kind) {
  const box = document.createElement("span");
  box.className = kind;
  frame.append(box);
  return box;
}

function at(event) {
  const { left, top, width, height } = picture.getBoundingClientRect();
  const share = (place, from, size) => Math.min(100, Math.max(0, ((place - from) / size) * 100));
  return [share(event.clientX, left, width), share(event.clientY, top, height)];
}

function follow(frame, drawn, button, said) {
  let start = null;
  const span = (event) => {
    const [x, y] = at(event);
    return [Math.min(x, start[0]), Math.min(y, start[1]), Math.max(x, start[0]), Math.max(y, start[1])];
  };
  frame.addEventListener("pointerdown", (event) => {
    if (button.getAttribute("aria-pressed") !== "true") return;
    event.preventDefault();
    frame.setPointerCapture(event.pointerId);
    start = at(event);
  });
  frame.addEventListener("pointermove", (event) => start && put(drawn, span(event)));
  frame.addEventListener("pointercancel", () => (start = null));
  frame.addEventListener("pointerup", (event) => {
    if (!start) return;
    const box = span(event);
    start = null;
    if (box[2] - box[0] < LEAST || box[3] - box[1] < LEAST) return;
    EDGES.forEach((edge, place) => (field(edge).value = box[place].toFixed(1)));
    said.textContent = said.dataset.drawn;
  });
}

function showTyped(drawn) {
  const box = EDGES.map((edge) => Number.parseFloat(field(edge).value));
  if (box.every(Number.isFinite) && box[0] < box[2] && box[1] < box[3]) put(drawn, box);
}

if (form && picture) {
  const frame = document.createElement("span");
  frame.className = "draw-on";
  picture.draggable = false;
  picture.replaceWith(frame);
  frame.append(picture);
  for (const covered of document.querySelectorAll("[data-box]")) {
    put(boxOn(frame, "covered-box"), covered.dataset.box.split(" ").map((each) => each / 10));
  }
  const drawn = boxOn(frame, "drawn-box");
  drawn.hidden = true;
  const tool = sheet.querySelector("[data-draw-tool]");
  const button = tool.querySelector("button");
  tool.hidden = false;
  button.addEventListener("click", () => {
    const isOn = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(isOn));
    frame.classList.toggle("is-drawing", isOn);
  });
  follow(frame, drawn, button, tool.querySelector("[role=status]"));
  form.addEventListener("input", () => showTyped(drawn));
  showTyped(drawn);
}
