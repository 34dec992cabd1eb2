// Tells what the server says of a kept answer: how old somebody must be to read it with ease.

for (const line of document.querySelectorAll("[data-reading]")) {
  line.closest("form").addEventListener("kept", ({ detail }) => {
    if (detail.reading && line.textContent !== detail.reading) line.textContent = detail.reading;
  });
}
