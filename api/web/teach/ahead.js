/**
 * Looking ahead: for each problem the likeliest wrong answers, and what a learner sees for each.
 *
 * Worked out by the same engine as in practice; nothing is recorded.
 */

import { picture } from "../practice/client.js";
import { h, rich } from "../practice/dom.js";
import { word, wordsFor } from "../practice/words.js";
import { answerTo, asked, choosable, questionOf, showing } from "./questions.js";

/**
 * @typedef {import("./api.js").Ahead} Ahead
 * @typedef {import("./api.js").ForeseenAnswer} ForeseenAnswer
 */

/** @type {Record<string, string>} Where words came from, for a teacher. */
const SOURCES = {
  mistake: "about this mistake", line: "about the line", rung: "the exercise's own help", scaffold: "an easier sub-step",
  step: "computed from the step", generic: "general words", teacher: "a teacher's words", reading: "about the entry",
};

/** @param {Ahead[]} problems */
export function lookingAhead(problems) {
  return h("section", { "aria-labelledby": "ahead" },
    h("h2", { id: "ahead", tabindex: -1 }, "What learners will see"),
    h("p", { class: "quiet" }, "The likeliest wrong answers to each problem, each entered again and again, with what is said in the correction. Nothing of it is recorded."),
    h("div", { class: "cards" }, ...problems.map((problem) => h("article", { class: "card", "data-ahead": problem.id },
      h("h3", {}, `Problem ${problem.id}`),
      ...asked(problem, problem.language), ...choosable(problem.options, showing(problem.release, problem.language)),
      problem.wrong.length === 0 && h("p", { class: "quiet" }, "No wrong answer is likelier than others here. Who is wrong is told so, and helped with what the problem has."),
      ...problem.wrong.map((answer) => foreseen(answer, problem))))));
}

/**
 * @param {ForeseenAnswer} answer
 * @param {Ahead} problem
 */
function foreseen(answer, problem) {
  const { release, language } = problem;
  const words = wordsFor(language);
  return h("details", { open: true }, h("summary", {}, ...questionOf(problem, answer.step, language), answerTo(problem, answer.step, answer.text, language), answer.mistake ? ` ${answer.mistake}` : " (no single explanation)"),
    h("ol", { lang: language }, ...answer.told.map((told) => h("li", {},
      h("span", { class: "verdict bad" }, `${word(words.verdict, told.verdict)}.`), " ",
      told.hint ? h("span", {}, rich(told.hint.text, told.hint.language, (name) => picture(release, name)), " ", h("span", { class: "quiet" }, `(${SOURCES[told.hint.source] ?? told.hint.source})`)) : null,
      told.ended ? h("p", { class: "quiet" }, told.ended) : null))));
}
