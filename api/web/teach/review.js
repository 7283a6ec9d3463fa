/**
 * Looking over: the commonest mistakes of a class, and who needs somebody.
 *
 * Mistakes come first, without names; each can be given the teacher's words, or
 * count as right. Learners come in the order of how much they struggle; silence is
 * no struggle.
 */

import { h } from "../practice/dom.js";
import { dating } from "./classes_dates.js";
import { byGroup } from "./classes_groups.js";
import { exitTicket, following, grouped } from "./follow.js";
import { outcomes } from "./outcomes.js";
import { due } from "./teaching.js";
import { answerTo, asked, choosable, keys, questionOf, showing } from "./questions.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./api.js").Review} Review
 * @typedef {import("./api.js").Cluster} Cluster
 * @typedef {import("./api.js").LearnerRow} LearnerRow
 * @typedef {import("./api.js").ProblemRow} ProblemRow
 */

/** @type {Record<string, string>} */
const SAID = {
  right: "✓", wrong: "✗", form: "form", unclear: "?", undecided: "to decide", blank: "blank", open: "correcting", repaired: "repaired", repaired_with_help: "repaired with help",
  stuck: "stuck", excused: "excused", expired: "over",
};

/**
 * What is no mistake, by its verdict, and has no name to be looked for.
 *
 * @type {Record<string, string>}
 */
const NO_MISTAKE = {
  wrong_form: "right, but not in the form asked", no_progress: "true, but not yet the answer", invalid: "could not be read", unknown: "could not be decided",
};

/** Mistakes that are shown at once: what a lesson has time for. */
const SHOWN = 8;

/**
 * Draw the review of one assignment.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 */
export function reviewing(page, of, review) {
  const { assignment } = review;
  const again = (/** @type {Review} */ fresh) => {
    // who acts on a card far below stays there
    const at = window.scrollY;
    reviewing(page, of, fresh);
    window.scrollTo(0, at);
  };
  const opening = !assignment.corrections_open && h("button", { type: "button", class: "main", click: () => void page.attempt(async () => {
    await page.teacher.openCorrections(of, assignment.id);
    await page.review(of, assignment.id);
    page.status.textContent = "The correction is open: learners can put their mistakes right.";
  }) }, "Open the correction");
  page.draw(
    h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.ofClass(of)) }, "Back to the class")),
    h("h1", { tabindex: -1, lang: assignment.language }, assignment.title),
    h("p", { class: "quiet" }, [due(assignment.dates.due), ...otherDates(review)].join(" · ")),
    assignment.withdrawn && h("p", {}, h("span", { class: "state" }, "Taken back"), " Learners can do nothing more in it; what they did stays."),
    numbers(review),
    h("p", { class: "buttons noprint" }, opening, exitTicket(page, of, review),
      h("button", { type: "button", click: () => void page.attempt(() => page.review(of, assignment.id)) }, "Look again"),
      h("button", { type: "button", click: () => void page.attempt(() => download(page, of, assignment.id, "grades")) }, "Grades as CSV"),
      h("button", { type: "button", click: () => void page.attempt(() => download(page, of, assignment.id, "ledger")) }, "What moved grades, as CSV"),
      h("button", { type: "button", click: () => void page.attempt(() => outcomes(page, of, assignment.id, assignment.title)) }, "What came of it"),
      h("button", { type: "button", click: () => void page.attempt(() => dating(page, of, assignment.id)) }, "Dates")),
    ...flagged(review),
    ...waiting(page, of, review, again),
    h("h2", {}, "Common mistakes"),
    review.clusters.length === 0 && h("p", {}, "None so far."),
    ...mistakes(page, of, review, again),
    ...grouped(page, of, review),
    h("h2", { id: "learners", tabindex: -1 }, "Learners, who needs somebody first"),
    ...byGroup(review, table(page, of, review, again)),
    ...lines(review),
    ...facts(page, review),
    h("h2", {}, "Problems"),
    h("div", { class: "cards" }, ...assignment.problems.map((problem) => h("article", { class: "card" }, h("h3", {}, `Problem ${problem.id}`),
      ...asked(problem, assignment.language), ...choosable(problem.options, showing(problem.release, assignment.language)),
      h("p", { class: "quiet" }, "Answer: ", ...keys(problem, assignment.language)), problem.own && putRight(page, of, review, problem.id, again)))),
    !assignment.withdrawn && takingBack(page, of, assignment));
}

