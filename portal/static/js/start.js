// Runs on every page; each part improves something that already works without it.

// GOV.UK's own behaviour: error summary takes the focus, buttons act on the space bar.
// Its address carries a hash of its content, so it is read from the page.
const govuk = document.getElementById("govuk-frontend");
if (govuk && document.body.classList.contains("govuk-frontend-supported")) {
  import(govuk.href).then(({ initAll }) => initAll());
}

// 'Leave quickly' without leaving this page behind the Back button.
for (const link of document.querySelectorAll("[data-leave-quickly]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    document.title = link.hostname;
    document.body.hidden = true;
    window.location.replace(link.href);
  });
}

// Who hears the page hears first that what they sent is saved, and goes on from there.
document.querySelector("[data-just-saved]")?.focus({ preventScroll: true });

for (const row of document.querySelectorAll("[data-print-row]")) {
  row.hidden = false;
  row.querySelector("[data-print]").addEventListener("click", () => window.print());
}
