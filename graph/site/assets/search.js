// The search page: results as one types, from the server (data-live) or from an index of the site (data-index).
// Without this script the form is sent, and a server writes the same results into the page.

import { cut, element, marked, plainKey, speak } from "./search-nodes.js";
import { Source } from "./search-source.js";

const NEAR = 2; // pages on each side of the present one are linked, beside the first and the last
const NOTHING = { results: [], total: 0, unknown: [] };
const PAUSE = { live: 150, index: 60 }; // milliseconds without a key before a search

class SearchPage {
  #form;
  #input;
  #count;
  #unknown;
  #list;
  #pages;
  #words;
  #source;
  #language;
  #most;
  #timer = 0;
  #running = new AbortController();

  constructor(form) {
    this.#form = form;
    this.#input = form.querySelector("input[type=search]");
    this.#count = document.getElementById("search-count");
    this.#unknown = document.getElementById("search-unknown");
    this.#list = document.getElementById("search-found");
    this.#pages = document.getElementById("search-pages");
    this.#words = JSON.parse(document.getElementById("search-words").textContent);
    this.#language = form.dataset.lang;
    this.#most = Number(form.dataset.most);
    this.#source = new Source(form);
  }

  start() {
    const asked = new URLSearchParams(location.search).get("q");
    if (asked !== null && !this.#input.value) this.#input.value = this.#cut(asked);
    this.#input.addEventListener("input", (event) => event.isComposing || this.#soon());
    this.#input.addEventListener("compositionend", () => this.#soon());
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#now();
    });
    this.#form.addEventListener("keydown", (event) => this.#inField(event));
    this.#list.addEventListener("keydown", (event) => this.#inList(event));
    document.getElementById("search-keys")?.removeAttribute("hidden");
    this.#source.warm();
    const page = Number(new URLSearchParams(location.search).get("page")) || 1;
    if (!this.#list.children.length) this.#now(page); // a server may have written the results already
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#timer = setTimeout(() => this.#now(), this.#source.live ? PAUSE.live : PAUSE.index);
  }

