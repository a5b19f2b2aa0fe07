// Reading needs none of this; it only makes things handier: the key / goes to the field of the search, and what is
// found is suggested under it as one types. The script that suggests is loaded when the field is gone to.

const forms = [...document.querySelectorAll("form.find")];

for (const form of forms) {
  if ("live" in form.dataset || "index" in form.dataset) form.addEventListener("focusin", suggest, { once: true });
}

async function suggest({ currentTarget: form }) {
  try {
    const { Suggestions } = await import("./suggest.js");
    new Suggestions(form).start();
  } catch {
    form.addEventListener("focusin", suggest, { once: true }); // the form can be sent without it
  }
}

/** The key / goes to the first field that is seen; on an Arabic keyboard it has a letter. */
document.addEventListener("keydown", (event) => {
  const slash = event.key === "/" || (event.code === "Slash" && /^\p{Script=Arabic}$/u.test(event.key));
  const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
  if (!slash || writing || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const fields = document.querySelectorAll(":is(form.find, form.search) input[type=search]");
  const field = [...fields].find((one) => one.getClientRects().length);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
});

for (const form of forms) form.querySelector("input[type=search]").setAttribute("aria-keyshortcuts", "/");

// On paper: the address at which the page was read, and the day on which it was printed.
addEventListener("beforeprint", () => {
  const day = document.querySelector(".paper .day");
  document.querySelector(".paper .address").textContent = location.href;
  day.querySelector("time").textContent = new Date().toLocaleDateString("sv");
  day.hidden = false;
});
