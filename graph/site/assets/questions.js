// Narrows the list of questions to those that hold what is typed, in either language. Without it all are shown.
import { fold } from "./letters.js";

const form = document.querySelector("[data-filter]");
const field = form.querySelector("input");
const told = form.querySelector("output");
const items = [...document.querySelectorAll("#all li")].map((item) => ({
  item,
  text: fold(`${item.textContent} ${item.dataset.text}`),
}));
const numbers = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : "en");

// What stands before and behind an Arabic word, as loaders/folding.py has it, and the endings of verbs.
const before = new RegExp(`^(?:${form.dataset.before})`, "u");
const behind = [new RegExp(form.dataset.behind, "u"), /(?<=...)(?:تما|تم|ت|نا|وا)$/u];

// The forms by which a word is met, and whether a text has one of them.
function forms(word) {
  const found = [word, word.replace(before, "")];
  if (/^[\u0621-\u064a]+$/u.test(word)) {
    for (const one of [...found]) for (const ending of behind) found.push(one.replace(ending, ""));
  }
  return [...new Set(found)];
}

function narrow() {
  const wanted = (fold(field.value).match(/[\p{L}\p{N}]+/gu) ?? []).map(forms);
  let count = 0;
  for (const { item, text } of items) {
    item.hidden = !wanted.every((found) => found.some((word) => text.includes(word)));
    count += item.hidden ? 0 : 1;
  }
  for (const group of document.querySelectorAll("#all section")) {
    group.hidden = !group.querySelector("li:not([hidden])");
  }
  told.textContent = !wanted.length ? "" : count ? `${told.dataset.some} ${numbers.format(count)}` : told.dataset.none;
}

form.hidden = false;
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", narrow);
narrow();