/** @param {Review} review What holds beside the class's due date. */
function otherDates({ assignment: { dates }, class_groups: groups }) {
  const ofGroups = groups.flatMap(({ id, name }) => (dates.groups[id] === undefined ? [] : [`${name}: ${due(dates.groups[id] ?? null)}`]));
  return [...ofGroups, dates.late.length > 0 && `late work counts ${dates.late.map((step) => `${step.percent} %`).join(", then ")}`].filter(Boolean);
}

/**
 * Make the button that takes an assignment back, for good.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {import("./api.js").Assignment} assignment
 */
function takingBack(page, of, assignment) {
  return h("p", { class: "noprint" }, h("button", { type: "button", click: () => {
    if (!window.confirm(`Take back ${assignment.title}? Learners can do nothing more in it, and are told so; what they did stays. It cannot be given out again: give a new one instead.`)) return;
    void page.attempt(async () => {
      await page.teacher.ask("DELETE", `/v1/classes/${of}/assignments/${assignment.id}`);
      await page.review(of, assignment.id);
      page.status.textContent = "It was taken back. Learners are told so.";
    });
  } }, "Take this homework back"));
}

/**
 * Make the form that puts a typed problem or its key right.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {string} problem
 * @param {(review: Review) => void} again
 */
function putRight(page, of, review, problem, again) {
  const text = h("input", { type: "text", id: `right-${problem}`, maxlength: 4000, spellcheck: "false" });
  return h("details", { class: "noprint" }, h("summary", {}, "This problem or its answer is wrong"),
    h("form", { submit: (event) => {
      event.preventDefault();
      void page.attempt(async () => {
        again(await page.teacher.putRight(of, review.assignment.id, problem, text.value));
        page.status.textContent = "Put right. Who gave what is right now has it; nobody lost anything.";
      });
    } },
    h("p", {}, h("label", { for: `right-${problem}` }, "As it should be, an answer behind an arrow"), text),
    h("button", { type: "submit" }, "Put it right")));
}

/** @type {Record<string, string>} */
const FLAGS = { self_harm: "may be about self-harm", violence: "may be about violence", contact: "may give contact data" };

/** @param {Review} review Lines to be read before anything else; a plain list of words found them. */
function flagged(review) {
  return review.flagged.length === 0 ? [] : [h("section", { class: "card", "data-flagged": "" }, h("h2", {}, "Please read this first"),
    h("p", { class: "quiet" }, "A plain list of words found something in these lines. It may be nothing. No one else was told."),
    h("ul", {}, ...review.flagged.map((one) => h("li", {}, h("strong", {}, `${one.name ?? one.learner}, problem ${one.problem}`), ` (${one.line.flags.map((flag) => FLAGS[flag] ?? flag).join(", ")}): `, h("q", {}, one.line.text)))))];
}

/** @param {Review} review Learners' lines about problems. */
function lines(review) {
  const told = review.learners.flatMap((row) => row.problems.flatMap((problem) => (problem.line ? [h("li", {}, `${row.name ?? row.learner}, problem ${problem.id}: `, h("q", {}, problem.line.text))] : [])));
  return told.length === 0 ? [] : [h("h2", {}, "What learners wrote to you"), h("ul", {}, ...told)];
}

/** @param {Review} review What a glance should tell. */
function numbers(review) {
  const stuck = review.learners.filter((row) => row.problems.some((problem) => problem.status === "stuck")).length;
  /** @type {[string, string][]} */
  const told = [[`${review.handed_in} of ${review.members}`, "handed in"], [`${review.repaired} of ${review.missed}`, "mistakes repaired"], [`${stuck}`, stuck === 1 ? "learner stuck" : "learners stuck"]];
  const go = () => document.getElementById("learners")?.focus();
  return h("ul", { class: "numbers", role: "list" }, ...told.map(([number, what]) => h("li", {}, h("strong", {}, number), " ", what)),
    h("li", { class: "noprint" }, h("button", { type: "button", class: "small", click: go }, "Go to the learners")));
}

/** @param {LearnerRow} row Where somebody is stuck, beside their name: the problems may lie far to the right. */
function stuckAt(row) {
  const at = row.problems.filter((problem) => problem.status === "stuck").map((problem) => problem.id);
  return at.length === 0 ? [] : [h("span", { class: "state stuck" }, `stuck at ${at.join(", ")}`)];
}

/**
 * Draw the common mistakes, and fold what few made: a class of thirty makes fifty.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {(review: Review) => void} again
 */
