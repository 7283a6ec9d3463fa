/**
 * The pieces of an exercise that are only looked at: tries with their verdicts
 * and hints, the end, and the progress by skill.
 */

import { figure, h, option, picked } from "./dom.js";
import { word } from "./words.js";

/**
 * @typedef {import("./client.js").TryView} TryView
 * @typedef {import("./client.js").Hint} Hint
 * @typedef {import("./client.js").End} End
 * @typedef {import("./client.js").Mastery} Mastery
 * @typedef {import("./client.js").StepShown} StepShown
 * @typedef {import("./client.js").Judged} Judged
 * @typedef {import("./dom.js").Show} Show
 * @typedef {import("./words.js").Words} Words
 */

/** @param {Judged} judged @param {Words} words */
export function verdictWords(judged, words) {
  return word(words.verdict, judged.verdict);
}

/**
 * What a voice says of a try: plain words, since MathML in live regions is not read out; each part in its language.
 *
 * @param {Judged} judged
 * @param {Hint | null} hint
 * @param {End | null} ended
 * @param {Words} words
 * @param {string} language The exercise's.
 * @returns {(Node | string)[]}
 */
export function spoken(judged, hint, ended, words, language) {
  const help = due(hint, ended);
  const verdict = judged.verdict === "asked" && help === null ? "" : `${verdictWords(judged, words)}. `;
  return [verdict, ...[help?.text.speech, ended?.sentence].flatMap((said) => (said ? [h("span", { lang: language }, said), " "] : []))];
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
 * @param {boolean} waiting Whether better words may come for it.
 * @param {Show} show
 * @param {Words} words
 * @param {string} language The exercise's.
 * @param {(attempt: TryView) => Node} dispute What a learner may say against a verdict.
 */
export function tried(attempt, ended, step, waiting, show, words, language, dispute) {
  const { judged } = attempt;
  const hint = due(attempt.hint, ended);
  if (judged.verdict === "asked" && hint === null) return null;
  return h(
    "li", { class: judged.verdict, "data-try": attempt.n },
    h("span", { class: "verdict" }, verdictWords(judged, words)), " ",
    entered(attempt, step, show, words, language),
    hint && h("div", { class: "hint" }, hint.source === "teacher" && words.dispute.teacher, show(hint.text)),
    waiting && h("p", { class: "quiet waiting" }, words.page.looking),
    judged.verdict === "incorrect" && dispute(attempt),
  );
}

/**
 * Put better words in place of those below a try, and take away that some were waited for; nothing else moves.
 *
 * @param {ParentNode} within
 * @param {number} n
 * @param {Hint | null} hint Null where the first words stand.
 * @param {Show} show
 */
export function improve(within, n, hint, show) {
  const item = within.querySelector(`[data-try="${n}"]`);
  item?.querySelector(".waiting")?.remove();
  if (hint) item?.querySelector(".hint")?.replaceChildren(show(hint.text));
}

/**
 * What was entered: of an option its text, of lines of working each, the first wrong one marked.
 *
 * @param {{response: import("./client.js").Response, judged: Judged}} attempt
 * @param {StepShown | null} step
 * @param {Show} show
 * @param {Words} words
 * @param {string} language What is said of a line that cannot be read comes in the exercise's.
 */
export function entered({ response, judged }, step, show, words, language) {
  switch (response.kind) {
    case "stuck":
      return null;
    case "working":
      return h("ol", { class: "lines" }, ...response.lines.map((line, index) => {
        const judgedLine = judged.lines.find((other) => other.line === index + 1);
        const wrong = judged.first_wrong === index + 1;
        const note = wrong ? ` (${words.page.look_here})` : judgedLine?.problem && h("span", { lang: language }, ` (${judgedLine.problem.sentence})`);
        return h("li", { class: wrong || judgedLine?.problem ? "bad" : null }, line, note);
      }));
    case "final": {
      const found = picked(response.text, step?.choices);
      if (found.length === 0) return h("span", {}, response.text);
      return h("span", {}, ...found.flatMap((choice, at) => [at > 0 ? ", " : "", ...option(choice, show)]));
    }
  }
}

/**
 * How an opportunity ended, with the worked steps where some are due.
 *
 * @param {End} ended
 * @param {Show} show
 * @param {Words} words
 * @param {string} language The exercise's.
 */
export function ending(ended, show, words, language) {
  return h(
    "div", { class: "end" },
    h("p", { lang: language }, ended.sentence),
    ended.worked.length > 0 && h("h3", {}, ended.worked_prompt ? words.page.worked_example : words.page.worked_steps),
    ended.worked_prompt && h("p", { class: "prompt" }, show(ended.worked_prompt)),
    ...ended.worked_figures.map((shown) => figure(shown, show, language)),
    ended.worked.length > 0 && h("ol", { class: "lines" }, ...ended.worked.map((hint) => h("li", {}, show(hint.text)))),
  );
}

/**
 * Progress by skill: the accuracy expected, the level in a word, and for who opens it the sentence that says why; above
 * it the goal, where there is one. What was practised comes first: a bank may have many skills that were not.
 *
 * @param {Mastery} mastery
 * @param {Words} words
 */
export function progress(mastery, words) {
  const skills = [...mastery.skills].sort((one, other) => Number(one.level === "new") - Number(other.level === "new"));
  const rows = skills.map((skill) => {
    const name = h("span", {}, skill.name);
    const level = h("span", { class: "quiet" }, word(words.level, skill.level));
    if (skill.level === "new") return h("li", { class: "skill" }, name, h("span", {}), level);
    const label = words.page.expected.replace("{skill}", skill.name);
    const meter = h("meter", { min: 0, max: 1, value: skill.accuracy.toFixed(2), "aria-label": label });
    return h("li", {}, h("details", {}, h("summary", { class: "skill" }, name, meter, level), h("p", { class: "quiet" }, skill.sentence)));
  });
  return h("details", { class: "progress", open: mastery.skills.length <= 12 },
    h("summary", {}, words.page.progress),
    mastery.goal && h("p", { class: "quiet" }, mastery.goal.sentence),
    h("ul", { class: "skills", role: "list" }, ...rows));
}
