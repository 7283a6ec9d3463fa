/**
 * A class at one look: who needs somebody first, what waits, how everybody stands.
 *
 * Kept up to date while it is looked at: what changed is drawn anew in its place,
 * and whoever stood on a button stands there again. Nothing flashes, nothing jumps.
 */

import { figure, h, rich } from "../practice/dom.js";
import { telling } from "./facts.js";
import { helping } from "./helping.js";
import { learning } from "./learner.js";
import { listen } from "./listening.js";
import { needsOf } from "./needs.js";
import { released } from "./pressing.js";
import { answerTo, asked } from "./questions.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("../practice/client.js").Figure} Figure
 * @typedef {import("./questions.js").Options} Options
 * @typedef {import("../practice/client.js").Rendered} Rendered
 * @typedef {{kind: string, count: number, since: number, opportunity: string | null, skill: string | null, skill_name: string, sentence: string}} Need
 * @typedef {{exercises: number, solved: number, alone: number, wrong: number}} Tally
 * @typedef {{skill: string, name: string, level: string, stuck: boolean, sentence: string}} SkillSeen
 * @typedef {{assignment: string, problems: number, handed_in_at: number | null, right: number, missed: number, repaired: number, stuck: number, open: number}} Stands
 * @typedef {{learner: string, name: string | null, needs: Need[], free: Tally, assigned: Tally, skills: SkillSeen[], stands: Stands[], last_at: number}} LearnerSeen
 * @typedef {{id: string, title: string, problems: number, handed_in: number, missed: number, repaired: number, alone: number, stuck: number, due: number | null, withdrawn: boolean}} AssignmentSeen
 * @typedef {{id: string, name: string | null, at: number, learners: LearnerSeen[], assignments: AssignmentSeen[]}} Snapshot
 * @typedef {{dispute: string, learner: string, name: string | null, prompt: Rendered | null, figures: Figure[], options: Options[], step: string | null, release: string | null, language: string, entered: {kind: string, text?: string, lines?: string[]} | null, read: string | null}} Dispute
 * @typedef {{learner: string, opportunity: string, title: string, how: string, sentence: string}} Waiting
 * @typedef {{snapshot: Snapshot, disputes: Dispute[], waiting: Waiting[]}} Seen
 */

const COALESCE_MS = 400;

/**
 * Give the parts of a class's page that show how everybody stands; they look by themselves for as long as they are shown.
 *
 * @param {Teaching} page
 * @param {string} of
 * @returns {Promise<{name: string, needs: HTMLElement, everybody: HTMLElement}>}
 */
export async function snapshot(page, of) {
  const needs = h("div", { "data-snapshot": of });
  const all = h("div", {});
  const look = async () => {
    const seen = await ask(page, of);
    await released();
    redraw(needs, needing(page, of, seen, look));
    redraw(all, everybody(page, of, seen.snapshot));
    return seen.snapshot.name ?? of;
  };
  const name = await look();
  const stop = new AbortController();
  // A class at work changes all the time: one look waits at most, and none waits for quiet.
  let waits = false;
  let last = Promise.resolve();
  const again = async () => {
    waits = false;
    if (needs.isConnected) await look().catch(() => undefined);
  };
  void listen(`/v1/classes/${of}/events`, stop.signal, () => {
    if (waits) return;
    waits = true;
    setTimeout(() => { last = last.then(again); }, COALESCE_MS);
  });
  page.leaving(() => stop.abort());
  return { name, needs, everybody: all };
}

/** @param {Teaching} page @param {string} of @returns {Promise<Seen>} */
async function ask(page, of) {
  const [seen, { disputes }, { waiting }] = await Promise.all([
    page.teacher.ask("GET", `/v1/classes/${of}/snapshot`), page.teacher.ask("GET", `/v1/classes/${of}/disputes`), page.teacher.ask("GET", `/v1/classes/${of}/queue`)]);
  return { snapshot: seen, disputes, waiting };
}

