// The search of a site without a server: an index over the names of things that ranks as graph/search.py does, and
// tells its results in the form of graph/site/search_page.py.

import { Folding } from "./search-folding.js";
import { Texts, Words, isNumber, push } from "./search-meetings.js";

const [OPENED, CLOSED] = ["\u2066", "\u2069"];
const RUNS = /[\u2066\u2069]/;
const LATIN = /[A-Za-z]/;

export class Index {
  #data;
  #weights;
  #latinRun;
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
    this.#latinRun = new RegExp(data.rules.latin_run, "gu");
    this.folding = new Folding(data.rules.folding);
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

  /** Find things, best first, at most so many. */
  search(text, limit) {
    const asked = this.#texts.of(text);
    const met = new Map();
    const rarity = asked.telling.map((word, place) => {
      const best = this.#words.meetings(word);
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
    const bestOf = new Map();
    for (const [number, found] of met) {
      const { thing: owner } = this.#entries[number];
      let score = this.#score(this.#entries[number], found, asked, rarity);
      if (inAny.get(owner).size === rarity.length) score += this.#weights.all_asked;
      if (!bestOf.has(owner) || score > bestOf.get(owner).score) bestOf.set(owner, { score, number });
    }
    const order = [...bestOf]
      .map(([owner, { score, number }]) => ({ owner, score, number, rounded: Math.round(score * 1e6) }))
      .sort((a, b) => b.rounded - a.rounded || compare(this.#things[a.owner].id, this.#things[b.owner].id));
    return order
      .slice(0, limit)
      .filter(({ score }) => score >= this.#weights.shown * order[0].score)
      .map(({ owner, number }) => {
        const found = new Map([...inAny.get(owner), ...met.get(number)]);
        return this.#hit(this.#entries[number], found, asked, text, ownWords.get(owner));
      });
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
    if (entry.squeezed === asked.squeezed) {
      const every = new Set([...met, ...this.folding.words(entry.name.text)]);
      return { thing: owner, name: entry.name, how: "exact", taken: [], met: every };
    }
    const names = [entry.name.text, ...owner.names.map((name) => name.text)];
    const taken = [...found]
      .filter(([, { way }]) => way === "similar")
      .sort(([a], [b]) => a - b)
      .map(([place, { word }]) => [
        this.folding.spelled(asked.telling[place], [text]),
        this.folding.spelled(word, names),
      ]);
    const begun = [...found.values()].some(({ way }) => way === "begun");
    const part = found.size < asked.telling.length;
    const how = taken.length ? "similar" : part ? "part" : begun ? "beginning" : "words";
    return { thing: owner, name: entry.name, how, taken, met };
  }

  /** What a search finds, best first, for a page in a language. */
  results(text, language, limit) {
    return this.search(text, limit).map((hit) => this.#result(hit, language));
  }

  #result({ thing: owner, name, how, taken, met }, language) {
    const others = this.#data.languages.filter((one) => one !== language);
    const shown = label(owner, [language, ...others]);
    const other = label(owner, [...others, language]);
    const known = [shown, other].includes(name) || (name.kind === "identifier" && name.text === owner.id);
    const column = this.#data.languages.indexOf(language);
    const classes = owner.classes.map((cls) => this.#data.classes[cls]);
    const named = classes.map((one) => one[column]).sort().join(this.#data.comma[language]);
    const place = Object.keys(this.#data.places).find((start) => owner.id.startsWith(start));
    const [whole, ...part] = owner.id.slice(place.length).split("#");
    return {
      id: owner.id,
      path: [`${this.#data.places[place]}${whole}.html`, ...part].join("#"),
      kind: classes.length ? classes[0].at(-1) : "other",
      classes: this.#marked(named, language, met),
      label: this.#marked(shown.text, shown.language, met),
      other: other.text === shown.text ? null : this.#marked(other.text, other.language, met),
      name: known ? null : this.#marked(name.text, name.language, met),
      named: name.kind,
      how,
      taken,
    };
  }

  /** A text in runs (symbols keep their own direction in Arabic) and parts (those marked that were met). */
  #marked(text, language, met) {
    const line = language === "ar" ? text.replace(this.#latinRun, isolate) : text;
    const runs = line.split(RUNS).map((run, n) => [n % 2 === 1, this.#parts(run, met)]);
    return { lang: language, runs: runs.filter(([, parts]) => parts.length) };
  }

  #parts(run, met) {
    const parts = [];
    const add = (part, found) => {
      const last = parts.at(-1);
      const before = parts.at(-2);
      if (found && before?.[1] && !last[0].trim()) parts.splice(-2, 2, [before[0] + last[0] + part, true]);
      else if (last && !found && !last[1]) last[0] += part;
      else parts.push([part, found]);
    };
    let end = 0;
    for (const { 0: token, index } of this.folding.tokens(run)) {
      if (index > end) add(run.slice(end, index), false);
      add(token, this.folding.words(token).some((word) => met.has(word)));
      end = index + token.length;
    }
    if (end < run.length) add(run.slice(end), false);
    return parts;
  }
}

/** A thing of the index with its names in their order. */
function thing([id, classes, labels, others, identifiers, beside, mentions, lesser]) {
  const names = [
    ...pairs(labels, "label"),
    ...pairs(others, "other-name"),
    ...identifiers.map((text) => ({ text: text === 0 ? id : text, kind: "identifier", language: "" })),
  ];
  return { id, classes, names, beside, mentions, lesser };
}

function pairs(list, kind) {
  const found = [];
  for (let n = 0; n < list.length; n += 2) found.push({ text: list[n + 1], kind, language: list[n] });
  return found;
}

/** The label of a thing in the first language that it has one in. */
function label(one, languages) {
  const labels = one.names.filter((name) => name.kind === "label");
  for (const language of languages) {
    const found = labels.find((name) => name.language === language);
    if (found) return found;
  }
  return labels[0] ?? { text: one.id, kind: "identifier", language: "" };
}

function isolate(run) {
  let rest = "";
  if (run.split(")").length > run.split("(").length) {
    const at = run.lastIndexOf(")");
    [run, rest] = [run.slice(0, at), run.slice(at)];
  }
  return LATIN.test(run) ? `${OPENED}${run}${CLOSED}${rest}` : run + rest;
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);
