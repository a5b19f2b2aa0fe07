// Where answers come from: a server (data-live of the form), or an index of the site (data-index), which is got once.

const indexes = new Map();

export class Source {
  #form;
  #plural;
  #numbers;

  constructor(form) {
    this.#form = form;
    this.language = form.dataset.lang;
    this.live = "live" in form.dataset;
    this.#numbers = new Intl.NumberFormat(this.language === "ar" ? "ar-u-nu-arab" : this.language);
    this.#plural = new Intl.PluralRules(this.language);
  }

  /** Get ready what the first answer needs. */
  warm() {
    if (!this.live) this.#index().catch(() => {}); // told when something is asked
  }

  number = (value) => this.#numbers.format(value);

  /** The form of a text that the language has for a count. */
  counted(forms, count) {
    return (forms[this.#plural.select(count)] ?? forms.other).replace("{n}", this.number(count));
  }

  /** What is found: results, how many there are of all, which words no name has, and what is said of suggestions. */
  async find(asked, limit, page, signal) {
    if (this.live) {
      const question = new URLSearchParams({ q: asked, lang: this.language, limit, page });
      const answer = await fetch(`${this.#form.dataset.live}?${question}`, { signal });
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }
    const index = await this.#index();
    const found = index.answer(asked, this.language, limit, (page - 1) * limit);
    const words = index.words[this.language];
    const count = found.results.length;
    const told = count ? this.counted(words["search.suggested"], count) : words["search.none"];
    return { ...found, told, all: words["search.all"].replace("{n}", this.number(found.total)) };
  }

  /** Get the index once; where that fails the next search tries again. */
  async #index() {
    const address = new URL(this.#form.dataset.index, location.href).href;
    if (!indexes.has(address)) {
      const parts = [import("./search-ranking.js"), fetchJson(address)];
      indexes.set(address, Promise.all(parts).then(([{ Index }, data]) => new Index(data)));
    }
    try {
      return await indexes.get(address);
    } catch (error) {
      indexes.delete(address);
      throw error;
    }
  }
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}
