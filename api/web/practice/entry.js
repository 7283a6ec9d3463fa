/**
 * Entering a response to one step.
 *
 * Draws the form for the kind of entry asked, shows while typing how it is
 * read, and hands on what was entered. Judging nothing, it works the same by
 * keyboard, by touch and with a screen reader.
 */

import { choiceSpeech, h, option } from "./dom.js";

/**
 * @typedef {import("./client.js").StepShown} StepShown
 * @typedef {import("./client.js").Response} Response
 * @typedef {import("./client.js").Reading} Reading
 * @typedef {{text: string, working: string, open: boolean}} Draft What was typed and not yet sent.
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
 * @param {(text: string) => Promise<Reading>} options.read
 * @param {(response: Response) => void} options.send
 * @param {() => void} options.skip
 * @returns {{form: HTMLFormElement, focus: () => void}}
 */
export function entry({ words, step, draft, show, read, send, skip }) {
  /** @type {Record<string, string>} */
  const labels = words.entry;
  /** @type {Record<string, string>} */
  const forms = words.form;
  const label = labels[step.kind] ?? words.page.answer;
  const asked = step.form ? forms[step.form] : undefined;
  const maths = !["choice", "order", "text"].includes(step.kind);
  /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
  let field = null;
  /** @type {HTMLElement} */
  let entered;

  if (step.kind === "choice") {
    // Named in words: of a label's MathML browsers make no name, or numbers in a row without the bar of their fraction.
    const options = (step.choices ?? []).map((choice) =>
      h("label", { class: "option" },
        h("input", { type: "radio", name: "choice", value: choice.id, "aria-label": choiceSpeech(choice) }),
        h("span", {}, ...option(choice, show))),
    );
    entered = h("fieldset", {}, h("legend", {}, label), ...options);
  } else if (step.kind === "order") {
    entered = h("fieldset", {}, h("legend", {}, label), ordering(step.choices ?? [], draft, show, words));
  } else {
    const line = h("input", {
      type: "text", id: "answer", name: "answer", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "send", maxlength: 1000, value: draft.text, "aria-describedby": "preview",
    });
    field = line;
    entered = h("div", {}, h("label", { for: "answer" }, label), line);
  }

  const preview = h("div", { id: "preview", class: "preview" });
  const lines = h("textarea", {
    id: "working", name: "working", rows: 5, autocapitalize: "off", spellcheck: "false", "aria-describedby": "working-help",
  });
  const working = h(
    "details", { open: draft.open, toggle: () => { draft.open = working.open; } }, h("summary", {}, words.page.instead),
    h("label", { for: "working" }, words.page.working), lines,
    h("p", { id: "working-help", class: "quiet" }, words.page.last_line),
  );

  /** @returns {Response} */
  const response = () => {
    if (maths && working.open && lines.value.trim()) return { kind: "working", lines: lines.value.trimEnd().split(/\r?\n/) };
    if (field) return { kind: "final", text: field.value };
    if (step.kind === "order") return { kind: "final", text: draft.text };
    const picked = form.querySelector("input:checked");
    return { kind: "final", text: picked instanceof HTMLInputElement ? picked.value : "" };
  };

  const form = h(
    "form", { novalidate: true, submit: (event) => { event.preventDefault(); send(response()); } },
    asked ? h("p", { class: "quiet" }, asked) : null,
    entered, maths && preview, maths && working,
    h("div", { class: "buttons" },
      h("button", { type: "submit", class: "main" }, words.page.check),
      h("button", { type: "button", click: () => send({ kind: "stuck" }) }, words.page.stuck),
      h("button", { type: "button", click: skip }, words.page.skip)),
  );

  lines.value = draft.working;
  lines.addEventListener("input", () => { draft.working = lines.value; });
  lines.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  field?.addEventListener("input", () => { draft.text = field.value; });
  if (field && maths) watch(field, preview, show, read, words.page.read_as);
  const first = () => (draft.open ? lines : (field ?? form.querySelector("input, ol button:enabled")));
  return { form, focus: () => first()?.focus() };
}

/**
 * Draw options that are moved up and down; `draft.text` holds their ids in the order in view.
 *
 * @param {import("./client.js").ChoiceShown[]} choices
 * @param {Draft} draft
 * @param {import("./dom.js").Show} show
 * @param {import("./words.js").Words} words
 */
function ordering(choices, draft, show, words) {
  const list = h("ol", { class: "ordering" });
  const ids = draft.text ? draft.text.split(", ") : choices.map((choice) => choice.id);
  /** @param {string} moved @param {number} by */
  const draw = (moved, by) => {
    draft.text = ids.join(", ");
    list.replaceChildren(...ids.map((id, at) => {
      const choice = choices.find((other) => other.id === id);
      /** @param {number} step @param {string} name @param {boolean} off */
      const button = (step, name, off) => h("button", {
        type: "button", disabled: off, "aria-label": name.replace("{what}", choice ? choiceSpeech(choice) : id), "data-move": `${id} ${step}`,
        click: () => { ids.splice(at + step, 0, ...ids.splice(at, 1)); draw(id, step); },
      }, step < 0 ? "\u2191" : "\u2193");
      return h("li", {}, ...(choice ? option(choice, show) : [id]), button(-1, words.page.move_up, at === 0), button(1, words.page.move_down, at === ids.length - 1));
    }));
    const pressed = list.querySelector(`[data-move="${moved} ${by}"]`);
    if (!(pressed instanceof HTMLButtonElement)) return;
    const other = pressed.disabled ? pressed.parentElement?.querySelector("button:enabled") : pressed;
    if (other instanceof HTMLButtonElement) other.focus();
  };
  draw("", 0);
  return list;
}

/**
 * Show below a field how its text is read, a moment after typing stops.
 *
 * @param {HTMLInputElement} field
 * @param {HTMLElement} preview
 * @param {import("./dom.js").Show} show
 * @param {(text: string) => Promise<Reading>} read
 * @param {string} prefix Stands before what is read.
 */
function watch(field, preview, show, read, prefix) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const ask = async () => {
    const text = field.value;
    if (!field.isConnected) return undefined;
    if (!text.trim()) return preview.replaceChildren();
    const reading = await read(text).catch(() => null);
    if (reading === null || text !== field.value) return undefined;
    if (reading.kind === "read") preview.replaceChildren(prefix, show(reading.rendered));
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