function mistakes(page, of, review, again) {
  const few = review.clusters.length <= SHOWN;
  const common = review.clusters.filter((cluster, at) => few || (cluster.count > 1 && at < SHOWN) || cluster.words || cluster.right !== null);
  const others = review.clusters.filter((cluster) => !common.includes(cluster));
  const cards = (/** @type {Cluster[]} */ some) => h("div", { class: "cards" }, ...some.map((cluster) => mistake(page, of, review, cluster, again)));
  return [cards(common), others.length > 0 && h("details", { class: "more" }, h("summary", {}, `${others.length} rarer ones`), cards(others))];
}

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {Cluster} cluster
 * @param {(review: Review) => void} again
 */
function mistake(page, of, review, cluster, again) {
  const place = { problem: cluster.problem, step: cluster.step, cluster: cluster.key };
  const id = `words-${cluster.problem}-${review.clusters.indexOf(cluster)}`;
  const words = h("textarea", { id, rows: 2, maxlength: 400 });
  words.value = cluster.words ?? "";
  const say = h("form", { class: "noprint", submit: (event) => {
    event.preventDefault();
    void page.attempt(async () => {
      const fresh = await page.teacher.say(of, review.assignment.id, { ...place, text: words.value });
      again(fresh);
      page.status.textContent = words.value ? "Who makes this mistake sees your words first." : "Your words were taken back.";
    });
  } },
  h("p", {}, h("label", { for: id }, "Your words about it"), words),
  h("p", { class: "buttons" }, h("button", { type: "submit" }, "Keep my words"), rungButton(page, of, review, cluster, words),
    h("button", { type: "button", click: () => void page.attempt(async () => {
      const right = cluster.right !== true;
      again(await page.teacher.judge(of, review.assignment.id, { ...place, right }));
      page.status.textContent = right ? "It counts as right now, for everybody who gave it." : "It counts as wrong again.";
    }) },
      cluster.right === true ? "Count it as wrong again" : "Count it as right")));
  const { language } = review.assignment;
  const problem = review.assignment.problems.find((one) => one.id === cluster.problem);
  const label = `${cluster.count} of those who handed problem ${cluster.problem} in`;
  return h("article", { class: "card", "data-cluster": cluster.key },
    h("h3", {}, `Problem ${cluster.problem}: `, cluster.name || NO_MISTAKE[cluster.verdict] || (cluster.count > 1 ? "the same answer, without a name for the mistake" : "an answer without a name for the mistake")),
    ...(problem ? asked(problem, language) : []),
    h("p", {}, h("meter", { min: 0, max: 1, value: cluster.share, "aria-label": label }), ` ${cluster.count} ${cluster.count === 1 ? "learner" : "learners"}, ${Math.round(cluster.share * 100)} %`),
    h("p", {}, ...(problem && problem.steps.length > 1 ? ["To ", ...questionOf(problem, cluster.step, language), "they"] : ["They"]), " answered ", ...cluster.examples.flatMap((example, at) => [at > 0 ? " and " : "", problem ? answerTo(problem, cluster.step, example, language) : h("code", {}, example)])),
    cluster.skill && h("p", { class: "quiet" }, `It points to: ${page.skills[cluster.skill] ?? cluster.skill}`),
    cluster.right === true && h("p", { class: "verdict good" }, "Counts as right, by your word."),
    cluster.words && h("blockquote", { class: "onprint" }, cluster.words),
    following(page, of, review, cluster),
    say);
}

/**
 * Answers that could not be decided: they count neither way until the teacher says.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {(review: Review) => void} again
 */
function waiting(page, of, review, again) {
  if (review.undecided.length === 0) return [];
  const judge = (/** @type {import("./api.js").Undecided} */ one, /** @type {boolean} */ right) =>
    h("button", { type: "button", class: "small noprint", "aria-label": `Problem ${one.problem}: ${one.text} is ${right ? "right" : "wrong"}`, click: () => void page.attempt(async () => {
      again(await page.teacher.judge(of, review.assignment.id, { problem: one.problem, step: one.step, cluster: one.key, right }));
      page.status.textContent = `It counts as ${right ? "right" : "wrong"} now, for everybody who gave it.`;
    }) }, right ? "It is right" : "It is wrong");
  const said = (/** @type {import("./api.js").Undecided} */ one) => {
    const problem = review.assignment.problems.find(({ id }) => id === one.problem);
    const { language } = review.assignment;
    return problem ? [...questionOf(problem, one.step, language), answerTo(problem, one.step, one.text, language)] : [h("code", {}, one.text)];
  };
  return [h("h2", {}, "For you to decide"), h("p", { class: "quiet" }, "These answers could not be decided here. They count neither way until you say."),
    h("ul", {}, ...review.undecided.map((one) => h("li", {}, `Problem ${one.problem}: `, ...said(one), one.learners.length > 1 ? ` (${one.learners.length} learners) ` : " ", judge(one, true), " ", judge(one, false))))];
}