/**
 * Put new parts in place of the old ones, and the focus and what is typed where they were.
 *
 * @param {HTMLElement} place
 * @param {(Node | false)[]} fresh
 */
function redraw(place, fresh) {
  const active = place.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement) : null;
  const typed = new Map([...place.querySelectorAll("textarea")].map((field) => [field.id, field.value]));
  const open = new Set([...place.querySelectorAll("details[open]")].map((one) => one.id));
  place.replaceChildren(...fresh.filter((part) => part instanceof Node));
  for (const field of place.querySelectorAll("textarea")) field.value = typed.get(field.id) ?? field.value;
  for (const one of place.querySelectorAll("details")) one.open ||= open.has(one.id);
  if (active?.id) document.getElementById(active.id)?.focus({ preventScroll: true });
}

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {Seen} seen
 * @param {() => Promise<unknown>} look
 * @returns {(Node | false)[]}
 */
function needing(page, of, { snapshot: seen, disputes, waiting }, look) {
  const names = namesOf(seen);
  const inNeed = seen.learners.filter((one) => one.needs.length > 0);
  return [
    h("h2", {}, "Who needs somebody"),
    inNeed.length === 0 ? h("p", {}, "Nobody at the moment.") : h("ul", { class: "cards", role: "list" }, ...inNeed.map((one) => inNeedOf(page, of, one, waiting, look))),
    disputes.length > 0 && h("h2", {}, "“I think I’m right”"),
    disputes.length > 0 && h("div", { class: "cards" }, ...disputes.map((one) => disputing(page, of, one, names, look)))];
}

/** @param {Snapshot} seen */
function namesOf(seen) {
  return new Map(seen.learners.map((one) => [one.learner, one.name ?? one.learner]));
}

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {LearnerSeen} one
 * @param {Waiting[]} waiting
 * @param {() => Promise<unknown>} look
 */
function inNeedOf(page, of, one, waiting, look) {
  return h("li", { class: "card", "data-learner": one.learner }, h("h3", {}, one.name ?? one.learner), needsOf(page, of, one, waiting, look));
}

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {Dispute} one
 * @param {Map<string, string>} names
 * @param {() => Promise<unknown>} look
 */
function disputing(page, of, one, names, look) {
  const name = one.name ?? names.get(one.learner) ?? one.learner;
  const { prompt, release } = one;
  const id = `word-${one.learner}-${one.dispute}`;
  const word = h("textarea", { id, rows: 2, maxlength: 400 });
  const decide = (/** @type {boolean} */ right) => void page.attempt(async () => {
    const done = await page.teacher.ask("PUT", `/v1/classes/${of}/disputes`, { learner: one.learner, dispute: one.dispute, right, word: word.value });
    await look();
    page.status.textContent = right ? `It counts as right for everybody who answered so${done.regraded > 0 ? ` (${done.regraded} in practice)` : ""}.` : "The verdict stands; the learner is told.";
  });
  const entered = one.entered === null ? "" : (one.entered.text ?? one.entered.lines?.join(" ⟶ ") ?? "");
  return h("article", { class: "card", "data-dispute": one.dispute },
    h("h3", {}, name),
    ...(prompt && release ? asked({ prompt, figures: one.figures, options: one.options, release }, one.language) : []),
    h("p", {}, "Answered ", release ? answerTo({ options: one.options, release }, one.step, entered, one.language) : h("code", {}, entered),
      one.read !== null && one.read !== entered && !one.options.some(({ step }) => step === one.step) && h("span", { class: "quiet" }, " read as ", h("code", {}, one.read))),
    h("div", { class: "noprint" },
      h("label", { for: id }, "A word to the learner"), word,
      h("p", { class: "buttons" },
        h("button", { type: "button", id: `right-${id}`, click: () => decide(true) }, "It is right, for everybody"),
        h("button", { type: "button", id: `stands-${id}`, click: () => decide(false) }, "The verdict stands"))));
}

