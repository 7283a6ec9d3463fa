/**
 * The rules of a correction, as a form: a fixed record, with nothing to write.
 *
 * What a teacher leaves alone is the service's own choice.
 */

import { h } from "../practice/dom.js";

/** @type {[string, string, [string, string][]][]} */
const CHOICES = [
  ["goal", "A mistake is repaired by", [["correct_and_parallel", "putting it right, and a new one without help"], ["correct", "putting it right"]]],
  ["start", "Help begins with", [["question", "a question about the mistake"], ["pointer", "the place of the error alone"], ["worked_sub_step", "an easier sub-step"]]],
  ["rungs", "Pieces of help for a problem", [["3", "3"], ["1", "1"], ["2", "2"], ["4", "4"]]],
  ["reveal", "The problem's own solution is shown", [["never", "never: one like it is"], ["after_due", "after the due date"], ["after_tries", "after three wrong tries"]]],
  ["model", "A language model, where there is one", [["off", "does nothing"], ["rephrase", "may say a certain hint in other words"], ["diagnose", "may look for the mistake as well"]]],
  ["reading", "How easy the words are", [["", "as the exercise has them"], ["1-2", "for grades 1 and 2"], ["3-5", "for grades 3 to 5"], ["6-8", "for grades 6 to 8"], ["9-12", "for grades 9 to 12"]]],
];

/** @returns {{node: HTMLElement, value: () => Record<string, unknown>}} */
export function directing() {
  const review = h("input", { type: "checkbox", id: "review", checked: true });
  const fields = CHOICES.map(([name, label, options]) => {
    const select = h("select", { id: `rule-${name}` }, ...options.map(([value, words]) => h("option", { value }, words)));
    return { name, select, node: h("p", {}, h("label", { for: `rule-${name}` }, label), select) };
  });
  const credit = h("input", { type: "number", id: "rule-credit", min: 0, max: 100, value: 100 });
  const shorten = h("input", { type: "number", id: "rule-shorten", min: 1, max: 60, placeholder: "everybody does all" });
  const explain = h("input", { type: "checkbox", id: "rule-explain" });
  const node = h("div", {},
    h("label", { class: "check" }, review, "Correction opens after I have gone over the mistakes"),
    h("details", {}, h("summary", {}, "Rules of the correction"),
      h("div", { class: "grid" }, ...fields.map((field) => field.node),
        h("p", {}, h("label", { for: "rule-credit" }, "Percent of lost points that a repair gives back"), credit),
        h("p", {}, h("label", { for: "rule-shorten" }, "Fewest problems for who can do the others already"), shorten)),
      h("label", { class: "check" }, explain, "Learners may write me one line about each problem; no model reads it")));
  const value = () => {
    const chosen = Object.fromEntries(fields.map(({ name, select }) => [name, select.value]));
    return {
      ...chosen, rungs: Number(chosen.rungs), reading: chosen.reading || null, credit_back: Number(credit.value), opens_after_review: review.checked,
      shorten: shorten.value ? Number(shorten.value) : null, explain: explain.checked ? "one_line" : "none",
    };
  };
  return { node, value };
}
