/**
 * Entering a response to one step.
 *
 * Draws the form for the kind of entry asked, shows while typing how it is
 * read, and hands on what was entered. Judging nothing, it works the same by
 * keyboard, by touch and with a screen reader.
 */

import { h } from "./dom.js";
import { fields, isMaths } from "./fields.js";

/**
 * @typedef {import("./client.js").StepShown} StepShown
 * @typedef {import("./client.js").Response} Response
 * @typedef {import("./client.js").Reading} Reading
 * @typedef {import("./fields.js").Draft} Draft
 */

const PREVIEW_PAUSE_MS = 250;

/**
 * Draw the form of one step.
 *
 * @param {object} options
 * @param {import("./words.js").Words} options.words The page's own words.
 * @param {StepShown} options.step
 * @param {Draft} options.draft Kept up to date while typing, so that nothing typed is lost when the form is drawn anew.
 * @param {import("./dom.js").Show} options.show
 * @param {string} options.language The exercise's.
 * @param {(text: string) => Promise<Reading>} options.read
 * @param {(response: Response) => void} options.send
 * @param {() => void} options.skip
 * @returns {{form: HTMLFormElement, focus: () => void}}
 */
export function entry({ words, step, draft, show, language, read, send, skip }) {
  // An option that was tried is not held out again.
  if (step.kind === "choice") draft.text = "";
  const { form: asked, answer, field, working, lines, response, focus } = fields({ words, step, draft, show, language, help: words.page.last_line });
  const preview = h("div", { id: "preview", class: "preview" });
  const form = h(
    "form", { novalidate: true, submit: (event) => { event.preventDefault(); send(response()); } },
    asked, answer, isMaths(step) && preview, working,
    h("div", { class: "buttons" },
      h("button", { type: "submit", class: "main" }, words.page.check),
      h("button", { type: "button", click: () => send({ kind: "stuck" }) }, words.page.stuck),
      h("button", { type: "button", click: skip }, words.page.skip)),
  );
  lines.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  if (field && isMaths(step)) {
    field.setAttribute("aria-describedby", preview.id);
    watch(field, preview, show, language, read, words.page.read_as);
  }
  return { form, focus };
}

/**
 * Show below a field how its text is read, a moment after typing stops.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} preview
 * @param {import("./dom.js").Show} show
 * @param {string} language What is said of a text that cannot be read comes in the exercise's.
 * @param {(text: string) => Promise<Reading>} read
 * @param {string} prefix Stands before what is read.
 */
function watch(field, preview, show, language, read, prefix) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const ask = async () => {
    const text = field.value;
    if (!field.isConnected) return undefined;
    if (!text.trim()) return preview.replaceChildren();
    const reading = await read(text).catch(() => null);
    if (reading === null || text !== field.value) return undefined;
    if (reading.kind === "read") preview.replaceChildren(prefix, show(reading.rendered));
    else preview.replaceChildren(h("span", { lang: language }, reading.problem.sentence));
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
