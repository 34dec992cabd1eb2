// Keeps a draft of <form data-autosave="address"> while somebody writes, and says honestly whether
// it is kept. The server answers JSON: {"saved_at": "14:03"}, with {"draft_seen"} where drafts have
// versions; 409 with the other version's fields; 401 with where to sign in; {"error"} otherwise.
// Whatever happens, what was typed stays on the page; on an own device it outlives the page too.

const REST = 1500;
const AGAIN = 10000;
const device = await import(document.getElementById("own-device").src);

class Draft {
  constructor(form) {
    this.form = form;
    this.line = form.querySelector("[data-saved]");
    this.says = this.line.dataset;
    this.of = form.elements.draft_of.value;
    this.unanswered = [];
    this.kept = this.words();
  }

  // What is typed, without the proofs and versions that go with it.
  words() {
    const data = new FormData(this.form);
    for (const name of ["csrf_token", "draft_of", "draft_seen", "seen"]) data.delete(name);
    return new URLSearchParams(data).toString();
  }

  body() {
    const data = new FormData(this.form);
    data.delete("csrf_token");
    return new URLSearchParams(data).toString();
  }

  say(state, sentence) {
    this.says.state = state;
    if (this.line.textContent !== sentence) this.line.textContent = sentence;
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  // Answers once nothing is under way any more; `held` tells that words are here alone.
  save() {
    this.running ??= this.attempt().finally(() => { this.running = null; });
    return this.running;
  }

  async attempt() {
    const words = this.words();
    if (this.leaving || this.asking || words === this.kept) return;
    this.keepHere();
    const wait = await this.send(words).catch(() => this.unreachable());
    if (wait !== null && this.words() !== this.kept) this.later(wait);
  }

  // Sends the draft; answers how long to wait before the next one, or null to wait for typing.
  async send(words) {
    const body = this.body();
    this.unanswered.push(words);
    const answer = await post(this.form.dataset.autosave, body, this.form.elements.csrf_token.value);
    const said = await answer.json();
    if (answer.ok) return this.acknowledged(words, said);
    if (answer.status >= 500 || answer.status === 429) return this.unreachable();
    if (answer.status === 401) return this.signedOut(said.sign_in);
    if (answer.status === 409 && said.fields) return this.overtaken(said);
    this.unanswered.pop();
    if (said.token && !this.isRenewed) {
      this.isRenewed = true;
      renew(said.token);
      return 0;
    }
    this.held = false;
    this.say("failed", this.says.refused.replace("{why}", said.error));
    return null;
  }

  acknowledged(words, said) {
    this.sees(said);
    this.kept = words;
    this.unanswered = [];
    this.held = false;
    device.forgetHere(this.of);
    this.asksDevice(false);
    this.say("saved", this.says.savedAt.replace("{time}", said.saved_at));
    this.form.dispatchEvent(new CustomEvent("kept", { detail: said }));
    return REST;
  }

  sees(versions) {
    for (const name of ["seen", "draft_seen"]) if (name in versions) this.form.elements[name].value = versions[name];
  }

  unreachable() {
    this.held = true;
    const isKept = this.keepHere();
    this.asksDevice(!device.isOurs() && !this.isAnswered);
    const away = navigator.onLine ? this.says.failed : this.says.offline;
    this.say("failed", isKept ? this.says.keptHere : away);
    return AGAIN;
  }

  keepHere() {
    const here = { words: this.words(), body: this.body(), base: this.kept, address: this.form.dataset.autosave };
    return device.keep(this.of, here);
  }

  asksDevice(isAsked) {
    this.form.querySelector("[data-own-device]").hidden = !isAsked;
  }

  // The server has other words. Those that this page sent itself, unanswered, are no others.
  async overtaken(said) {
    const { draft_seen, seen, ...theirs } = said.fields;
    const isOwn = this.unanswered.slice(0, -1).some((words) => {
      const sent = new URLSearchParams(words);
      return Object.entries(theirs).every(([name, value]) => (sent.get(name) ?? "").trim() === value.trim());
    });
    if (isOwn) {
      this.sees({ draft_seen, seen });
      return 0;
    }
    await this.chooses(said);
    return null;
  }

  async chooses(other) {
    this.asking = this.held = true;
    this.say("failed", this.says.two);
    const { choose } = await import(this.says.bothScript);
    await new Promise((chosen) => choose(this.form, other, chosen));
    this.asking = false;
    this.form.dispatchEvent(new Event("input"));
  }

  async signedOut(address) {
    this.asking = this.held = true;
    this.say("failed", this.says.signedOut);
    const dialog = document.querySelector("[data-sign-in]");
    document.body.append(dialog);
    dialog.addEventListener("close", () => { this.asking = false; }, { once: true });
    const { signInAgain } = await import(this.says.signInScript);
    await signInAgain(dialog, address, (page) => this.signedIn(page));
    return null;
  }

  signedIn(page) {
    this.asking = false;
    if (page.querySelector('[name="draft_of"]')?.value !== this.of) {
      this.say("failed", this.says.another);
      return;
    }
    renew(page.querySelector('[name="csrf_token"]').value);
    this.later(0);
  }

  // What an earlier page kept on this device: put back where nothing else was saved since.
  async comeBack() {
    for (const item of device.kept(this.of)) {
      const fields = Object.fromEntries(new URLSearchParams(item.body));
      const { fill } = await import(this.says.bothScript);
      const { draft_of: _, draft_seen, seen = draft_seen, ...typed } = fields;
      const isSeen = draft_seen === this.form.elements.draft_seen?.value && seen === (this.form.elements.seen?.value ?? seen);
      if (item.words === this.words()) device.forget(item.key);
      else if (item.base === this.words() && isSeen) fill(this.form, typed);
      else await this.chooses({ fields: typed });
      if (this.words() !== this.kept) await this.save();
      if (!this.held) device.forget(item.key);
    }
  }

  // Nobody is led away from words that nobody else has: they are saved first.
  async leave(event) {
    if (this.asking || this.words() === this.kept) {
      this.leaving = true;
      device.forgetHere(this.of);
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    await this.save();
    if (this.held) return;
    this.kept = this.words();
    this.form.requestSubmit(submitter);
  }
}

function renew(token) {
  for (const field of document.querySelectorAll('[name="csrf_token"]')) field.value = token;
}

const post = (address, body, token) => fetch(address, {
  method: "POST",
  body: new URLSearchParams(body),
  headers: { Accept: "application/json", "X-CSRFToken": token },
});

// What other pages kept here is sent as well; the server refuses what isn't this person's, or old.
async function sendOthers(draft) {
  for (const item of device.keptElsewhere(draft.of)) {
    if (!new URLSearchParams(item.body).has("draft_seen")) continue;
    const answer = await post(item.address, item.body, draft.form.elements.csrf_token.value).catch(() => null);
    if (answer?.ok) device.forget(item.key);
  }
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const draft = new Draft(form);
  form.addEventListener("input", () => {
    if (draft.says.state === "saved") draft.say("saving", draft.says.saving);
    if (draft.asking) draft.keepHere();
    draft.later(REST);
  });
  form.addEventListener("submit", (event) => draft.leave(event));
  for (const button of form.querySelectorAll("[data-own]")) {
    button.addEventListener("click", () => {
      draft.isAnswered = true;
      if (button.dataset.own === "yes") device.callOurs();
      draft.unreachable();
      draft.line.focus();
    });
  }
  window.addEventListener("pageshow", () => { draft.leaving = false; });
  window.addEventListener("online", () => { draft.save(); sendOthers(draft); });
  window.addEventListener("offline", () => {
    if (draft.words() !== draft.kept) draft.unreachable();
  });
  // A phone may put the page away at any moment: keep what is there.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") draft.save();
  });
  draft.comeBack().then(() => sendOthers(draft));
}
