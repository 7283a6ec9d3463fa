/**
 * Entering for one problem of a homework, step by step: a final answer, or lines of working.
 *
 * What stands there is handed on to be kept a moment after typing stops, when a field is left, and
 * when the page goes; only what somebody touched, so that an order which nobody looked at is no answer.
 */

import { h } from "../practice/dom.js";
import { draftOf, fields } from "../practice/fields.js";

/**
 * @typedef {import("../practice/client.js").WorkProblem} WorkProblem
 * @typedef {import("../practice/client.js").StepShown} StepShown
 * @typedef {import("../practice/client.js").Response} Response
 * @typedef {import("../practice/client.js").Entered} Entered
 */

const SAVE_PAUSE_MS = 800;

/**
 * Draw a problem's steps, each with its fields.
 *
 * @param {object} options
 * @param {WorkProblem} options.problem
 * @param {import("../practice/words.js").Words} options.words
 * @param {import("../practice/dom.js").Show} options.show
 * @param {(step: StepShown, at: number) => (Node | null)[]} options.asked What a step asks.
 * @param {Map<string, () => void>} options.waiting What was entered and waits for a pause, by problem.
 * @param {(entered: Entered[]) => void} options.keep
 * @returns {HTMLElement[]}
 */
export function entering({ problem, words, show, asked, waiting, keep }) {
  const before = new Map(problem.entered.map(({ step, response }) => [step, response]));
  const entered = new Map(before);
  let kept = JSON.stringify([...entered]);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const save = () => {
    clearTimeout(timer);
    waiting.delete(problem.id);
    const now = JSON.stringify([...entered]);
    if (now === kept) return;
    kept = now;
    keep([...entered].map(([step, response]) => ({ step, response, locale: problem.exercise.language })));
  };
  const later = () => {
    waiting.set(problem.id, save);
    clearTimeout(timer);
    timer = setTimeout(save, SAVE_PAUSE_MS);
  };
  return problem.steps.map((step, at) => {
    const { form, answer, working, response } = fields({ words, step, draft: draftOf(before.get(step.id)), show, language: problem.exercise.language, help: words.homework.last_line, prefix: `${problem.id}-${step.id}-` });
    const take = () => { entered.set(step.id, response()); };
    const place = h("div", {
      class: "entering",
      input: () => { take(); later(); },
      change: () => { take(); save(); },
      keydown: (event) => { if (event instanceof KeyboardEvent && event.key === "Enter" && event.target instanceof HTMLInputElement) save(); },
    }, ...asked(step, at), form, answer, working);
    // whether the lines count depends on whether they are unfolded; that event does not come up by itself
    working?.addEventListener("toggle", () => { if (entered.has(step.id)) { take(); save(); } });
    return place;
  });
}

/** Whether anything was entered. @param {Response} response */
export function isEntered(response) {
  return response.kind === "working" ? response.lines.some((line) => line.trim()) : response.kind === "final" && response.text.trim() !== "";
}

/**
 * Where a correction goes on from lines that were handed in: behind those that stand, before the first that does not.
 *
 * @param {WorkProblem} problem
 * @returns {Map<string, import("../practice/fields.js").Draft>} By step.
 */
export function goingOn(problem) {
  /** @type {Map<string, import("../practice/fields.js").Draft>} */
  const begun = new Map();
  for (const { step, response, judged } of problem.done) {
    if (response.kind !== "working") continue;
    const unread = judged.lines.find((line) => line.problem !== null)?.line;
    const stands = response.lines.slice(0, (judged.first_wrong ?? unread ?? response.lines.length + 1) - 1);
    begun.set(step, { text: "", working: stands.map((line) => `${line}\n`).join(""), open: true });
  }
  return begun;
}
