// The search of a site without a server: an index over the names of things that ranks as graph/search.py does.

import { Folding } from "./search-folding.js";
import { Texts, Words, isNumber, push } from "./search-meetings.js";
import { Teller, label } from "./search-telling.js";

const FOLLOWING = 3; // things follow for a word of the question that none of the best has

export class Index {
  #data;
  #weights;
  #markup;
  #beginning;
  #teller;
  #texts;
  #things;
  #entries = [];
  #squeezed = new Map();
  #classWords;
  #most;
  #words;
  #rarities = new Map();

  constructor(data) {
    this.#data = data;
    this.#weights = data.rules.weights;
    this.#markup = new RegExp(data.rules.meeting.markup, "gu");
    this.#beginning = data.rules.meeting.beginning;
    this.words = data.words;
    this.folding = new Folding(data.rules.folding);
    this.#teller = new Teller(data, this.folding);
    this.#texts = new Texts(this.folding, data.rules.meeting);
    this.#classWords = data.classes.map((one) =>
      data.languages.flatMap((_, number) => this.#texts.of(one[number]).telling),
    );
    this.#things = data.things.map(thing);
    this.#most = Math.max(0, ...this.#things.map((one) => one.mentions)) || 1;
    this.#things.forEach((one, number) => this.#add(one, number));
    this.#words = new Words(this.#entries.map((entry) => entry.telling), this.folding, data.rules.meeting);
  }

