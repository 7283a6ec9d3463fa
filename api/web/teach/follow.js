/**
 * What follows on a mistake: the class talks about it, and something fresh is given.
 *
 * One view to project or print, without names; and buttons that give an ordinary
 * assignment, to exactly those who made a mistake or to all as an exit ticket.
 */

import { picture } from "../practice/client.js";
import { figure, h, option, rich } from "../practice/dom.js";
import { asked, choosable, keys, showing } from "./questions.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./api.js").Review} Review
 * @typedef {import("./api.js").Cluster} Cluster
 * @typedef {import("./api.js").ClusterPlace} ClusterPlace
 */

const TICKET = 3;

/** @param {Cluster} cluster @returns {ClusterPlace} */
const placeOf = ({ problem, step, key }) => ({ problem, step, cluster: key });

/**
 * Make the buttons of one mistake.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {Cluster} cluster
 */
export function following(page, of, review, cluster) {
  const whom = cluster.count === 1 ? "this learner" : `these ${cluster.count}`;
  return h("p", { class: "buttons noprint" },
    h("button", { type: "button", click: () => void page.attempt(() => discussing(page, of, review, cluster)) }, "Discuss it"),
    h("button", { type: "button", click: () => void page.attempt(() => give(page, of, review, "fresh", [cluster])) }, `Give ${whom} fresh ones`),
    cluster.skill && h("button", { type: "button", click: () => void page.attempt(() => give(page, of, review, "prerequisite", [cluster])) }, `Give ${whom} what it builds on`));
}

/**
 * Make the button that gives an exit ticket of the commonest mistakes.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 */
export function exitTicket(page, of, review) {
  const commonest = review.clusters.filter((cluster) => cluster.right !== true).slice(0, TICKET);
  return commonest.length > 0 && h("button", { type: "button", click: () => {
    const count = `${commonest.length} ${commonest.length === 1 ? "problem" : "problems"}`;
    if (window.confirm(`Give the whole class ${count} about the commonest mistakes, due today at 23:59?`)) void page.attempt(() => give(page, of, review, "exit_ticket", commonest));
  } }, "Exit ticket, due today");
}

/**
 * List suggested groups, each with what they could work on.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 */
export function grouped(page, of, review) {
  const called = (/** @type {string} */ id) => review.learners.find((row) => row.learner === id)?.name ?? id;
  const rows = review.groups.map((group) => {
    const made = group.clusters.flatMap((place) => review.clusters.filter((one) => one.problem === place.problem && one.key === place.cluster && one.step === place.step));
    const about = group.skill ? (page.skills[group.skill] ?? group.skill) : made.map((one) => `problem ${one.problem}${one.name ? `: ${one.name}` : ""}`).join("; ");
    return h("li", {}, h("strong", {}, about), ` ${group.learners.map(called).join(", ")} `,
      h("button", { type: "button", class: "small noprint", "aria-label": `Give them something: ${about}`,
        click: () => void page.attempt(() => give(page, of, review, group.skill ? "prerequisite" : "fresh", made)) }, "Give them something"));
  });
  return rows.length === 0 ? [] : [h("h2", {}, "Who could work together"), h("p", { class: "quiet" }, "By what went wrong; each learner once."), h("ul", {}, ...rows)];
}

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {"fresh" | "prerequisite" | "exit_ticket"} kind
 * @param {Cluster[]} clusters
 */
async function give(page, of, review, kind, clusters) {
  const tonight = new Date();
  tonight.setHours(23, 59, 0, 0);
  const due = kind === "exit_ticket" ? tonight.getTime() : null;
  const made = await page.teacher.followUp(of, review.assignment.id, { kind, clusters: clusters.map(placeOf), due });
  page.status.textContent = `Given: ${made.title} (${made.problems.length} ${made.problems.length === 1 ? "problem" : "problems"}). It stands in the class's list, and can be taken back on its own page.`;
}

/**
 * A line that was entered: of an option that is a drawing the drawing, of which the line has the words alone.
 *
 * @param {import("../practice/client.js").StepShown} step
 * @param {import("../practice/client.js").Rendered} line
 * @param {import("../practice/dom.js").Show} show
 */
function drawn(step, line, show) {
  const choice = (step.choices ?? []).find((one) => one.figure !== null && one.text.text === line.text);
  return choice ? option(choice, show) : [show(line)];
}

/**
 * Draw a mistake for the whole class to look at.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {Cluster} cluster
 */
async function discussing(page, of, review, cluster) {
  const found = await page.teacher.discuss(of, review.assignment.id, placeOf(cluster));
  const release = review.assignment.problems.find((problem) => problem.id === cluster.problem)?.release ?? "";
  const show = (/** @type {import("../practice/client.js").Rendered} */ text) => rich(text, found.shown.language, (name) => picture(release, name));
  const { fresh } = found;
  const { language } = found.shown;
  page.draw(
    h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.review(of, review.assignment.id)) }, "Back to the mistakes"),
      " ", h("button", { type: "button", click: () => window.print() }, "Print")),
    h("section", { class: "board", lang: found.shown.language },
      h("h1", { tabindex: -1, lang: "en" }, "What happened here?"),
      h("p", { class: "prompt" }, show(found.shown.prompt)),
      ...found.shown.figures.map((one) => figure(one, show)),
      found.step.prompt.text === found.shown.prompt.text ? null : h("p", { class: "prompt" }, show(found.step.prompt)),
      ...found.step.figures.map((one) => figure(one, show)),
      ...choosable([{ step: found.step.id, choices: found.step.choices ?? [] }], show),
      ...found.entered.map((lines) => h("ol", { class: "working" }, ...lines.map((line) => h("li", {}, ...drawn(found.step, line, show))))),
      h("ul", { lang: "en" }, h("li", {}, "What is right about it?"), h("li", {}, "Where does it go wrong, and what might they have thought?"), h("li", {}, "What would you say to them?")),
      fresh && h("div", {}, h("h2", { lang: "en" }, "Now this one"), ...asked(fresh, language), ...choosable(fresh.options, showing(fresh.release, language)),
        h("div", { class: "noprint", lang: "en" }, h("details", {}, h("summary", {}, "Its answer"), h("p", {}, ...keys(fresh, language)))))));
}
