// Keeps <div id="…" data-live="address" data-version="etag"> as the server has it. It asks again and
// again with the version that is shown; the server answers 304, or 200 with the whole page, of which
// the region of the same id takes this one's place. `data-every`: milliseconds between two questions.
// A region that comes without data-live is final. Without this script the page works by reloading.
//
// <p role="status" data-live-state="id of the region" data-lost="…" data-changed="…"></p>, outside of
// the region, says when the line is lost, and, if wanted, that something is new. What somebody types
// doesn't belong into a region.

const EVERY = 1000;
const HIDDEN = 5000;
const LOST = 3000;

class Live {
  constructor(region) {
    this.id = region.id;
    this.address = region.dataset.live;
    this.version = region.dataset.version;
    this.every = Number(region.dataset.every) || EVERY;
    this.line = document.querySelector(`[data-live-state="${this.id}"]`);
    document.addEventListener("visibilitychange", () => document.hidden || this.now());
    addEventListener("online", () => this.now());
    this.later(this.every);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
  }

  // Never two questions at once, however often it is called.
  async now() {
    if (this.isOver || this.isAsking) return;
    this.isAsking = true;
    const wait = await this.ask().catch(() => this.lost());
    this.isAsking = false;
    if (!this.isOver) this.later(document.hidden ? HIDDEN : wait);
  }

  async ask() {
    const headers = this.version ? { "If-None-Match": this.version } : {};
    const patience = AbortSignal.timeout(10000);
    const answer = await fetch(this.address, { headers, cache: "no-store", signal: patience });
    if (answer.status >= 500 || answer.status === 429) return this.lost();
    if (answer.status !== 304 && (answer.redirected || !answer.ok)) return this.reload();
    const text = answer.status === 304 ? "" : await answer.text();
    this.say("found", "");
    if (text) this.show(text, answer.headers.get("ETag"));
    return this.every;
  }

  // Signed out, or the page is no longer theirs: the browser shows what the server says.
  reload() {
    this.isOver = true;
    location.reload();
    return this.every;
  }

  show(text, version) {
    const found = new DOMParser().parseFromString(text, "text/html").getElementById(this.id);
    if (!found) return this.reload();
    const region = document.getElementById(this.id);
    const focused = region.contains(document.activeElement) ? document.activeElement.id : "";
    for (const each of region.querySelectorAll("details[id][open]")) {
      found.querySelector(`#${CSS.escape(each.id)}`)?.setAttribute("open", "");
    }
    region.replaceWith(document.adoptNode(found));
    if (focused) (document.getElementById(focused) ?? this.anchor(found)).focus();
    this.version = version;
    this.isOver = !found.dataset.live;
    if (this.line?.dataset.changed) this.say("changed", this.line.dataset.changed);
    found.dispatchEvent(new CustomEvent("live:shown", { bubbles: true }));
    return this.every;
  }

  anchor(region) {
    region.tabIndex = -1;
    return region;
  }

  lost() {
    this.say("lost", this.line?.dataset.lost ?? "");
    return LOST;
  }

  say(state, sentence) {
    if (!this.line || (state === "found" && this.line.dataset.state !== "lost")) return;
    this.line.dataset.state = state;
    if (this.line.textContent !== sentence) this.line.textContent = sentence;
  }
}

for (const region of document.querySelectorAll("[data-live][id]")) new Live(region);