  #add(one, number) {
    const together = new Set();
    const often = new Map();
    for (const name of one.names) {
      const { telling, squeezed } = this.#texts.of(name.text);
      const ownId = name.kind === "identifier" && name.text === one.id;
      push(this.#squeezed, squeezed, this.#entries.length);
      const factor = this.#weights[ownId ? "own_id" : name.kind.replace("-", "_")];
      this.#entries.push({ thing: number, name, telling, squeezed, factor, together: false });
      if (ownId) continue;
      const counts = new Map();
      for (const word of telling) {
        together.add(word);
        counts.set(word, (counts.get(word) ?? 0) + 1);
      }
      if (counts.size < telling.length) {
        for (const [word, count] of counts) often.set(word, Math.max(count, often.get(word) ?? 1));
      }
    }
    for (const word of one.beside) together.add(word);
    for (const cls of one.classes) this.#classWords[cls].forEach((word) => together.add(word));
    const every = [...together].flatMap((word) => Array(often.get(word) ?? 1).fill(word));
    const name = label(one, this.#data.languages);
    const factor = this.#weights.together;
    this.#entries.push({ thing: number, name, telling: every, squeezed: "", factor, together: true });
  }

  #rarity(word) {
    if (!this.#rarities.has(word)) this.#rarities.set(word, this.#rare(this.#words.holding(word)));
    return this.#rarities.get(word);
  }

  #rare(entries) {
    const things = new Set(Array.from(entries, (number) => this.#entries[number].thing));
    return Math.log1p(this.#things.length / (1 + things.size));
  }

  /** What is found, best first, for a page in a language: so many results after the first ones, how many there are. */
  answer(text, language, limit, start = 0) {
    const { hits, total, unknown } = this.find(text, limit, start);
    return { results: hits.map((hit) => this.#teller.result(hit, language)), total, unknown };
  }

  /** Find things, best first, and tell how many there are; of the hits, so many after the first ones. */
  find(whole, limit, start = 0) {
    const text = whole.replace(this.#markup, " ");
    const asked = this.#texts.of(text);
    const met = new Map();
    const unknown = [];
    const rarity = asked.telling.map((word, place) => {
      const best = this.#words.meetings(word);
      if (!best.size) unknown.push(this.#teller.written(word, [text]));
      const before = asked.telling.slice(0, place).filter((one) => one === word).length;
      for (const [number, meeting] of this.#again(best, word, before)) {
        if (!met.has(number)) met.set(number, new Map());
        met.get(number).set(place, meeting);
      }
      return this.#rarityAsked(best);
    });
    if (asked.squeezed) {
      for (const number of this.#squeezed.get(asked.squeezed) ?? []) {
        if (!met.has(number)) met.set(number, new Map());
      }
    }
    const inAny = new Map();
    const ownWords = new Map();
    for (const [number, found] of met) {
      const { thing: owner } = this.#entries[number];
      if (!inAny.has(owner)) {
        inAny.set(owner, new Map());
        ownWords.set(owner, new Set());
      }
      const ofThing = inAny.get(owner);
      for (const [place, meeting] of found) {
        meeting.word.split(" ").forEach((word) => ownWords.get(owner).add(word));
        if (!ofThing.has(place) || meeting.weight > ofThing.get(place).weight) ofThing.set(place, meeting);
      }
    }
    const exact = (number) => this.#entries[number].squeezed === asked.squeezed;
    const bestOf = new Map();
    for (const [number, found] of met) {
      const { thing: owner } = this.#entries[number];
      if (!exact(number) && !telling(inAny.get(owner), asked)) continue;
      let score = this.#score(this.#entries[number], found, asked, rarity) + this.#byNumber(owner, asked);
      if (inAny.get(owner).size === rarity.length) score += this.#weights.all_asked;
      if (!bestOf.has(owner) || score > bestOf.get(owner).score) bestOf.set(owner, { score, number });
    }
    const order = [...bestOf]
      .map(([owner, { score, number }]) => ({ owner, score, number, rounded: Math.round(score * 1e6) }))
      .sort((a, b) => b.rounded - a.rounded || compare(this.#things[a.owner].id, this.#things[b.owner].id));
    const shown = order.filter(({ score }) => score >= this.#weights.shown * order[0].score);
    if (shown.length && !exact(shown[0].number)) {
      const has = (place) => (one) => inAny.get(one.owner).has(place);
      rarity.forEach((_, place) => {
        if (!shown.some(has(place))) shown.push(...order.filter(has(place)).slice(0, FOLLOWING));
      });
    }
    const hits = shown.slice(start, start + limit).map(({ owner, number }) => {
      const found = new Map([...inAny.get(owner), ...met.get(number)]);
      return this.#hit(this.#entries[number], found, asked, text, ownWords.get(owner));
    });
    return { hits, total: shown.length, unknown: [...new Set(unknown)] };
  }

  /** What a part of a document gains that is asked for by its number: alone, for paragraphs, or with its class. */
  #byNumber(owner, asked) {
    const { number, classes } = this.#things[owner];
    const called = number ? this.folding.words(number).join(" ") : "";
    if (!called) return 0;
    const own = new Set(classes.flatMap((cls) => this.#classWords[cls]));
    const rest = asked.telling.filter((word) => isNumber(word) || !this.#names(word, own));
    const alone = rest.length === asked.telling.length && !classes.includes(this.#data.alone);
    return alone || rest.join(" ") !== called ? 0 : this.#weights.by_number;
  }

  /** Whether a word of a question is one of the name of a class, in any form, or begins one. */
  #names(word, own) {
    if (word.length >= this.#beginning && [...own].some((one) => one.startsWith(word))) return true;
    return [...this.folding.stems(word).keys()].some((form) => own.has(form));
  }

  #rarityAsked(best) {
    if (!best.size) return Math.log1p(this.#things.length) / 2;
    let top = 0;
    for (const { weight } of best.values()) top = Math.max(top, weight);
    return this.#rare([...best.keys()].filter((number) => best.get(number).weight >= top - this.#weights.nearly));
  }

  /** Where a word is met that the question had before: a number needs a place of its own. */
  #again(best, word, before) {
    if (!before || !isNumber(word)) return best;
    const again = new Map();
    for (const [number, meeting] of best) {
      const places = this.#entries[number].telling.flatMap((own, place) => (own === word ? [place] : []));
      if (places.length > before) again.set(number, { ...meeting, place: places[before] });
    }
    return again;
  }

  #score(entry, found, asked, rarity) {
    const weights = this.#weights;
    const owner = this.#things[entry.thing];
    let score = (weights.mentioned * Math.log1p(owner.mentions)) / Math.log1p(this.#most) - owner.lesser;
    if (entry.squeezed === asked.squeezed) return score + entry.factor + weights.in_order + weights.whole;
    let covered = 0;
    const inName = new Set();
    for (const [place, { weight, place: at, word }] of found) {
      covered += rarity[place] * weight;
      word.split(" ").forEach((_, n) => inName.add(at + n));
    }
    covered /= sum(rarity);
    const own = entry.telling.map((word) => this.#rarity(word));
    const ofName = sum(Array.from(inName, (place) => own[place])) / sum(own);
    score += entry.factor * covered ** 2 * (1 - weights.covered_name + weights.covered_name * ofName);
    const places = [...found.keys()].sort((a, b) => a - b).map((place) => found.get(place).place);
    const inOrder = places.filter((place, n) => n > 0 && place === places[n - 1] + 1).length;
    score += (weights.in_order * inOrder) / Math.max(1, places.length - 1);
    const alone = found.size === asked.telling.length && inName.size === entry.telling.length && !entry.together;
    if (alone && [...found.values()].every(({ way, weight }) => way === "same" && weight >= weights.wholly)) {
      return score + weights.all_words_alone;
    }
    return score + this.#symbol(entry, asked);
  }

  /** What a question gains that has a symbol inside, or the numbers of one in either order. */
  #symbol(entry, asked) {
    const own = entry.telling.filter(isNumber);
    if (entry.name.kind !== "identifier" || entry.together || entry.telling.length < 2 || !own.length) return 0;
    if (` ${asked.telling.join(" ")} `.includes(` ${entry.telling.join(" ")} `)) return this.#weights.symbol_inside;
    const numbers = asked.telling.filter(isNumber);
    if (numbers.length < 2 || entry.name.text === this.#things[entry.thing].id) return 0;
    if (numbers.join() === own.join()) return this.#weights.numbers;
    return numbers.join() === own.reverse().join() ? this.#weights.numbers_turned : 0;
  }

  #hit(entry, found, asked, text, met) {
    const owner = this.#things[entry.thing];
    const hit = { thing: owner, name: entry.name, met, taken: [], forms: [], missing: [], together: entry.together };
    if (entry.squeezed === asked.squeezed) {
      return { ...hit, how: "exact", met: new Set([...met, ...this.folding.words(entry.name.text)]) };
    }
    const names = [entry.name.text, ...owner.names.map((name) => name.text)];
    return { ...hit, ...this.#teller.told(asked.telling, text, found, names) };
  }
}

/** A thing of the index with its names in their order. */
function thing([id, classes, labels, others, identifiers, beside, mentions, lesser, number]) {
  const names = [
    ...pairs(labels, "label"),
    ...pairs(others, "other-name"),
    ...identifiers.map((text) => ({ text: text === 0 ? id : text, kind: "identifier", language: "" })),
  ];
  return { id, classes, names, beside, mentions, lesser, number };
}

function pairs(list, kind) {
  const found = [];
  for (let n = 0; n < list.length; n += 2) found.push({ text: list[n + 1], kind, language: list[n] });
  return found;
}

/** Whether more was met than single letters. */
function telling(found, asked) {
  return [...found.keys()].some((place) => Array.from(asked.telling[place]).length > 1 || isNumber(asked.telling[place]));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
