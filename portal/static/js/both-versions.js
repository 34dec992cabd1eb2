// Two versions of one form's words: shows the other one beside the form, and does what is chosen.

export const valuesOf = (form) => Object.fromEntries(new FormData(form));

const fieldsOf = (form, name) => [form.elements[name]].flat().flatMap((found) => (found instanceof RadioNodeList ? [...found] : [found ?? []].flat()));

export function fill(form, values) {
  for (const [name, value] of Object.entries(values)) {
    for (const field of fieldsOf(form, name)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === value;
      else field.value = value;
    }
  }
}

// What somebody would read of a value: a text as it is, a choice by its label.
function readable(form, name, value) {
  const [field] = fieldsOf(form, name);
  if (!field || field.type === "hidden") return "";
  if (field.type === "text") return value && `${field.labels[0]?.innerText.trim()}: ${value}`;
  if (field.type !== "radio") return field.type === "checkbox" ? "" : value;
  const chosen = fieldsOf(form, name).find((each) => each.value === value && value);
  return chosen?.labels[0]?.innerText.trim().replace(/\s+/g, " ") ?? "";
}

// Theirs first, then mine, where both say something that the other doesn't.
function joined(form, mine, other) {
  const values = { ...other };
  for (const [name, value] of Object.entries(mine)) {
    const theirs = other[name] ?? "";
    const isText = fieldsOf(form, name)[0]?.type === "textarea";
    if (isText) values[name] = theirs.includes(value) ? theirs : value.includes(theirs) ? value : `${theirs.trimEnd()}\n\n${value}`;
    else if (fieldsOf(form, name)[0]?.type !== "hidden") values[name] = value || theirs;
  }
  return values;
}

export function hide(form) {
  form.querySelector("[data-both]").hidden = true;
}

// Shows `other` ({fields, saved_at}); `done` is called when one is chosen and the form holds it.
export function choose(form, other, done) {
  const box = form.querySelector("[data-both]");
  box.querySelector("[data-both-when]").textContent = other.saved_at ? box.dataset.at.replace("{time}", other.saved_at) : box.dataset.kept;
  const texts = Object.entries(other.fields).map(([name, value]) => readable(form, name, value)).filter(Boolean);
  box.querySelector("[data-both-words]").textContent = texts.join("\n\n") || box.dataset.nothing;
  const versions = Object.fromEntries(Object.entries(other.fields).filter(([name]) => fieldsOf(form, name)[0]?.type === "hidden"));
  const ways = {
    mine: () => fill(form, versions),
    other: () => fill(form, other.fields),
    join: () => fill(form, joined(form, valuesOf(form), other.fields)),
  };
  if (!form.querySelector("textarea")) box.querySelector('[data-choose="join"]')?.remove(); // two prices make none
  for (const button of box.querySelectorAll("[data-choose]")) {
    button.onclick = () => {
      ways[button.dataset.choose]();
      box.hidden = true;
      form.querySelector("textarea")?.focus();
      done();
    };
  }
  if (!box.hidden) return;
  box.hidden = false;
  box.querySelector("h2").focus();
}
