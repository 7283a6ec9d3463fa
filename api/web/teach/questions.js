/**
 * Questions as a teacher sees them: the words, the figures and the options of an exercise, and answers to it.
 *
 * Where options are, an answer holds their ids; here it is told by what they say.
 */

import { picture } from "../practice/client.js";
import { answer, figure, h, option, rich } from "../practice/dom.js";

/**
 * @typedef {import("../practice/client.js").Rendered} Rendered
 * @typedef {import("../practice/client.js").Figure} Figure
 * @typedef {import("../practice/client.js").ChoiceShown} ChoiceShown
 * @typedef {{step: string, choices: ChoiceShown[]}} Options Of one step.
 * @typedef {{prompt: Rendered, figures: Figure[], options: Options[], release: string}} Question
 * @typedef {Question & {steps: {step: string, prompt: Rendered, answer: string}[]}} Keyed With the key of each step.
 */

/**
 * How texts of a release are shown, with its pictures.
 *
 * @param {string} release
 * @param {string} language
 * @returns {import("../practice/dom.js").Show}
 */
export function showing(release, language) {
  return (text) => rich(text, language, (asset) => picture(release, asset));
}

/**
 * What was asked, in words and figures.
 *
 * @param {Question} question
 * @param {string} language
 */
export function asked({ prompt, figures, release }, language) {
  const show = showing(release, language);
  return [h("p", { class: "prompt" }, show(prompt)), ...figures.map((drawn) => figure(drawn, show, language))];
}

/**
 * The options that there are, of all steps.
 *
 * @param {Options[]} options
 * @param {import("../practice/dom.js").Show} show
 */
export function choosable(options, show) {
  return options.filter(({ choices }) => choices.length > 0).map(({ step, choices }) => h("ul", { class: "options", "data-options": step }, ...choices.map((choice) => h("li", {}, ...option(choice, show)))));
}

/**
 * An answer to a step.
 *
 * @param {Pick<Question, "options" | "release">} question
 * @param {string | null} step
 * @param {string} text
 * @param {string} language
 */
export function answerTo({ options, release }, step, text, language) {
  return answer(text, options.find((one) => one.step === step)?.choices, showing(release, language));
}

/**
 * Which question an answer is to, where there are several.
 *
 * @param {Pick<Keyed, "steps" | "release">} question
 * @param {string} step
 * @param {string} language
 * @returns {(Node | string)[]}
 */
export function questionOf({ steps, release }, step, language) {
  const one = steps.find((other) => other.step === step);
  return one && steps.length > 1 ? ["“", showing(release, language)(one.prompt), "” "] : [];
}

/**
 * The right answer, of several questions to each.
 *
 * @param {Pick<Keyed, "options" | "steps" | "release">} question
 * @param {string} language
 * @returns {(Node | string)[]}
 */
export function keys(question, language) {
  return question.steps.flatMap(({ step, answer: key }, at) => [at > 0 ? h("br", {}) : "", ...questionOf(question, step, language), answerTo(question, step, key, language)]);
}
