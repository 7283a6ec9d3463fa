/**
 * One learner: what needs somebody, what they know, how their work stands, and each exercise to look at.
 *
 * Each thing is said once: what is known of a skill by the sentence that says how sure it is.
 */

import { h } from "../practice/dom.js";
import { needsOf } from "./needs.js";
import { replaying } from "./replay.js";
import { back, practised, stands, when } from "./snapshot.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./snapshot.js").Snapshot} Snapshot
 * @typedef {import("./snapshot.js").LearnerSeen} LearnerSeen
 * @typedef {import("./snapshot.js").Waiting} Waiting
 * @typedef {{skill: string, name: string, level: string, sentence: string}} Known
 * @typedef {{opportunity: string, title: string, opened: number, ended: string | null, tries: number}} Exercise
 */

/**
 * Draw a learner of a class; the class, where they are no longer in it.
 *
 * @param {Teaching} page
 * @param {string} of The class.
 * @param {string} learner
 */
export async function learning(page, of, learner) {
  /** @type {[Snapshot, {waiting: Waiting[]}, {skills: Known[], goal: {skills: string[], sentence: string} | null}, {opportunities: Exercise[]}]} */
  const [seen, { waiting }, mastery, { opportunities }] = await Promise.all([
    page.teacher.ask("GET", `/v1/classes/${of}/snapshot`),
    page.teacher.ask("GET", `/v1/classes/${of}/queue`),
    page.teacher.ask("GET", `/v1/learners/${learner}/mastery`),
    page.teacher.ask("GET", `/v1/learners/${learner}/opportunities`)]);
  const one = seen.learners.find((row) => row.learner === learner);
  if (one === undefined) return page.ofClass(of);
  const name = one.name ?? learner;
  const skills = mastery.skills.filter(({ level }) => level !== "new");
  page.draw(back(page, of), h("h1", { tabindex: -1 }, name),
    h("h2", {}, "What needs somebody"),
    one.needs.length === 0 ? h("p", {}, "Nothing at the moment.") : needsOf(page, of, one, waiting, () => learning(page, of, learner)),
    h("h2", {}, "What they know, and how sure that is"),
    mastery.goal && h("p", {}, `${mastery.goal.sentence} (${mastery.goal.skills.map((skill) => page.skills[skill] ?? skill).join(", ")})`),
    skills.length === 0 ? h("p", {}, "Nothing was practised yet.") : pairs(skills.map((skill) => [skill.name, skill.sentence])),
    h("h2", {}, "Their work"),
    pairs(worked(one, seen)),
    h("h2", {}, "Exercises, the newest first"),
    opportunities.length === 0 ? h("p", {}, "None yet.") : h("ul", { role: "list", class: "plain" }, ...opportunities.map((given) => exercise(page, of, learner, name, given))));
}

/** @param {[string, string][]} rows */
function pairs(rows) {
  return h("ul", {}, ...rows.map(([what, said]) => h("li", {}, h("strong", {}, what), `: ${said}`)));
}

/**
 * Say how practice and each homework that is theirs stand, in the words of the class's table.
 *
 * @param {LearnerSeen} one
 * @param {Snapshot} seen
 * @returns {[string, string][]}
 */
function worked(one, seen) {
  const titles = new Map(seen.assignments.map(({ id, title }) => [id, title]));
  return [
    ["Own practice", one.free.exercises === 0 ? "none yet" : practised(one.free)],
    ["Assigned practice", one.assigned.exercises === 0 ? "none yet" : practised(one.assigned)],
    ...one.stands.map((mine) => /** @type {[string, string]} */ ([titles.get(mine.assignment) ?? mine.assignment, stands(mine)]))];
}

/** @param {Teaching} page @param {string} of @param {string} learner @param {string} name @param {Exercise} one */
function exercise(page, of, learner, name, one) {
  return h("li", {},
    h("button", { type: "button", class: "small", "aria-label": `Look: ${one.title}, ${when(one.opened)}`, click: () => void page.attempt(() => replaying(page, of, learner, name, one.opportunity)) }, "Look"),
    ` ${one.title} `, h("span", { class: "quiet" }, `${when(one.opened)} · ${one.tries} ${one.tries === 1 ? "answer" : "answers"} · ${(one.ended ?? "open").replaceAll("_", " ")}`));
}
