/**
 * One exercise of one learner told again: what was entered, what was said, what came next.
 */

import { answer, figure, h, picked } from "../practice/dom.js";
import { asked, choosable, showing } from "./questions.js";
import { back, when } from "./snapshot.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("../practice/client.js").Rendered} Rendered
 * @typedef {import("../practice/client.js").Figure} Figure
 * @typedef {import("../practice/client.js").StepShown} StepShown
 * @typedef {{kind: string, line: number | null, what: string, sentence: string}} Diagnosis
 * @typedef {{at: number, words: string | null, hint: {text: Rendered, source: string, specificity: string}, sought: string | null, withheld: string | null}} Help
 * @typedef {{n: number, at: number, after_ms: number, step: string, response: {kind: string, text?: string, lines?: string[]},
 *   judged: {verdict: string, reason: string | null, read: string | null, first_wrong: number | null}, diagnosis: Diagnosis | null, claimed: Diagnosis | null,
 *   help: Help[], next: StepShown | null, scaffold: StepShown | null, right_after_ms: number | null, disputed: string | null, regraded: boolean}} Told
 * @typedef {{release: string, exercise: {title: string, prompt: Rendered, language: string, figures: Figure[]}, first: StepShown, reason: {sentence: string}, opened: number, assignment: string | null,
 *   tries: Told[], how: string | null, sentence: string}} Replay
 */

/** @type {Record<string, string>} */
const VERDICTS = { correct: "right", incorrect: "not right", wrong_form: "other form asked", no_progress: "true, and no nearer", invalid: "could not be read", unknown: "could not be decided", asked: "asked for help" };
/** @type {Record<string, string>} */
const SOURCES = { teacher: "your words", mistake: "about the recognised mistake", rung: "the author's next hint", scaffold: "an easier step", line: "about the wrong line", reading: "about how it was read", worked: "worked steps", model: "a model's words, checked", step: "computed from the step", generic: "general words" };
/** @type {Record<string, string>} */
const ABOUT = { mistake: "about the mistake", step: "about the step", generic: "about neither" };

/**
 * Draw an exercise told again.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {string} learner
 * @param {string} name
 * @param {string} opportunity
 */
export async function replaying(page, of, learner, name, opportunity) {
  /** @type {Replay} */
  const told = await page.teacher.ask("GET", `/v1/learners/${learner}/opportunities/${opportunity}/replay`);
  const { exercise } = told;
  const show = showing(told.release, exercise.language);
  const steps = new Map([told.first, ...told.tries.flatMap((one) => [one.scaffold, one.next])].flatMap((step) => (step ? [[step.id, step]] : [])));
  page.draw(back(page, of),
    h("h1", { tabindex: -1 }, `${name}: `, h("span", { lang: exercise.language }, exercise.title)),
    h("p", { class: "quiet" }, `${when(told.opened)} · ${told.assignment === null ? "own practice" : "assigned"} · ${told.reason.sentence}`),
    ...asked({ ...exercise, options: [], release: told.release }, exercise.language),
    ...asking(told.first, told.first.prompt.text === exercise.prompt.text ? [] : [show(told.first.prompt)], show),
    told.tries.length === 0 && h("p", {}, "Nothing was answered yet."),
    h("ol", { class: "plain", role: "list" }, ...told.tries.map((one) => answered(page, of, one, steps.get(one.step), show))),
    h("p", {}, told.how === null ? "Still open." : told.sentence));
}

/**
 * What was asked, and the options that there were.
 *
 * @param {StepShown} step
 * @param {(Node | string)[]} words
 * @param {(text: Rendered) => Node} show
 */
function asking(step, words, show) {
  return [
    words.length > 0 && h("p", {}, ...words),
    ...step.figures.map((drawn) => figure(drawn, show)),
    ...choosable([{ step: step.id, choices: step.choices ?? [] }], show),
  ];
}

/** @param {Teaching} page @param {string} of @param {Told} one @param {StepShown | undefined} step @param {(text: Rendered) => Node} show */
function answered(page, of, one, step, show) {
  const entered = one.response.kind === "stuck" ? null : (one.response.text ?? one.response.lines?.join("\n") ?? "");
  const right = one.judged.verdict === "correct" || one.regraded;
  const found = one.claimed ?? one.diagnosis;
  return h("li", { class: "card", "data-try": one.n },
    h("p", {}, h("strong", {}, `${one.n}.`), " ", entered === null ? "I’m stuck" : answer(entered, step?.choices, show), " ",
      h("span", { class: right ? "verdict good" : "verdict bad" }, VERDICTS[one.judged.verdict] ?? one.judged.verdict), " ",
      h("span", { class: "quiet" }, `after ${seconds(one.after_ms)}`)),
    one.judged.read !== null && one.judged.read !== entered && picked(entered, step?.choices).length === 0 && h("p", { class: "quiet" }, "Read as ", h("code", {}, one.judged.read)),
    one.judged.first_wrong !== null && h("p", {}, `Line ${one.judged.first_wrong} is the first that is wrong.`),
    one.regraded && h("p", { class: "verdict good" }, "Counts as right, by your word."),
    one.disputed !== null && h("p", {}, "The learner thinks that this is right."),
    found && h("p", {}, found.what ? `${found.what} ` : "", h("span", { class: "quiet" }, found.sentence, one.claimed ? " A model's claim, replayed." : "")),
    ...one.help.map((help) => h("blockquote", {}, h("p", {}, show(help.hint.text)),
      h("p", { class: "quiet" }, [SOURCES[help.hint.source] ?? help.hint.source, ABOUT[help.hint.specificity] ?? "", help.sought && `better words looked for: ${help.sought}`, help.withheld && `not shown: ${help.withheld}`].filter(Boolean).join(" · ")),
      help.words !== null && withdrawing(page, of, help.words))),
    one.right_after_ms !== null && h("p", { class: "good" }, `Right ${seconds(one.right_after_ms)} later.`),
    ...(one.scaffold ? asking(one.scaffold, ["Asked next, on the way: ", show(one.scaffold.prompt)], show) : []),
    ...(one.next ? asking(one.next, ["Asked next: ", show(one.next.prompt)], show) : []));
}

/**
 * The button that withdraws words where they are read; taking that back is for the list of help.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {string} words
 */
function withdrawing(page, of, words) {
  const button = h("button", { type: "button", class: "small noprint", click: () => void page.attempt(async () => {
    await page.teacher.ask("PUT", `/v1/classes/${of}/help`, { words, withdrawn: true });
    button.disabled = true;
    page.status.textContent = "Withdrawn, everywhere, at once. “Help that did not help”, on the class's page, shows it again.";
  }) }, "Withdraw these words");
  return button;
}

/** @param {number} ms */
function seconds(ms) {
  const whole = Math.round(ms / 1000);
  return whole < 120 ? `${whole} s` : whole < 7200 ? `${Math.round(whole / 60)} min` : `${Math.round(whole / 3600)} h`;
}