/**
 * Make words a rung of the exercise, for the whole school, or take the rung back.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {Cluster} cluster
 * @param {HTMLTextAreaElement} words
 */
function rungButton(page, of, review, cluster, words) {
  const item = review.assignment.problems.find((one) => one.id === cluster.problem)?.item;
  const about = cluster.key.startsWith("idea/") ? cluster.key : "";
  const kept = page.rungs.find((one) => one.item === item && one.step === cluster.step && one.cluster === about);
  const change = async (/** @type {string} */ text) => {
    if (!kept && !text) {
      page.status.textContent = "Write your words first.";
      return;
    }
    const body = { problem: cluster.problem, step: cluster.step, cluster: cluster.key, text };
    page.rungs = (await page.teacher.rung(of, review.assignment.id, body)).rungs;
    reviewing(page, of, review);
    page.status.textContent = text ? "From now on this is said first wherever the exercise comes up, in the whole school." : "The hint was taken back.";
  };
  return h("button", { type: "button", title: kept?.text ?? null, click: () => void page.attempt(() => change(kept ? "" : words.value.trim())) },
    kept ? "Take the hint back, for the whole school" : "Make it a hint for the whole school");
}

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {(review: Review) => void} again
 */
function table(page, of, review, again) {
  const heads = ["Learner", "Handed in", ...review.assignment.problems.map((problem) => problem.id)];
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Learners" },
    h("table", {},
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...review.learners.map((row) => h("tr", { "data-groups": row.groups.join(" ") },
        h("th", { scope: "row" }, row.name ?? row.learner, ...stuckAt(row)),
        h("td", {}, row.handed_in_at === null ? h("span", { class: "quiet" }, "not yet") : row.due !== null && row.handed_in_at > row.due ? "late" : "yes"),
        ...row.problems.map((problem) => h("td", {}, ...cell(page, of, review, row, problem, again))))))));
}

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {Review} review
 * @param {LearnerRow} row
 * @param {ProblemRow} problem
 * @param {(review: Review) => void} again
 * @returns {(Node | string)[]}
 */
function cell(page, of, review, row, problem, again) {
  const stands = problem.status ?? (problem.outcome && !problem.missed && !problem.undecided ? "right" : problem.undecided ? "undecided" : problem.outcome);
  // nobody corrects before the correction is open
  const waits = stands === "open" && !review.assignment.corrections_open;
  if (problem.left_out) return [h("span", { class: "state", title: problem.left_out }, "left out: can do it")];
  if (stands === null) return [];
  const text = h("span", { class: `state ${waits ? "wrong" : stands}` }, waits ? "to correct" : SAID[stands] ?? stands, stands === "right" || stands === "wrong" ? h("span", { class: "unseen" }, ` ${stands}`) : "");
  if (problem.status === null || problem.status.startsWith("repaired")) return [text];
  // what time ended goes on with more time: nothing that is done here would
  const act = problem.status === "open" || problem.status === "expired" ? "excuse" : "reopen";
  const name = act === "excuse" ? "Excuse" : "Another chance";
  return [text, " ", h("button", { type: "button", class: "small noprint", "aria-label": `${name}: ${row.name ?? row.learner}, problem ${problem.id}`,
    click: () => void page.attempt(async () => {
      again(await page.teacher.act(of, review.assignment.id, row.learner, problem.id, act));
      page.status.textContent = act === "excuse" ? `${row.name ?? row.learner} need not correct problem ${problem.id}.` : `${row.name ?? row.learner} can begin problem ${problem.id} anew.`;
    }) }, name)];
}

/** @param {Teaching} page @param {string} of @param {string} id @param {"grades" | "ledger"} sheet */
async function download(page, of, id, sheet) {
  const address = URL.createObjectURL(await page.teacher.sheet(of, id, sheet));
  h("a", { href: address, download: sheet === "grades" ? `${id}.csv` : `${id}-${sheet}.csv` }).click();
  URL.revokeObjectURL(address);
}

/**
 * @param {Teaching} page
 * @param {Review} review
 */
function facts(page, review) {
  const told = review.learners.flatMap((row) => row.facts.map((fact) => h("li", {}, `${row.name ?? row.learner}`,
    fact.problem ? `, problem ${fact.problem}: ` : fact.skill ? `, ${page.skills[fact.skill] ?? fact.skill}: ` : ": ", fact.sentence)));
  return told.length === 0 ? [] : [h("h2", {}, "How answers came"), h("p", { class: "quiet" }, "What is recorded, and no more than that. Learners see the same about themselves."), h("ul", {}, ...told)];
}
