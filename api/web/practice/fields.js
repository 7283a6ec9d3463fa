/**
 * The fields of one step: an answer that is typed, picked or put in order, or lines of working instead.
 *
 * They keep a draft up to date, so that nothing typed is lost when they are drawn anew, and say what is
 * entered. Whether that is sent or saved is the business of whoever draws them: practice does the one, homework the other.
 */

import { choiceSpeech, h, option } from "./dom.js";

/**
 * @typedef {import("./client.js").StepShown} StepShown
 * @typedef {import("./client.js").Response} Response
 * @typedef {{text: string, working: string, open: boolean}} Draft What was typed and not yet sent.
 * @typedef {{form: HTMLElement | null, answer: HTMLElement, field: HTMLInputElement | null, working: HTMLDetailsElement | null, lines: HTMLTextAreaElement,
 *   response: () => Response, focus: () => void}} Fields
 */

/** Characters in all lines of a working that are read. */
const MAX_WORKING = 1500;

/** Whether a step's answer is maths, so that lines of working may lead to it. @param {StepShown} step */
export function isMaths(step) {
  return !["choice", "order", "text"].includes(step.kind);
}

/** The draft that a response was typed as. @param {Response | undefined} response @returns {Draft} */
export function draftOf(response) {
  if (response?.kind === "working") return { text: "", working: response.lines.join("\n"), open: true };
  return { text: response?.kind === "final" ? response.text : "", working: "", open: false };
}

/**
 * Draw the fields of a step.
 *
 * @param {object} options
 * @param {import("./words.js").Words} options.words The page's own words.
 * @param {StepShown} options.step
 * @param {Draft} options.draft
 * @param {import("./dom.js").Show} options.show
 * @param {string} options.language What the options are in: a page's own words may be in another.
 * @param {string} options.help What is said of the last line.
 * @param {string} [options.prefix] Begins the fields' ids, where there are several steps on a page.
 * @returns {Fields}
 */
export function fields({ words, step, draft, show, language, help, prefix = "" }) {
  /** @type {Record<string, string>} */
  const labels = words.entry;
  // Of several letters the solution is what each of them is: "x = 37 or x = 58" would lead away from it.
  const label = labels[step.kind === "solutions" && (step.unknowns ?? []).length > 1 ? "system" : step.kind] ?? words.page.answer;
  /** @type {Record<string, string>} */
  const forms = words.form;
  const asked = step.form ? forms[step.form] : undefined;
  /** @type {HTMLInputElement | null} */
  let field = null;
  /** @type {HTMLElement} */
  let answer;
  if (step.kind === "choice") {
    // Named in words: of a label's MathML browsers make no name, or numbers in a row without the bar of their fraction.
    const options = (step.choices ?? []).map((choice) =>
      h("label", { class: "option" },
        h("input", { type: "radio", lang: language, name: `${prefix}choice`, value: choice.id, checked: choice.id === draft.text, "aria-label": choiceSpeech(choice), change: () => { draft.text = choice.id; } }),
        h("span", {}, ...option(choice, show))),
    );
    answer = h("fieldset", {}, h("legend", {}, label), ...options);
  } else if (step.kind === "order") {
    answer = h("fieldset", {}, h("legend", {}, label), ordering(step.choices ?? [], draft, show, words));
  } else {
    const line = h("input", {
      type: "text", id: `${prefix}answer`, name: `${prefix}answer`, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      enterkeyhint: "send", maxlength: 1000, value: draft.text,
    });
    line.addEventListener("input", () => { draft.text = line.value; });
    field = line;
    answer = h("div", {}, h("label", { for: line.id }, label), line);
  }

  const lines = h("textarea", {
    id: `${prefix}working`, name: `${prefix}working`, rows: 5, autocapitalize: "off", spellcheck: "false", maxlength: MAX_WORKING, "aria-describedby": `${prefix}working-help`,
  });
  lines.value = draft.working;
  const inLines = () => draft.open && draft.working.trim() !== "";
  // What is not going to count cannot be typed: two answers side by side would leave it open which one does.
  const settle = () => { if (field) field.disabled = inLines(); };
  lines.addEventListener("input", () => { draft.working = lines.value; settle(); });
  const working = isMaths(step) ? h(
    "details", { open: draft.open, toggle: () => { draft.open = working?.open ?? false; settle(); } }, h("summary", {}, words.page.instead),
    h("label", { for: lines.id }, words.page.working), lines,
    h("p", { id: `${prefix}working-help`, class: "quiet" }, help),
  ) : null;
  settle();

  return {
    // a right value in another form does not count, so what is asked for stands above the field
    form: asked ? h("p", { class: "quiet" }, asked) : null, answer, field, working, lines,
    response: () => (isMaths(step) && inLines() ? { kind: "working", lines: lines.value.trimEnd().split(/\r?\n/) } : { kind: "final", text: draft.text }),
    focus: () => (isMaths(step) && draft.open ? lines : (field ?? answer.querySelector("input, ol button:enabled")))?.focus(),
  };
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
        click: () => { ids.splice(at + step, 0, ...ids.splice(at, 1)); draw(id, step); list.dispatchEvent(new Event("change", { bubbles: true })); },
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