/** @param {Teaching} page @param {string} of @param {Snapshot} seen */
function everybody(page, of, seen) {
  const given = seen.assignments;
  const heads = ["Learner", "Own practice", "Assigned practice", "Skills reached", ...given.map((one) => one.title), "Last at work"];
  const totals = h("tr", {}, h("th", { scope: "row" }, "Class"), h("td", {}), h("td", {}), h("td", {}),
    ...given.map((one) => h("td", {}, `${one.handed_in} handed in, ${one.repaired} of ${one.missed} repaired`)), h("td", {}));
  const table = h("div", { class: "scroll", tabindex: 0, role: "group", id: "everybody", "aria-label": "Everybody in the class" },
    h("table", {},
      h("thead", {}, h("tr", {}, ...heads.map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", {}, ...seen.learners.map((row) => h("tr", {},
        h("th", { scope: "row" }, h("button", { type: "button", class: "small name", id: `skills-${row.learner}`, click: () => void page.attempt(() => learning(page, of, row.learner)) }, row.name ?? row.learner)),
        h("td", {}, practised(row.free)), h("td", {}, practised(row.assigned)),
        h("td", {}, reached(row.skills)),
        ...given.map((one) => h("td", { class: "given" }, stands(row.stands.find((mine) => mine.assignment === one.id)))),
        h("td", { class: "when" }, row.last_at === 0 ? "never" : when(row.last_at)))), given.length > 0 && totals)));
  return [
    h("h2", {}, "Everybody"), table,
    h("p", { class: "buttons noprint" },
      h("button", { type: "button", id: "charts-of-class", click: () => void page.attempt(() => charting(page, of, seen.name ?? seen.id)) }, "Charts"),
      h("button", { type: "button", id: "help-of-class", click: () => void page.attempt(() => helping(page, of)) }, "Help that did not help"),
      h("button", { type: "button", id: "facts-of-class", click: () => void page.attempt(() => telling(page, of, namesOf(seen))) }, "How answers came"))];
}

/** @param {Tally} tally */
export function practised(tally) {
  return tally.exercises === 0 ? "–" : `${tally.solved} of ${tally.exercises} solved, ${tally.alone} alone`;
}

/** @param {SkillSeen[]} skills */
function reached(skills) {
  const done = skills.filter((one) => one.level === "proficient" || one.level === "retained").length;
  return skills.length === 0 ? "–" : `${done} of ${skills.length}`;
}

/** @param {Stands | undefined} one */
export function stands(one) {
  if (!one) return "–";
  if (one.handed_in_at === null) return "not handed in";
  return [`${one.right} of ${one.problems} right`, one.repaired > 0 && `${one.repaired} repaired`, one.stuck > 0 && `${one.stuck} stuck`, one.open > 0 && `${one.open} open`].filter(Boolean).join(", ");
}

/** @param {Teaching} page @param {string} of @param {string} name */
async function charting(page, of, name) {
  const drawn = await page.teacher.ask("GET", `/v1/classes/${of}/charts`);
  page.draw(back(page, of), h("h1", { tabindex: -1 }, `Charts of ${name}`), ...charts(drawn.charts));
}

/**
 * Charts, each with its table beside it.
 *
 * @param {{title: string, drawing: Figure, head: string[], rows: string[][]}[]} drawn
 * @returns {HTMLElement[]}
 */
export function charts(drawn) {
  return drawn.map((one) => h("section", { class: "chart" }, h("h2", {}, one.title), figure(one.drawing, (text) => document.createTextNode(text.text)),
    h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": `${one.title}: table` }, h("table", {},
      h("thead", {}, h("tr", {}, ...one.head.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, ...one.rows.map((row) => h("tr", {}, ...row.map((text, at) => at === 0 ? h("th", { scope: "row" }, text) : h("td", {}, text)))))))));
}

/** @param {Teaching} page @param {string} of */
export function back(page, of) {
  return h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.ofClass(of)) }, "Back to the class"));
}

/** @param {number} at */
export function when(at) {
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}
