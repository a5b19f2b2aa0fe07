// Makes the editor handier: the place of a mistake, keys to run, and terms found by their labels in both languages.
// Without it the form works as it is. Tab is never taken: it leads out of the text.
import { words } from "./letters.js";

const MOST = 30;
const form = document.querySelector("form.editor");
const text = form.querySelector("textarea");
const numbers = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : "en", { useGrouping: false });

form.querySelector("#keys").hidden = false;

// ---- Where the caret is, and where a mistake is ----

const caret = form.querySelector(".caret");

function tellPlace() {
  const before = text.value.slice(0, text.selectionStart).split("\n");
  caret.textContent = caret.dataset.text
    .replace("{line}", numbers.format(before.length))
    .replace("{column}", numbers.format([...before.at(-1)].length + 1));
}

function offsetOf(line, column) {
  const lines = text.value.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  const letters = [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length;
  return Math.min(before + letters, text.value.length);
}

function selectPlace(line, column) {
  const start = offsetOf(line, column);
  const word = /^[^\s{}()<>"';,.]+/.exec(text.value.slice(start));
  text.focus();
  text.setSelectionRange(start, start + (word ? word[0].length : 1));
  const height = parseFloat(getComputedStyle(text).lineHeight) || 20;
  text.scrollTop = Math.max(0, (line - 4) * height);
  tellPlace();
}

const mistake = document.getElementById("mistake");
const line = Number(mistake?.dataset.line ?? 0);
if (line) {
  const column = Number(mistake.dataset.column);
  mistake.querySelector("a").addEventListener("click", (event) => {
    event.preventDefault();
    text.scrollIntoView({ block: "center" });
    selectPlace(line, column);
  });
}
if (mistake) mistake.focus();
else if (document.getElementById("result")) document.getElementById("result").focus();

for (const happening of ["keyup", "click", "input", "select"]) text.addEventListener(happening, tellPlace);

// ---- Terms ----

const combo = form.querySelector(".combo");
const field = combo.querySelector("input");
const list = combo.querySelector("[role=listbox]");
const told = combo.querySelector("[role=status]");
let terms = [];
let found = [];
let chosen = -1;
let replaced = null;

let loading = null;

function load() {
  loading ??= read().catch(() => {
    loading = null; // the network may come back
  });
  return loading;
}

async function read() {
  const answer = await fetch(new URL(form.dataset.terms, location.href));
  if (!answer.ok) throw new Error(answer.statusText);
  const all = await answer.json();
  terms = all.map(([name, kind, ar, en]) => ({ name, kind, ar, en, text: words(`${name} ${ar} ${en}`).join(" ") }));
}

function rank(term, wanted) {
  const local = term.name.split(":")[1].toLowerCase();
  const first = wanted.at(-1);
  return local === first ? 0 : local.startsWith(first) ? 1 : term.text.startsWith(first) ? 2 : 3;
}

async function show() {
  await load();
  const wanted = words(field.value);
  found = wanted.length
    ? terms
        .filter((term) => wanted.every((word) => term.text.includes(word)))
        .sort((a, b) => rank(a, wanted) - rank(b, wanted) || a.name.length - b.name.length || (a.name < b.name ? -1 : 1))
        .slice(0, MOST)
    : [];
  chosen = found.length ? 0 : -1;
  list.replaceChildren(...found.map(option));
  mark();
  told.textContent = !wanted.length ? "" : found.length ? `${told.dataset.some} ${numbers.format(found.length)}` : told.dataset.none;
}

function part(element, content, language, direction) {
  const node = document.createElement(element);
  node.textContent = content;
  node.lang = language;
  node.dir = direction;
  return node;
}

function option(term, place) {
  const item = document.createElement("li");
  item.id = `term-${place}`;
  item.setAttribute("role", "option");
  const labels = [part("span", term.ar, "ar", "rtl"), part("span", term.en, "en", "ltr")];
  if (document.documentElement.lang !== "ar") labels.reverse();
  item.append(part("code", term.name, "zxx", "ltr"), " ", labels[0], " ", labels[1]);
  item.addEventListener("mousedown", (event) => {
    event.preventDefault();
    insert(place);
  });
  return item;
}

function mark() {
  const open = found.length > 0;
  list.hidden = !open;
  field.setAttribute("aria-expanded", String(open));
  [...list.children].forEach((item, place) => item.setAttribute("aria-selected", String(place === chosen)));
  if (open) {
    field.setAttribute("aria-activedescendant", `term-${chosen}`);
    list.children[chosen].scrollIntoView({ block: "nearest" });
  } else {
    field.removeAttribute("aria-activedescendant");
  }
}

function close() {
  found = [];
  list.replaceChildren();
  mark();
}

function insert(place) {
  const { name } = found[place];
  const [start, end] = replaced ?? [text.selectionStart, text.selectionEnd];
  text.focus();
  text.setSelectionRange(start, end);
  // The old command keeps what was typed in the history of the field, so that it can be undone.
  if (!document.execCommand("insertText", false, name)) text.setRangeText(name, start, end, "end");
  field.value = "";
  replaced = null;
  close();
  tellPlace();
}

combo.hidden = false;
field.addEventListener("input", show);
field.addEventListener("focus", load);
field.addEventListener("blur", close);
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && found.length) {
    event.preventDefault();
    chosen = (chosen + step + found.length) % found.length;
    mark();
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    event.preventDefault(); // it would run the query
    if (chosen >= 0 && found.length) insert(chosen);
  } else if (event.key === "Escape") {
    event.preventDefault();
    if (found.length) close();
    else text.focus();
  }
});

text.addEventListener("keydown", (event) => {
  if (event.key === " " && event.ctrlKey) {
    event.preventDefault();
    const word = /[\p{L}\p{N}:_-]*$/u.exec(text.value.slice(0, text.selectionStart))[0];
    replaced = [text.selectionStart - word.length, text.selectionEnd];
    field.value = word.replace(/^sjc?:/, "");
    field.focus();
    show();
  }
});
text.addEventListener("input", () => {
  replaced = null;
});

form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

tellPlace();