  /** Search for what is in the field; a search that is still running is given up. */
  async #now(page = 1) {
    clearTimeout(this.#timer);
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    const asked = this.#cut(this.#input.value).trim();
    this.#keepAddress(asked, page);
    if (!asked) {
      this.#show(NOTHING, "");
      return;
    }
    if (!this.#source.live && !this.#list.children.length) this.#count.textContent = this.#words["search.loading"];
    try {
      const found = await this.#source.find(asked, this.#most, page, running.signal);
      if (running.signal.aborted) return;
      const last = Math.ceil(found.total / this.#most);
      if (page > Math.max(1, last)) this.#now(Math.max(1, last));
      else this.#show(found, this.#counted(found, page), asked, page);
    } catch {
      if (!running.signal.aborted) this.#show(NOTHING, this.#words["search.failed"]);
    }
  }

  #cut(text) {
    return cut(text, this.#input.maxLength);
  }

  /** Keep the address of the page in step, so that a search can be linked; the other language keeps it too. */
  #keepAddress(asked, page) {
    const here = new URL(location.href);
    here.search = asked ? query(asked, page) : "";
    if (here.href !== location.href) history.replaceState(history.state, "", here);
    for (const link of document.querySelectorAll("a[rel~=alternate][hreflang]")) link.search = here.search;
  }

  #counted({ results, total }, page) {
    if (!total) return this.#words["search.none"];
    const count = this.#source.counted(this.#words["search.count"], total);
    if (results.length === total) return count;
    const first = (page - 1) * this.#most + 1;
    const last = first + results.length - 1;
    const values = { count, first: this.#source.number(first), last: this.#source.number(last) };
    return this.#words[first === last ? "search.range.one" : "search.range"].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  /** Show results in the place of others; who is on one of them already stays at its place. */
  #show({ results, total, unknown }, told, asked = "", page = 1) {
    const at = this.#links().indexOf(document.activeElement);
    this.#list.replaceChildren(...results.map((one) => this.#item(one)));
    this.#count.textContent = told;
    this.#unknown.replaceChildren(...(unknown.length ? [this.#words["search.unknown"], ...this.#quoted(unknown)] : []));
    const pages = Math.ceil(total / this.#most);
    this.#pages.hidden = pages < 2;
    const numbers = pages < 2 ? [] : linked(page, pages);
    this.#pages.querySelector("ul").replaceChildren(...numbers.map((number) => this.#pageLink(number, page, asked)));
    if (at >= 0) (this.#links()[Math.min(at, results.length - 1)] ?? this.#input).focus();
  }

  /** A page of results by its number, 0 where some are left out. */
  #pageLink(number, page, asked) {
    const name = element("span", "unseen", [`${this.#words["doc.page"]} `]);
    const made = element(number && number !== page ? "a" : "span", "", number ? [name, this.#source.number(number)] : ["…"]);
    if (!number) made.setAttribute("aria-hidden", "true");
    else if (number === page) made.setAttribute("aria-current", "page");
    else made.href = `${this.#form.getAttribute("action")}${query(asked, number)}`;
    return element("li", "", [made]);
  }

  #item(one) {
    const link = element("a", "hit", marked(one.label));
    link.href = this.#form.dataset.home + one.path;
    speak(link, one.label.lang);
    const item = element("li", "", [link]);
    if (one.classes.runs.length) item.append(element("span", `kind kind-${one.kind}`, marked(one.classes)));
    if (one.label.lang && one.label.lang !== this.#language) {
      item.append(element("p", "in-other", [element("span", "tag", [this.#words[`language.${one.label.lang}`]])]));
    }
    if (one.other) {
      const other = speak(element("bdi", "", marked(one.other)), one.other.lang);
      item.append(element("p", "in-other", [other]));
    }
    item.append(element("p", "match", this.#match(one)));
    const id = element("bdi", "", [element("code", "", [one.id])]);
    id.dir = "ltr";
    item.append(element("p", "id", [id]));
    return item;
  }

  /** What matched, and how. */
  #match(one) {
    const told = [this.#words.how[one.how]];
    const and = this.#words["search.and"];
    if (one.name || one.tongue || ["identifier", "together"].includes(one.named)) {
      told.push(and + this.#words.named[one.named]);
      if (one.tongue) told.push(` ${this.#words[`language.${one.tongue}`] ?? one.tongue}`);
    }
    if (one.name) told.push(this.#words["list.colon"], speak(element("bdi", "", marked(one.name)), one.name.lang));
    for (const [asked, word] of one.taken) told.push(and, ...filled(this.#words["search.taken"], { asked, word }));
    for (const [asked, word] of one.forms) told.push(and, ...filled(this.#words["search.form"], { asked, word }));
    if (one.missing.length) told.push(and, this.#words["search.missing"], ...this.#quoted(one.missing));
    return told;
  }

  /** Words of the question in quotation marks. */
  #quoted(some) {
    const quotes = some.map((word) => filled(this.#words["search.quoted"], { word }));
    return quotes.flatMap((one, n) => (n ? [this.#words["list.comma"], ...one] : one));
  }

  #inField(event) {
    if (plainKey(event, "ArrowDown")) this.#move(event, 0);
    else if (plainKey(event, "Escape") && this.#input.value && event.target === this.#input) {
      event.preventDefault();
      this.#input.value = "";
      this.#now();
    }
  }

  #inList(event) {
    const links = this.#links();
    const at = links.indexOf(event.target);
    if (plainKey(event, "ArrowDown")) this.#move(event, Math.min(at + 1, links.length - 1));
    else if (plainKey(event, "ArrowUp")) this.#move(event, at - 1);
    else if (plainKey(event, "Home")) this.#move(event, 0);
    else if (plainKey(event, "End")) this.#move(event, links.length - 1);
    else if (plainKey(event, "Escape")) this.#move(event, -1);
  }

  /** Put the focus on a result, or before the first one into the field. */
  #move(event, at) {
    event.preventDefault();
    if (at < 0) this.#input.focus();
    else this.#links()[at]?.focus();
  }

  #links() {
    return [...this.#list.querySelectorAll("a.hit")];
  }
}

/** A text with elements in the place of its values. */
function filled(text, values) {
  return text.split(/\{(\w+)\}/).map((part, n) => (n % 2 ? element("bdi", "", [values[part]]) : part));
}

/** The part of the address behind the path for a page of results. */
function query(asked, page) {
  return `?${new URLSearchParams({ q: asked, ...(page > 1 && { page }) })}`;
}

/** The numbers of the pages that are linked, 0 where some are left out. */
function linked(page, pages) {
  const found = [];
  for (let number = 1; number <= pages; number += 1) {
    if (number !== 1 && number !== pages && Math.abs(number - page) > NEAR) continue;
    if (found.length && number > found.at(-1) + 1) found.push(0);
    found.push(number);
  }
  return found;
}

for (const form of document.querySelectorAll("form.search")) new SearchPage(form).start();
