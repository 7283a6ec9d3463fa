/**
 * The pieces of an exercise that are only looked at: tries with their verdicts
 * and hints, the end, and the progress by skill.
 */

import { figure, h, option } from "./dom.js";

/**
 * @typedef {import("./client.js").TryView} TryView
 * @typedef {import("./client.js").Hint} Hint
 * @typedef {import("./client.js").End} End
 * @typedef {import("./client.js").Mastery} Mastery
 * @typedef {import("./client.js").StepShown} StepShown
 * @typedef {import("./client.js").Judged} Judged
 * @typedef {import("./dom.js").Show} Show
 */

/** @type {Record<string, string>} */
const VERDICTS = {
  correct: "Right",
  incorrect: "Not right yet",
  wrong_form: "Right value, other form asked",
  no_progress: "True, but not the answer yet",
  invalid: "I could not read that",
  unknown: "I cannot decide that",
  asked: "Here is help",
};

/** @type {Record<string, string>} */
const LEVELS = { new: "new", practising: "practising", proficient: "proficient", retained: "retained" };

/** @param {Judged} judged */
export function verdictWords(judged) {
  return VERDICTS[judged.verdict] ?? judged.verdict;
}

/**
 * What a voice says of a try: plain words, since MathML in live regions is not read out.
 *
 * @param {Judged} judged
 * @param {Hint | null} hint
 * @param {End | null} ended
 */
export function spoken(judged, hint, ended) {
  const help = due(hint, ended);
  const verdict = judged.verdict === "asked" && help === null ? null : `${verdictWords(judged)}.`;
  return [verdict, help?.text.speech, ended?.sentence].filter(Boolean).join(" ");
}

/**
 * The help that still makes sense: once worked steps follow, "try again" does not, words about the mistake do.
 *
 * @param {Hint | null} hint
 * @param {End | null} ended The end that came with the try.
 */
function due(hint, ended) {
  return ended !== null && ended.worked.length > 0 && hint?.specificity !== "mistake" ? null : hint;
}

/**
 * One earlier try: what was entered, the verdict, the help.
 *
 * @param {TryView} attempt
 * @param {End | null} ended The end that came with the try.
 * @param {StepShown | null} step
 * @param {Show} show
 */
export function tried(attempt, ended, step, show) {
  const { judged } = attempt;
  const hint = due(attempt.hint, ended);
  if (judged.verdict === "asked" && hint === null) return null;
  return h(
    "li", { class: judged.verdict },
    h("span", { class: "verdict" }, verdictWords(judged)), " ",
    entered(attempt, step, show),
    hint && h("div", { class: "hint" }, show(hint.text)),
  );
}

/**
 * @param {TryView} attempt
 * @param {StepShown | null} step
 * @param {Show} show
 */
function entered({ response, judged }, step, show) {
  switch (response.kind) {
    case "stuck":
      return null;
    case "working":
      return h("ol", { class: "lines" }, ...response.lines.map((line, index) => {
        const judgedLine = judged.lines.find((other) => other.line === index + 1);
        const wrong = judged.first_wrong === index + 1;
        const note = wrong ? " (look at this line)" : judgedLine?.problem ? ` (${judgedLine.problem.sentence})` : "";
        return h("li", { class: wrong || judgedLine?.problem ? "bad" : null }, line, note);
      }));
    case "final": {
      const picked = response.text.split(", ").map((id) => step?.choices?.find((other) => other.id === id));
      if (!picked.every((choice) => choice !== undefined)) return h("span", {}, response.text);
      return h("span", {}, ...picked.flatMap((choice, at) => [at > 0 ? ", " : "", ...option(choice, show)]));
    }
  }
}

/**
 * How an opportunity ended, with the worked steps where some are due.
 *
 * @param {End} ended
 * @param {Show} show
 */
export function ending(ended, show) {
  return h(
    "div", { class: "end" },
    h("p", {}, ended.sentence),
    ended.worked.length > 0 && h("h3", {}, ended.worked_prompt ? "A worked example" : "Worked steps"),
    ended.worked_prompt && h("p", { class: "prompt" }, show(ended.worked_prompt)),
    ...ended.worked_figures.map((shown) => figure(shown, show)),
    ended.worked.length > 0 && h("ol", { class: "lines" }, ...ended.worked.map((hint) => h("li", {}, show(hint.text)))),
  );
}

/**
 * Progress by skill: a bar against what proficiency asks, and the level in words.
 *
 * @param {Mastery} mastery
 */
export function progress(mastery) {
  const rows = mastery.skills.map((skill) =>
    h("li", { title: skill.sentence },
      h("span", {}, skill.name),
      skill.level === "new" ? h("span", {}) : h("meter", { min: 0, max: 1, value: skill.accuracy.toFixed(2), "aria-label": `${skill.name}: expected share of right answers` }),
      h("span", { class: "quiet" }, LEVELS[skill.level] ?? skill.level)));
  return h("details", { class: "progress", open: mastery.skills.length <= 12 },
    h("summary", {}, "Your progress"), h("ul", { class: "skills", role: "list" }, ...rows));
}
