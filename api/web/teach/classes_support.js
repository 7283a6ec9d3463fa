/**
 * What one learner is allowed: more time, more help, easier words, another language.
 *
 * It holds in every class, and nothing of it is said to the learner or anybody else. Where another teacher changed
 * it meanwhile, nothing is kept and the page shows what there is now.
 */

import { h } from "../practice/dom.js";
import { called, people } from "./classes.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./classes.js").Learner} Learner
 * @typedef {{days?: number, percent?: number, tries?: number, rungs?: number, reading?: string | null, language?: string | null}} Accommodations
 */

const BANDS = ["1-2", "3-5", "6-8", "9-12"];

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {Learner} learner
 */
export async function support(page, of, learner) {
  const path = `/v1/learners/${learner.learner}/accommodations`;
  /** @type {{n: number, accommodations: Accommodations}} */
  const { n, accommodations: before } = await page.teacher.ask("GET", path);
  const number = (/** @type {string} */ id, /** @type {number | undefined} */ value, /** @type {number} */ max) =>
    h("input", { type: "number", id, min: 0, max, step: 1, value: value ?? 0, required: true });
  const days = number("days", before.days, 60);
  const percent = number("percent", before.percent, 300);
  const tries = number("tries", before.tries, 5);
  const rungs = number("rungs", before.rungs, 4);
  const reading = h("select", { id: "reading" }, h("option", { value: "" }, "as the assignment says"), ...BANDS.map((band) => h("option", { value: band, selected: band === before.reading }, `school years ${band}`)));
  const languages = { en: "English", de: "Deutsch", es: "Español" };
  const other = before.language && !(before.language in languages) ? { [before.language]: before.language } : {};
  const language = h("select", { id: "own-language" }, h("option", { value: "" }, "as the assignment says"),
    ...Object.entries({ ...languages, ...other }).map(([value, name]) => h("option", { value, selected: value === before.language }, name)));
  const field = (/** @type {string} */ label, /** @type {HTMLElement} */ input) => h("p", {}, h("label", { for: input.id }, label), input);
  const form = h("form", { class: "card", submit: (event) => {
    event.preventDefault();
    void page.attempt(async () => {
      const accommodations = { days: days.valueAsNumber, percent: percent.valueAsNumber, tries: tries.valueAsNumber, rungs: rungs.valueAsNumber, reading: reading.value || null, language: language.value || null };
      await page.teacher.ask("PUT", path, { accommodations, after: n });
      await people(page, of, `Kept for ${called(learner)}.`);
    });
  } },
  h("div", { class: "grid" },
    field("More days for work that is due", days), field("More time, in percent of the time given", percent),
    field("More tries at each step of a correction", tries), field("More pieces of help for a missed problem", rungs),
    field("Hints written for", reading), field("Language", language)),
  h("p", { class: "quiet" }, "Of days and percent the longer holds. A due date that you set for this learner and one assignment stands as you set it."),
  h("p", {}, h("button", { type: "submit", class: "main" }, "Keep")));
  const name = h("input", { type: "text", id: "name", required: true, maxlength: 100, autocomplete: "off", value: learner.name ?? "" });
  const naming = h("form", { class: "card", submit: (event) => {
    event.preventDefault();
    void page.attempt(async () => {
      await page.teacher.ask("PUT", `/v1/learners/${learner.learner}/name`, { name: name.value.trim() });
      await people(page, of, `${name.value.trim()} it is.`);
    });
  } },
  field("Name", name), h("p", {}, h("button", { type: "submit" }, "Change the name")));
  page.draw(
    h("p", {}, h("button", { type: "button", class: "back", click: () => void page.attempt(() => people(page, of)) }, "Back to the learners")),
    h("h1", { tabindex: -1 }, `Time, help, words: ${called(learner)}`),
    h("p", { class: "quiet" }, "It holds in all classes. Neither grades nor the class's table say so, and the learner is told nothing of it."),
    form, naming);
}
