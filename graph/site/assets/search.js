// The search page: results as one types, from the server (data-live) or from an index of the site (data-index).
// Without this script the form is sent, and a server writes the same results into the page.

const PAUSE = { live: 150, index: 60 }; // milliseconds without a key before a search

class SearchPage {
  #form;
  #input;
  #count;
  #list;
  #words;
  #language;
  #most;
  #numbers;
  #plural;
  #timer = 0;
  #running = new AbortController();
  #index = null;

  constructor(form) {
    this.#form = form;
    this.#input = form.querySelector("input[type=search]");
    this.#count = document.getElementById("search-count");
    this.#list = document.getElementById("search-found");
    this.#words = JSON.parse(document.getElementById("search-words").textContent);
    this.#language = form.dataset.lang;
    this.#most = Number(form.dataset.most);
    this.#numbers = new Intl.NumberFormat(this.#language === "ar" ? "ar-u-nu-arab" : this.#language);
    this.#plural = new Intl.PluralRules(this.#language);
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
    document.addEventListener("keydown", (event) => this.#anywhere(event));
    document.getElementById("search-keys")?.removeAttribute("hidden");
    if (this.#form.dataset.index) this.#fetchIndex().catch(() => {}); // told when something is asked
    if (!this.#list.children.length) this.#now(); // a server may have written the results already
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.#timer = setTimeout(() => this.#now(), this.#form.dataset.live ? PAUSE.live : PAUSE.index);
  }

  /** Search for what is in the field; a search that is still running is given up. */
  async #now() {
    clearTimeout(this.#timer);
    this.#running.abort();
    const running = new AbortController();
    this.#running = running;
    const asked = this.#cut(this.#input.value).trim();
    this.#keepAddress(asked);
    if (!asked) {
      this.#show([], "");
      return;
    }
    try {
      const found = await this.#find(asked, running.signal);
      if (!running.signal.aborted) this.#show(found, this.#counted(found.length));
    } catch {
      if (!running.signal.aborted) this.#show([], this.#words["search.failed"]);
    }
  }

  async #find(asked, signal) {
    if (this.#form.dataset.live) {
      const question = new URLSearchParams({ q: asked, lang: this.#language });
      const answer = await fetch(`${this.#form.dataset.live}?${question}`, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      return (await answer.json()).results;
    }
    if (!this.#index) this.#count.textContent = this.#words["search.loading"];
    return (await this.#fetchIndex()).results(asked, this.#language, this.#most);
  }

  /** Get the index once; where that fails the next search tries again. */
  async #fetchIndex() {
    this.#index ??= Promise.all([import("./search-ranking.js"), fetchJson(this.#form.dataset.index)]).then(
      ([{ Index }, data]) => new Index(data),
    );
    try {
      return await this.#index;
    } catch (error) {
      this.#index = null;
      throw error;
    }
  }

  #cut(text) {
    return Array.from(text).slice(0, this.#input.maxLength).join("");
  }

  /** Keep the address of the page in step, so that a search can be linked; the other language keeps it too. */
  #keepAddress(asked) {
    const here = new URL(location.href);
    here.searchParams.delete("q");
    if (asked) here.searchParams.set("q", asked);
    if (here.href !== location.href) history.replaceState(history.state, "", here);
    for (const link of document.querySelectorAll("a[rel~=alternate][hreflang]")) link.search = here.search;
  }

  #counted(count) {
    if (!count) return this.#words["search.none"];
    const forms = this.#words[count >= this.#most ? "search.best" : "search.count"];
    return (forms[this.#plural.select(count)] ?? forms.other).replace("{n}", this.#numbers.format(count));
  }

  /** Show results in the place of others; who is on one of them already stays at its place. */
  #show(found, told) {
    const at = this.#links().indexOf(document.activeElement);
    this.#list.replaceChildren(...found.map((one) => this.#item(one)));
    this.#count.textContent = told;
    if (at >= 0) (this.#links()[Math.min(at, found.length - 1)] ?? this.#input).focus();
  }

  #item(one) {
    const link = element("a", "hit", this.#marked(one.label));
    link.href = this.#form.dataset.home + one.path;
    speak(link, one.label.lang);
    const item = element("li", "", [link]);
    if (one.classes.runs.length) item.append(element("span", `kind kind-${one.kind}`, this.#marked(one.classes)));
    if (one.label.lang && one.label.lang !== this.#language) {
      item.append(element("p", "in-other", [element("span", "tag", [this.#words[`language.${one.label.lang}`]])]));
    }
    if (one.other) {
      const other = speak(element("bdi", "", this.#marked(one.other)), one.other.lang);
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
    if (one.name) {
      const name = speak(element("bdi", "", this.#marked(one.name)), one.name.lang);
      told.push(`${and}${this.#words.named[one.named]}: `, name);
    } else if (one.named === "identifier") {
      told.push(and + this.#words.named.identifier);
    }
    for (const [asked, word] of one.taken) {
      const parts = this.#words["search.taken"].split(/(\{asked\}|\{word\})/);
      const values = { "{asked}": asked, "{word}": word };
      told.push(and, ...parts.map((part) => (part in values ? element("bdi", "", [values[part]]) : part)));
    }
    return told;
  }

  #marked({ runs }) {
    return runs.flatMap(([symbol, parts]) => {
      const nodes = parts.map(([part, met]) => (met ? element("mark", "", [part]) : part));
      if (!symbol) return nodes;
      const run = element("bdi", "", nodes);
      run.dir = "ltr";
      return [run];
    });
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

  /** The key / goes to the field; on an Arabic keyboard it has a letter. */
  #anywhere(event) {
    const slash = event.key === "/" || (event.code === "Slash" && /^\p{Script=Arabic}$/u.test(event.key));
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (!slash || writing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    event.preventDefault();
    this.#input.focus();
    this.#input.select();
  }
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

function plainKey(event, key) {
  return event.key === key && !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing);
}

function element(name, style, children) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.append(...children);
  return made;
}

/** Say in which language and direction an element is. */
function speak(made, language) {
  if (language) made.lang = language;
  made.dir = language === "ar" ? "rtl" : "ltr";
  return made;
}

for (const form of document.querySelectorAll("form.search")) new SearchPage(form).start();
