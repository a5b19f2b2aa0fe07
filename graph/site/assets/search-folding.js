// Folding, as loaders/folding.py has it: what two spellings of the same words have in common. The patterns and
// characters are data of the index, so that they are written once.

const DIGIT = /\p{Nd}/u;

export class Folding {
  #letters;
  #gone;
  #zeros;
  #cases;
  #rules;
  #plain = new Map();
  #stems = new Map();

  constructor(rules) {
    this.#letters = new Map(Object.entries(rules.letters));
    this.#gone = new RegExp(`[${rules.gone}]|${rules.invisible}`, "u");
    this.#zeros = Array.from(rules.zeros, (zero) => zero.codePointAt(0));
    this.#cases = new Map(Object.entries(rules.cases));
    this.#rules = {
      ...rules,
      invisible: new RegExp(rules.invisible, "gu"),
      word: new RegExp(rules.word, "gu"),
      written: new RegExp(rules.written, "gu"),
      token: new RegExp(`${rules.dotted}|${rules.written}`, "gu"),
      dotted: new RegExp(rules.dotted, "gu"),
      possessive: new RegExp(rules.possessive, "gu"),
      arabic: new RegExp(`^(?:${rules.arabic})$`, "u"),
      proclitic: new RegExp(`^(?:${rules.proclitic})`, "u"),
      suffix: new RegExp(rules.suffix, "u"),
      relating: new RegExp(rules.relating, "u"),
      feminine: new RegExp(rules.feminine, "u"),
      plural: new RegExp(rules.plural, "u"),
    };
  }

  /** A text as lower-case words of plain letters and western digits, one space between them. */
  fold(text) {
    return this.words(text).join(" ");
  }

  /** The folded words of a text. */
  words(text) {
    const ascii = isAscii(text);
    let bare = text;
    if (!ascii) {
      bare = "";
      for (const letter of text.normalize("NFKD")) bare += this.#become(letter);
    }
    if (bare.includes(".")) bare = bare.replace(this.#rules.dotted, (found) => found.replaceAll(".", ""));
    let small = bare.replace(this.#rules.possessive, "").toLowerCase();
    if (!ascii) small = Array.from(small, (letter) => this.#cases.get(letter) ?? letter).join("");
    return small.match(this.#rules.word) ?? [];
  }

  /** What a decomposed character becomes: a plain letter or digit, or nothing. */
  #become(letter) {
    let plain = this.#plain.get(letter);
    if (plain === undefined) {
      plain = this.#letters.get(letter);
      if (plain === undefined && this.#gone.test(letter)) plain = "";
      if (plain === undefined) plain = DIGIT.test(letter) ? this.#digit(letter) : letter;
      this.#plain.set(letter, plain);
    }
    return plain;
  }

  #digit(letter) {
    const point = letter.codePointAt(0);
    const zero = this.#zeros.findLast((one) => one <= point);
    return zero !== undefined && point - zero < 10 ? String(point - zero) : letter;
  }

  /** The forms under which a folded word may be met, each with how much it counts to meet it so. */
  stems(word) {
    let forms = this.#stems.get(word);
    if (!forms) {
      forms = new Map([[word, 1]]);
      const add = (form, weight) => forms.has(form) || forms.set(form, weight);
      const { arabic, proclitic, suffix, relating, feminine, plural, becomes } = this.#rules;
      const { bare, light, singular, of_one, related, feminine_one } = this.#rules;
      if (arabic.test(word)) {
        const short = word.replace(proclitic, "");
        if (short !== word) add(short, bare);
        for (const form of new Set([word, short])) {
          add(form.replace(feminine, feminine_one), of_one);
          add(form.replace(suffix, ""), light);
          add(form.replace(relating, ""), related);
        }
      } else if (isAscii(word)) {
        add(word.replace(plural, (ending) => becomes[ending] ?? ""), singular);
      }
      this.#stems.set(word, forms);
    }
    return forms;
  }

  /** A folded word as the first of the texts that has it writes it, in small letters; as it is where none has it. */
  spelled(word, texts) {
    for (const text of texts) {
      for (const token of text.replace(this.#rules.invisible, "").match(this.#rules.written) ?? []) {
        if (this.fold(token) === word) return token.toLowerCase();
      }
    }
    return word;
  }

  /** The words of a text as they are written, with the places where they begin. */
  tokens(text) {
    return text.matchAll(this.#rules.token);
  }
}

export function isAscii(text) {
  return /^[\x00-\x7f]*$/.test(text);
}
