// Where a word of a question is met in names, as graph/meetings.py has it.

import { isAscii } from "./search-folding.js";

const NUMBER = /^\d+$/;

export const isNumber = (word) => NUMBER.test(word);

/** A text as it is compared: its words without the little ones (all, where all are little), and all as one. */
export class Texts {
  #folding;
  #little;
  #twoNumbers;
  #betweenWords;

  constructor(folding, rules) {
    this.#folding = folding;
    this.#little = new Set(rules.little);
    this.#twoNumbers = new RegExp(rules.two_numbers, "u");
    this.#betweenWords = new RegExp(rules.between_words, "gu");
  }

  of(text) {
    const every = this.#folding.words(text);
    const telling = every.filter((word) => !this.#little.has(word));
    const line = every.join(" ");
    const squeezed = this.#twoNumbers.test(line) ? line.replace(this.#betweenWords, "") : every.join("");
    return { telling: telling.length ? telling : every, squeezed };
  }
}

/** The words of names; a name is meant by its number. A meeting has a weight, a way, a place and a word. */
export class Words {
  #folding;
  #rules;
  #article;
  #places = new Map();
  #words;
  #forms = new Map();
  #byLength = new Map();
  #byLetter = new Map();

  constructor(names, folding, rules) {
    this.#folding = folding;
    this.#rules = rules;
    this.#article = new RegExp(rules.article, "u");
    names.forEach((name, number) => {
      name.forEach((word, place) => push(this.#places, word, [number, place]));
    });
    this.#words = [...this.#places.keys()].sort();
    for (const word of this.#words) {
      for (const [form, weight] of folding.stems(word)) push(this.#forms, form, [word, weight]);
      push(this.#byLength, word.length, word);
    }
  }

  /** The names that have a word in any of its forms. */
  holding(word) {
    const found = new Set();
    for (const [own] of this.#forms.get(word) ?? []) {
      for (const [number] of this.#places.get(own)) found.add(number);
    }
    return found;
  }

  /** Where a word of a question is met best, by name. Numbers are met whole or not at all. */
  meetings(word) {
    const best = new Map();
    const { same, begun, begun_share, similar, far } = this.#rules;
    for (const [form, weight] of this.#folding.stems(word)) this.#meet(best, form, same * weight, "same");
    if (!isNumber(word)) {
      for (const longer of this.#begun(word)) {
        this.#meet(best, longer, begun + (begun_share * word.length) / longer.length, "begun");
      }
      if (!best.size) this.#joined(word, best);
      for (const like of this.#similar(word)) this.#meet(best, like, similar, "similar");
      if (!best.size) for (const like of this.#far(word)) this.#meet(best, like, far, "similar");
    }
    return best;
  }

  #meet(best, form, weight, way) {
    const { near, ended } = this.#rules;
    for (const [own, ownWeight] of this.#forms.get(form) ?? []) {
      const another = Math.min(weight, ownWeight) < ended || Math.max(weight, ownWeight) <= ended;
      const only = way === "same" && another;
      const value = only ? weight * ownWeight * near : weight * ownWeight;
      for (const [number, place] of this.#places.get(own)) {
        const known = best.get(number);
        if (known && value <= known.weight) continue;
        best.set(number, { weight: value, way: only ? "similar" : way, place, word: own });
      }
    }
  }

  *#begun(word) {
    if (word.length < this.#rules.beginning) return;
    let low = 0;
    let high = this.#words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#words[middle] < word) low = middle + 1;
      else high = middle;
    }
    for (; low < this.#words.length && this.#words[low].startsWith(word); low += 1) {
      if (this.#words[low] !== word) yield this.#words[low];
    }
  }

  /** The names in which two words follow each other that make the word. */
  #joined(word, best) {
    const { half, joined } = this.#rules;
    for (let cut = half; cut <= word.length - half; cut += 1) {
      const first = word.slice(0, cut);
      const second = word.slice(cut);
      if (!this.#places.has(first) || !this.#places.has(second)) continue;
      const after = new Set(this.#places.get(second).map((one) => one.join()));
      for (const [number, place] of this.#places.get(first)) {
        if (after.has([number, place + 1].join())) {
          best.set(number, { weight: joined, way: "same", place, word: `${first} ${second}` });
        }
      }
    }
  }

  /** The words of names that differ from a long word by one letter at most. */
  *#similar(word) {
    const least = this.#rules.long[isAscii(word) ? "latin" : "arabic"];
    const long = (form) => form.replace(this.#article, "").length;
    for (const [form, weight] of this.#folding.stems(word)) {
      if (weight <= this.#rules.whole_word || long(form) < least) continue;
      const near = [form.length - 1, form.length, form.length + 1].flatMap((n) => this.#byLength.get(n) ?? []);
      const like = near.filter((one) => !isNumber(one) && nextTo(form, one) && long(one) >= least - 1);
      if (like.includes(form)) yield form;
      yield* like.filter((one) => one !== form).sort();
    }
  }

  /** The words that begin alike and differ by two letters, or have one more than a short Arabic word. */
  *#far(word) {
    const { whole_word, lacking, very_long } = this.#rules;
    for (const [form, weight] of this.#folding.stems(word)) {
      const bare = form.replace(this.#article, "");
      if (weight <= whole_word || bare.length < lacking) continue;
      const found = [];
      for (const [own, like] of this.#beginningWith(bare[0])) {
        const most = Math.min(bare.length, like.length) >= very_long ? 2 : 1;
        if (most === 1 && (like.length !== bare.length + 1 || isAscii(word))) continue;
        const apart = distance(bare, like, most);
        if (apart <= most) found.push([apart, own]);
      }
      found.sort(([a, one], [b, other]) => a - b || (one < other ? -1 : 1));
      yield* found.map(([, own]) => own);
    }
  }

  /** The words that begin with a letter after their article, each with and without it. */
  #beginningWith(letter) {
    if (!this.#byLetter.size) {
      for (const own of this.#words) {
        const bare = own.replace(this.#article, "");
        if (bare && !isNumber(bare)) push(this.#byLetter, bare[0], [own, bare]);
      }
    }
    return this.#byLetter.get(letter) ?? [];
  }
}

/** By how many letters two words differ (optimal string alignment); more than so many are not told apart. */
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  const rows = [Array.from({ length: other.length + 1 }, (_, n) => n)];
  for (let a = 1; a <= one.length; a += 1) {
    rows[a] = [a];
    for (let b = 1; b <= other.length; b += 1) {
      const changed = rows[a - 1][b - 1] + (one[a - 1] === other[b - 1] ? 0 : 1);
      rows[a][b] = Math.min(changed, rows[a - 1][b] + 1, rows[a][b - 1] + 1);
      if (a > 1 && b > 1 && one[a - 1] === other[b - 2] && one[a - 2] === other[b - 1]) {
        rows[a][b] = Math.min(rows[a][b], rows[a - 2][b - 2] + 1);
      }
    }
  }
  return rows[one.length][other.length];
}

/** Whether two words differ by one letter at most: one more, another one, or two that changed places. */
function nextTo(one, other) {
  if (one.length > other.length) return nextTo(other, one);
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  if (one.length < other.length) return one.slice(at) === other.slice(at + 1);
  if (one.slice(at + 1) === other.slice(at + 1)) return true;
  return one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
}

export function push(map, key, value) {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}
