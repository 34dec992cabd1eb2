// Dragging a line of a list to another place; the buttons 'Up' and 'Down' do the same without it.

for (const list of document.querySelectorAll("[data-order]")) {
  let dragged = null;

  const send = async () => {
    const ids = [...list.children].map((line) => line.dataset.id).join(" ");
    const body = new URLSearchParams({ order: ids, csrf_token: list.dataset.token });
    await fetch(list.dataset.order, { method: "POST", body }).catch(() => null);
    window.location.reload(); // weights of headings are the server's to add up
  };

  for (const line of list.children) line.draggable = true;
  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.id);
    dragged.classList.add("dragged");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    if (over !== dragged) over[event.clientY < top + height / 2 ? "before" : "after"](dragged);
  });
  list.addEventListener("drop", (event) => { event.preventDefault(); });
  list.addEventListener("dragend", (event) => {
    dragged.classList.remove("dragged");
    dragged = null;
    if (event.dataTransfer.dropEffect === "none") window.location.reload();
    else send();
  });
}
