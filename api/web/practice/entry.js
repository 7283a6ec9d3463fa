/**
 * Entering a response to one step.
 *
 * Draws the form for the kind of entry asked, shows while typing how it is
 * read, and hands on what was entered. Judging nothing, it works the same by
 * keyboard, by touch and with a screen reader.
 */

import { h } from "./dom.js";

/**
 * @typedef {import("./client.js").StepShown} StepShown
 * @typedef {import("./client.js").Response} Response
 * @typedef {import("./client.js").Reading} Reading
 * @typedef {{text: string, working: string, open: boolean}} Draft What was typed and not yet sent.
 */

const PREVIEW_PAUSE_MS = 250;

/** @type {Record<string, string>} */
const LABELS = {
  number: "Your answer (a number)",
  expression: "Your answer (an expression)",
  equation: "Your answer (an equation)",
  choice: "Choose one",
  text: "Your answer (in words)",
};

/** @type {Record<string, string>} */
const FORMS = { lowest_terms: "Work it out fully; a fraction goes in lowest terms." };

/**
 * Draw the form of one step.
 *
 * @param {object} options
 * @param {StepShown} options.step
 * @param {Draft} options.draft Kept up to date while typing, so that nothing typed is lost when the form is drawn anew.
 * @param {import("./dom.js").Show} options.show
 * @param {(text: string) => Promise<Reading>} options.read
 * @param {(response: Response) => void} options.send
 * @param {() => void} options.skip
 * @returns {{form: HTMLFormElement, focus: () => void}}
 */
export function entry({ step, draft, show, read, send, skip }) {
  const words = LABELS[step.kind] ?? "Your answer";
  const asked = step.form ? FORMS[step.form] : undefined;
  const maths = step.kind !== "choice" && step.kind !== "text";
  /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
  let field = null;
  /** @type {HTMLElement} */
  let entered;

  if (step.kind === "choice") {
    const options = (step.choices ?? []).map((choice) =>
      h("label", { class: "option" }, h("input", { type: "radio", name: "choice", value: choice.id }), h("span", {}, show(choice.text))),
    );
    entered = h("fieldset", {}, h("legend", {}, words), ...options);
  } else {
    const line = h("input", {
      type: "text", id: "answer", name: "answer", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "send", maxlength: 1000, value: draft.text, "aria-describedby": "preview",
    });
    field = line;
    entered = h("div", {}, h("label", { for: "answer" }, words), line);
  }

  const preview = h("div", { id: "preview", class: "preview" });
  const lines = h("textarea", {
    id: "working", name: "working", rows: 5, autocapitalize: "off", spellcheck: "false", "aria-describedby": "working-help",
  });
  const working = h(
    "details", { open: draft.open, toggle: () => { draft.open = working.open; } }, h("summary", {}, "Write lines of working instead"),
    h("label", { for: "working" }, "Your working, one line below the other"), lines,
    h("p", { id: "working-help", class: "quiet" }, "The last line is your answer. Ctrl and Enter sends it."),
  );

  /** @returns {Response} */
  const response = () => {
    if (maths && working.open && lines.value.trim()) return { kind: "working", lines: lines.value.split(/\r?\n/) };
    if (field) return { kind: "final", text: field.value };
    const picked = form.querySelector("input:checked");
    return { kind: "final", text: picked instanceof HTMLInputElement ? picked.value : "" };
  };

  const form = h(
    "form", { novalidate: true, submit: (event) => { event.preventDefault(); send(response()); } },
    asked ? h("p", { class: "quiet" }, asked) : null,
    entered, maths && preview, maths && working,
    h("div", { class: "buttons" },
      h("button", { type: "submit", class: "main" }, "Check"),
      h("button", { type: "button", click: () => send({ kind: "stuck" }) }, "I'm stuck"),
      h("button", { type: "button", click: skip }, "Skip this exercise")),
  );

  lines.value = draft.working;
  lines.addEventListener("input", () => { draft.working = lines.value; });
  lines.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  field?.addEventListener("input", () => { draft.text = field.value; });
  if (field && maths) watch(field, preview, show, read);
  const first = () => (draft.open ? lines : (field ?? form.querySelector("input")));
  return { form, focus: () => first()?.focus() };
}

/**
 * Show below a field how its text is read, a moment after typing stops.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} preview
 * @param {import("./dom.js").Show} show
 * @param {(text: string) => Promise<Reading>} read
 */
function watch(field, preview, show, read) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const ask = async () => {
    const text = field.value;
    if (!field.isConnected) return undefined;
    if (!text.trim()) return preview.replaceChildren();
    const reading = await read(text).catch(() => null);
    if (reading === null || text !== field.value) return undefined;
    if (reading.kind === "read") preview.replaceChildren("Read as ", show(reading.rendered));
    else preview.replaceChildren(reading.problem.sentence);
    return undefined;
  };
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PREVIEW_PAUSE_MS);
  });
  // Once sent, the step may be over: a preview would then be asked of a closed step.
  field.form?.addEventListener("submit", () => clearTimeout(timer));
  // The form is put into the page after this returns, and what is not in the page is not asked for.
  if (field.value) queueMicrotask(ask);
}
