// What is told of a thing that was found: how the words of the question were met (graph/hits.py), and the result as
// graph/site/search_page.py has it.

const [OPENED, CLOSED] = ["\u2066", "\u2069"];
const RUNS = /[\u2066\u2069]/;
const LATIN = /[A-Za-z]/;

export class Teller {
  #data;
  #folding;
  #latinRun;

  constructor(data, folding) {
    this.#data = data;
    this.#folding = folding;
    this.#latinRun = new RegExp(data.rules.latin_run, "gu");
  }

  /** How the folded words of a question, which has a text, were met in names; meetings are by place. */
  told(asked, text, found, names) {
    const pairs = (some) => some.map(([place, { word }]) => [this.written(asked[place], [text]), this.written(word, names)]);
    const met = [...found].sort(([a], [b]) => a - b);
    const { other_form } = this.#data.rules.weights;
    const taken = met.filter(([, { way }]) => way === "similar");
    const begun = met.some(([, { way }]) => way === "begun");
    const other = met.filter(([, { way, weight }]) => way === "begun" || (way === "same" && weight < other_form));
    const left = asked.filter((_, place) => !found.has(place));
    const missing = [...new Set(left.map((word) => this.written(word, [text])))];
    const how = missing.length ? "part" : taken.length ? "similar" : begun ? "beginning" : "words";
    return { how, taken: pairs(taken), forms: pairs(other), missing };
  }

  /** A folded word, or two, as the first of the texts that has each writes it. */
  written(word, texts) {
    return word
      .split(" ")
      .map((one) => this.#folding.spelled(one, texts))
      .join(" ");
  }

  result({ thing: owner, name, how, taken, forms, missing, together, met }, language) {
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
      name: together || known ? null : this.#marked(name.text, name.language, met),
      named: together ? "together" : name.kind,
      tongue: together || name.language === language ? "" : name.language,
      how,
      taken,
      forms,
      missing,
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
    for (const { 0: token, index } of this.#folding.tokens(run)) {
      if (index > end) add(run.slice(end, index), false);
      add(token, this.#folding.words(token).some((word) => met.has(word)));
      end = index + token.length;
    }
    if (end < run.length) add(run.slice(end), false);
    return parts;
  }
}

/** The label of a thing in the first language that it has one in. */
export function label(one, languages) {
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
