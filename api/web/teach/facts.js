/**
 * How answers came: facts with the numbers from which on they are told, which the teacher sets.
 */

import { h } from "../practice/dom.js";
import { back } from "./snapshot.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{kind: string, count: number, threshold: number, skill: string | null, sentence: string}} Fact
 * @typedef {{thresholds: Record<string, number>, days: number}} Telling
 */

/** @type {Record<string, string>} */
const KINDS = {
  fits_another: "Wrong answers that fit a classmate's numbers",
  ran_through: "Options or numbers tried one after another",
  quickly_wrong: "Wrong answers in a row within five seconds each, in corrections",
  help_first: "Exercises where help came before any answer",
  stuck_again: "Exercises of one skill that all help did not solve, in corrections",
  rapid_guesses: "Wrong answers in a row, faster than the exercise can be read",
  help_harvested: "Pieces of help within four seconds of each other",
  spinning: "Exercises of one skill without reaching it",
  pasted: "Answers that were pasted in",
};

/**
 * Draw the facts and the form that sets from when on they are told.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Map<string, string>} names
 */
export async function telling(page, of, names) {
  const [{ learners }, set] = await Promise.all([page.teacher.ask("GET", `/v1/classes/${of}/facts`), page.teacher.ask("GET", `/v1/classes/${of}/thresholds`)]);
  /** @type {{learner: string, facts: Fact[]}[]} */
  const told = learners;
  const fields = Object.entries(/** @type {Telling} */ (set).thresholds).map(([kind, least]) => {
    const field = h("input", { type: "number", id: `least-${kind}`, min: 0, max: 1000, required: true, value: least });
    return { kind, field, row: h("p", {}, h("label", { for: `least-${kind}` }, KINDS[kind] ?? kind), field) };
  });
  const days = h("input", { type: "number", id: "days", min: 1, max: 730, required: true, value: set.days });
  const form = h("form", { class: "noprint", submit: (event) => {
    event.preventDefault();
    void page.attempt(async () => {
      const thresholds = Object.fromEntries(fields.map(({ kind, field }) => [kind, Number(field.value)]));
      await page.teacher.ask("PUT", `/v1/classes/${of}/thresholds`, { thresholds, days: Number(days.value) });
      await telling(page, of, names);
      page.status.textContent = "Kept. Learners are told from the same numbers on.";
    });
  } },
  h("p", { class: "quiet" }, "Each is told from this number on, 0 for never, to you and to the learner alike."),
  ...fields.map(({ row }) => row),
  h("p", {}, h("label", { for: "days" }, "Told of so many days back"), days),
  h("p", {}, h("button", { type: "submit", class: "main" }, "Keep these numbers")));
  page.draw(back(page, of),
    h("h1", { tabindex: -1 }, "How answers came"),
    h("p", { class: "quiet" }, "What is recorded, and no more than that. It accuses nobody and decides nothing. Learners see the same about themselves."),
    told.length === 0 && h("p", {}, "There is nothing to tell."),
    h("ul", { class: "plain", role: "list" }, ...told.map((one) => h("li", { class: "card" }, h("h2", {}, names.get(one.learner) ?? one.learner),
      h("ul", {}, ...one.facts.map((fact) => h("li", {}, fact.skill ? `${page.skills[fact.skill] ?? fact.skill}: ` : "", fact.sentence)))))),
    h("h2", {}, "From when on"), form);
}
