// Suggestions under the field of a page: an editable combobox with a list (ARIA Authoring Practices Guide). The focus
// stays in the field; Enter goes to the suggestion that is chosen, or sends the form where none is.

import { cut, element, marked, plainKey, speak } from "./search-nodes.js";
import { Source } from "./search-source.js";

const MOST = 8; // suggestions, and one more that leads to all results
const PAUSE = { live: 150, index: 60 }; // milliseconds without a key before a search

export class Suggestions {
  #form;
  #input;
  #source;
  #box;
  #list;
  #status;
  #timer = 0;
  #running = new AbortController();
  #shown = "";
  #at = -1;

  constructor(form) {
    this.#form = form;
    this.#input = form.querySelector("input[type=search]");
    this.#source = new Source(form);
    const id = `${this.#input.id}-suggested`;
    this.#list = element("ul", "", []);
    this.#list.id = id;
    this.#list.setAttribute("role", "listbox");
    this.#list.setAttribute("aria-label", this.#input.labels[0].textContent);
    this.#box = element("div", "suggested", [this.#list]);
    this.#box.hidden = true;
    this.#status = element("p", "unseen", []);
    this.#status.setAttribute("role", "status");
  }

  start() {
    const said = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.#list.id };
    for (const [name, value] of Object.entries(said)) this.#input.setAttribute(name, value);
    this.#form.append(this.#box, this.#status);
    this.#source.warm();
    this.#input.addEventListener("input", (event) => event.isComposing || this.#soon());
    this.#input.addEventListener("compositionend", () => this.#soon());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => this.#close());
    this.#box.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
    this.#list.addEventListener("click", (event) => this.#open(event.target.closest("[role=option]"), event));
    this.#form.addEventListener("submit", () => this.#close());
    if (this.#input.value.trim()) this.#soon(); // typed while this was loaded
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#timer = setTimeout(() => this.#now(), this.#source.live ? PAUSE.live : PAUSE.index);
  }

  async #now() {
    clearTimeout(this.#timer);
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    const asked = cut(this.#input.value, this.#input.maxLength).trim();
    if (!asked) {
      this.#close();
      return;
    }
    try {
      const found = await this.#source.find(asked, MOST, 1, running.signal);
      if (!running.signal.aborted && document.activeElement === this.#input) this.#show(asked, found);
    } catch {
      if (!running.signal.aborted) this.#close(); // the form can be sent; the search page tells what is wrong
    }
  }

  #show(asked, { results, total, told, all }) {
    const options = results.map((one) => this.#option(this.#form.dataset.home + one.path, lines(one, this.#source.language)));
    if (total > results.length) {
      const address = `${this.#form.getAttribute("action")}?${new URLSearchParams({ q: asked })}`;
      options.push(this.#option(address, [element("span", "all", [all])]));
    }
    options.forEach((one, n) => (one.id = `${this.#list.id}-${n}`));
    this.#list.replaceChildren(...options);
    const none = element("p", "none", [told]);
    none.setAttribute("aria-hidden", "true"); // the status says it
    this.#box.replaceChildren(this.#list, ...(results.length ? [] : [none]));
    this.#list.hidden = !results.length;
    this.#status.textContent = told;
    this.#shown = asked;
    this.#choose(-1);
    this.#expand(true);
  }

  #option(address, children) {
    const option = element("li", "", children);
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.address = address;
    return option;
  }

  #expand(open) {
    this.#box.hidden = !open;
    this.#input.setAttribute("aria-expanded", String(open && !this.#list.hidden));
  }

  #close() {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#choose(-1);
    this.#expand(false);
    this.#status.textContent = "";
  }

  /** Choose a suggestion by its place; before the first and after the last one is the field itself. */
  #choose(at) {
    const options = [...this.#list.children];
    this.#at = at < -1 ? options.length - 1 : at >= options.length ? -1 : at;
    options.forEach((one, n) => one.setAttribute("aria-selected", String(n === this.#at)));
    if (this.#at < 0) this.#input.removeAttribute("aria-activedescendant");
    else this.#input.setAttribute("aria-activedescendant", options[this.#at].id);
    options[this.#at]?.scrollIntoView({ block: "nearest" });
  }

  #open(option, event = {}) {
    if (!option) return;
    if (event.ctrlKey || event.metaKey) window.open(option.dataset.address, "_blank", "noopener");
    else location.assign(option.dataset.address);
  }

  #key(event) {
    const open = !this.#box.hidden;
    if (plainKey(event, "ArrowDown") || plainKey(event, "ArrowUp") || (event.altKey && event.key === "ArrowDown")) {
      if (!this.#input.value.trim()) return;
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (!open && this.#shown === this.#input.value.trim() && this.#list.children.length) this.#expand(true);
      else if (!open) this.#now();
      if (open || !this.#box.hidden) if (!event.altKey) this.#choose(this.#at + step);
    } else if (event.altKey && event.key === "ArrowUp" && open) {
      event.preventDefault();
      this.#close();
    } else if (plainKey(event, "Escape")) {
      event.preventDefault(); // some browsers clear the field at once
      if (open) this.#close();
      else this.#input.value = "";
    } else if (plainKey(event, "Enter") && open && this.#at >= 0) {
      event.preventDefault();
      this.#open(this.#list.children[this.#at]);
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key) && this.#at >= 0) this.#choose(-1);
  }
}

/** What a suggestion shows: the label, its class, and the label in the other language. */
function lines(one, language) {
  const label = speak(element("span", "label", marked(one.label)), one.label.lang || language);
  const more = [label];
  if (one.classes.runs.length) more.push(element("span", `kind kind-${one.kind}`, marked(one.classes)));
  if (one.other) more.push(speak(element("span", "other", marked(one.other)), one.other.lang));
  return more;
}
