// Narrows the list of questions to those that hold what is typed, in either language. Without it all are shown.
import { words } from "./letters.js";

const form = document.querySelector("[data-filter]");
const field = form.querySelector("input");
const told = form.querySelector("output");
const items = [...document.querySelectorAll("#all li")].map((item) => ({
  item,
  text: words(`${item.textContent} ${item.dataset.text}`).join(" "),
}));
const numbers = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : "en");

function narrow() {
  const wanted = words(field.value);
  let count = 0;
  for (const { item, text } of items) {
    item.hidden = !wanted.every((word) => text.includes(word));
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
