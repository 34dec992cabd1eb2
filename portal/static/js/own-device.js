// Words that couldn't be sent yet, kept on a device that its reader called their own, and only there.
// On every page: signing out and leaving quickly forget them all, and the answer too.
// A key names no person and no place: the server made it from a secret, this page adds its own number.

const OURS = "evenhand-own-device";
const KEPT = "evenhand-kept ";
const page = Array.from(crypto.getRandomValues(new Uint32Array(2)), (part) => part.toString(36)).join("");

// Where a browser allows no storage, nothing is kept, and nothing breaks.
function attempt(action) {
  try {
    return action(window.localStorage);
  } catch {
    return null;
  }
}

export const isOurs = () => attempt((store) => store.getItem(OURS)) === "yes";
export const callOurs = () => attempt((store) => store.setItem(OURS, "yes"));

// Answers whether they are kept now: a full store keeps nothing, and that is said.
export function keep(draft, words) {
  if (!isOurs()) return false;
  const text = JSON.stringify(words);
  return attempt((store) => { store.setItem(`${KEPT}${draft} ${page}`, text); return true; }) === true;
}

// All that is kept for one draft, by this page or by others: [{key, …words}].
export function kept(draft) {
  return keysOf(`${KEPT}${draft} `).map((key) => ({ key, ...attempt((store) => JSON.parse(store.getItem(key))) }));
}

// What is kept of other drafts: sent from any page that sends drafts.
export function keptElsewhere(draft) {
  const keys = keysOf(KEPT).filter((key) => !key.startsWith(`${KEPT}${draft} `));
  return keys.map((key) => ({ key, ...attempt((store) => JSON.parse(store.getItem(key))) }));
}

export const forget = (key) => attempt((store) => store.removeItem(key));
export const forgetHere = (draft) => forget(`${KEPT}${draft} ${page}`);

export function forgetAll() {
  for (const key of [OURS, ...keysOf(KEPT)]) forget(key);
}

function keysOf(start) {
  return attempt((store) => Object.keys(store).filter((key) => key.startsWith(start))) ?? [];
}

for (const link of document.querySelectorAll("[data-leave-quickly]")) link.addEventListener("click", forgetAll);
for (const form of document.querySelectorAll('form[action$="/sign-out"]')) form.addEventListener("submit", forgetAll);
