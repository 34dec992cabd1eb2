// A session that ended: asks for sign-in over the page, which stays as it is, and goes on.

function formOf(text) {
  return new DOMParser().parseFromString(text, "text/html").querySelector("main");
}

// Puts the sign-in page's own form, with what it says is wrong, into the dialog.
function show(dialog, main, address, done) {
  const room = dialog.querySelector("[data-sign-in-room]");
  const form = main.querySelector("form");
  room.replaceChildren(...main.querySelectorAll(".govuk-error-summary"), form);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send(dialog, new URLSearchParams(new FormData(form)), address, done);
  });
  form.querySelector("input:not([type=hidden])")?.focus();
}

async function send(dialog, body, address, done) {
  const line = dialog.querySelector("[data-sign-in-said]");
  try {
    const answer = await fetch(address, { method: "POST", body });
    const text = await answer.text();
    if (new URL(answer.url).pathname === new URL(address, location).pathname) {
      const main = formOf(text);
      if (main?.querySelector("form input[type=password]")) return show(dialog, main, address, done);
      line.textContent = main?.querySelector("h1")?.textContent ?? dialog.dataset.failed;
      return;
    }
    dialog.close();
    done(new DOMParser().parseFromString(text, "text/html"));
  } catch {
    line.textContent = dialog.dataset.failed;
  }
}

// `done` gets the page as it is now, signed in: its token and its draft's name.
export async function signInAgain(dialog, signIn, done) {
  if (dialog.open) return;
  dialog.querySelector("[data-not-now]").onclick = () => dialog.close();
  const address = `${signIn}?next=${encodeURIComponent(location.pathname)}`;
  const answer = await fetch(address);
  const main = formOf(await answer.text());
  dialog.querySelector("[data-sign-in-said]").textContent = "";
  dialog.show(); // not modal: ‘Leave quickly’ stays within reach
  show(dialog, main, address, done);
}
