// Keeps a draft of <form data-autosave="address"> while somebody writes, and says honestly whether
// it is kept. The server answers JSON: {"saved_at": "14:03"}, or {"error": "why"} with a 4xx.
// Whatever happens, what was typed stays on the page.

const REST = 1500;
const AGAIN = 10000;

class Draft {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-saved]");
    this.kept = this.typed();
    this.busy = false;
    this.leaving = false;
  }

  typed() {
    const data = new FormData(this.form);
    data.delete("csrf_token");
    return new URLSearchParams(data).toString();
  }

  say(state, sentence) {
    this.line.dataset.state = state;
    if (this.line.textContent !== sentence) this.line.textContent = sentence;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  async save() {
    const typed = this.typed();
    if (this.leaving || this.busy || typed === this.kept) return;
    this.busy = true;
    const wait = await this.send(typed).catch(() => this.unreachable());
    this.busy = false;
    if (wait !== null && this.typed() !== this.kept) this.later(wait);
  }

  // Sends the draft; answers how long to wait before the next one, or null to wait for typing.
  async send(typed) {
    const answer = await fetch(this.form.dataset.autosave, {
      method: "POST",
      body: new URLSearchParams(typed),
      headers: { Accept: "application/json", "X-CSRFToken": this.form.elements.csrf_token.value },
    });
    const said = await answer.json();
    if (answer.ok) {
      this.kept = typed;
      this.say("saved", this.line.dataset.savedAt.replace("{time}", said.saved_at));
      return REST;
    }
    if (answer.status >= 500 || answer.status === 429) return this.unreachable();
    this.say("failed", this.line.dataset.refused.replace("{why}", said.error));
    return null;
  }

  unreachable() {
    this.say("failed", navigator.onLine ? this.line.dataset.failed : this.line.dataset.offline);
    return AGAIN;
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const draft = new Draft(form);
  form.addEventListener("input", () => {
    if (draft.line.dataset.state === "saved") draft.say("saving", draft.line.dataset.saving);
    draft.later(REST);
  });
  form.addEventListener("submit", () => { draft.leaving = true; });
  window.addEventListener("pageshow", () => { draft.leaving = false; });
  window.addEventListener("online", () => draft.save());
  window.addEventListener("offline", () => {
    if (draft.typed() !== draft.kept) draft.unreachable();
  });
  // A phone may put the page away at any moment: keep what is there.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") draft.save();
  });
}
