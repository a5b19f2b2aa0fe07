// Elements of results, and keys: what the search page and the suggestions under the field of every page share.

export function element(name, style, children) {
  const made = document.createElement(name);
  if (style) made.className = style;
  made.append(...children);
  return made;
}

/** Say in which language and direction an element is. */
export function speak(made, language) {
  if (language) made.lang = language;
  made.dir = language === "ar" ? "rtl" : "ltr";
  return made;
}

/** A text in runs and parts as elements: symbols keep their own direction, and what was met is marked. */
export function marked({ runs }) {
  return runs.flatMap(([symbol, parts]) => {
    const nodes = parts.map(([part, met]) => (met ? element("mark", "", [part]) : part));
    if (!symbol) return nodes;
    const run = element("bdi", "", nodes);
    run.dir = "ltr";
    return [run];
  });
}

export function plainKey(event, key) {
  return event.key === key && !(event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || event.isComposing);
}

/** A text as long as a field may hold. */
export const cut = (text, longest) => Array.from(text).slice(0, longest).join("");
