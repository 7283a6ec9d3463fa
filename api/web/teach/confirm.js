/**
 * Looking through new homework: each line with what comes out, the rules, and giving it.
 *
 * The engine proposes; every line shows what was read and what comes out, and can be
 * taken out. Only what has an answer can be given. What learners would see is
 * `ahead.js`'s.
 */

import { h, rich } from "../practice/dom.js";
import { lookingAhead } from "./ahead.js";
import { directing } from "./directive.js";
import { forgotten, pasting } from "./paste.js";
import { lateField, momentField } from "./moments.js";
import { asked, choosable, keys, showing } from "./questions.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./paste.js").Draft} Draft
 * @typedef {import("./api.js").Proposal} Proposal
 * @typedef {import("./api.js").Selected} Selected
 * @typedef {import("../practice/client.js").Rendered} Rendered
 * @typedef {{source: Record<string, unknown>, card: HTMLElement, given: boolean}} Line What will be given, if it is.
 */

/** @type {Record<string, string>} */
const NOTES = {
  jump: "A number before this one is missing.",
  repeated: "This number stands there twice.",
  several_numberings: "The text could be parted in another way, too: please look.",
};

/** @type {Record<string, string>} What learners read, so in the language of the problems. */
const TITLES = { en: "Homework", de: "Hausaufgaben", es: "Tarea" };

/**
 * Draw the second view.
 *
 * @param {Teaching} page
 * @param {string} of The class.
 * @param {Draft} draft
 * @param {{proposal: Proposal, shown: Rendered | null}[]} proposals
 * @param {Selected[]} selected
 * @param {{learner: string, name: string | null}[]} members
 */
export function confirming(page, of, draft, proposals, selected, members) {
  /** @type {Line[]} */
  const lines = [];
  const publish = h("button", { type: "submit", class: "main" }, "Give it to the class");
  const ahead = h("button", { type: "button" }, "See what learners will see");
  const count = () => { publish.disabled = ahead.disabled = !lines.some((line) => line.given); };
  for (const { proposal, shown } of proposals) lines.push(pasted(page, draft, proposal, shown, count));
  const taken = new Set(proposals.map(({ proposal }) => proposal.problem.label));
  for (const one of selected) lines.push(ofBank(page, draft, one, free(taken), count));
  const title = h("input", { type: "text", id: "title", required: true, maxlength: 100, value: `${TITLES[draft.language] ?? "Homework"}, ${new Date().toLocaleDateString(draft.language)}` });
  const until = momentField("due", "Due");
  const late = lateField("late");
  const rules = directing();
  const some = members.map(({ learner, name }) => h("label", { class: "check" }, h("input", { type: "checkbox", value: learner }), name ?? learner));
  const body = () => ({
    title: title.value,
    language: draft.language,
    dates: { due: until.value(), late: late.value() },
    directive: rules.value(),
    learners: some.flatMap((label) => [...label.querySelectorAll("input")]).filter((box) => box.checked).map((box) => box.value),
    problems: lines.filter((line) => line.given).map((line) => line.source),
  });
  const here = h("div", {});
  const form = h("form", { submit: (event) => {
    event.preventDefault();
    const past = until.past();
    if (past && !window.confirm("The due date has passed already. Give it all the same?")) return;
    void page.attempt(async () => {
      const asked = body();
      const { id } = await page.teacher.publish(of, { ...asked, even_past: past });
      forgotten(of);
      await page.review(of, id);
      page.status.textContent = given(asked.learners.length || members.length);
    });
  } },
  h("p", {}, h("label", { for: "title" }, "Title"), title),
  until.node, late.node,
  rules.node,
  h("details", {}, h("summary", {}, "For some of the class"), h("fieldset", { class: "grid" }, h("legend", { class: "quiet" }, "For all of it, where nobody is chosen."), ...some)),
  h("p", { class: "buttons" }, publish, ahead, h("button", { type: "button", click: () => pasting(page, of, draft) }, "Change the problems")));
  ahead.addEventListener("click", () => {
    page.status.textContent = "Looking ahead …";
    void page.attempt(async () => {
      here.replaceChildren(lookingAhead((await page.teacher.ahead(of, body())).problems));
      page.status.textContent = "";
      here.querySelector("h2")?.focus();
    });
  });
  count();
  page.draw(h("p", {}, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.ofClass(of)) }, "Back to the class")),
    h("h1", { tabindex: -1 }, "Look through"),
    selected.length > 0 && selected.length < draft.count && h("p", {}, `These skills have ${selected.length} exercises, not ${draft.count}.`),
    h("div", { class: "cards" }, ...lines.map((line) => line.card)), h("section", { class: "card" }, form), here);
}

/**
 * Make the line of a pasted problem.
 *
 * @param {Teaching} page
 * @param {Draft} draft
 * @param {Proposal} proposal
 * @param {Rendered | null} shown
 * @param {() => void} changed
 * @returns {Line}
 */
function pasted(page, draft, proposal, shown, changed) {
  const { problem, skills, skill: sure } = proposal;
  const can = problem.is !== "unsolved" && problem.typed !== "contradicts";
  const chosen = h("select", { "aria-label": `Skill of problem ${problem.label}`, change: () => { line.source.skill = chosen.value || null; } },
    sure === null && h("option", { value: "" }, "please choose"),
    ...skills.map(({ skill }) => h("option", { value: skill }, page.skills[skill] ?? skill)),
    sure !== null && h("option", { value: "" }, "no skill"),
    // by the alphabet: whoever looks for one among eighty knows how it begins
    h("optgroup", { label: "All others" }, ...Object.entries(page.skills).filter(([id]) => !skills.some(({ skill }) => skill === id))
      .toSorted(([, one], [, other]) => one.localeCompare(other)).map(([id, name]) => h("option", { value: id }, name))));
  const box = h("input", { type: "checkbox", checked: can, disabled: !can, change: () => { line.given = box.checked; changed(); } });
  const card = h("article", { class: "card", "data-problem": problem.label },
    h("h2", {}, `Problem ${problem.label}`),
    h("p", { class: "quiet" }, problem.above ? `${problem.above} ` : "", problem.text),
    // what is pasted has no pictures
    shown && h("p", { class: "prompt" }, rich(shown, draft.language, (name) => name)),
    ...said(proposal).map(([kind, sentence]) => h("p", { class: kind }, sentence)),
    ...(problem.notes ?? []).map((note) => h("p", { class: "quiet" }, NOTES[note] ?? note)),
    h("label", { class: "check" }, box, "Give this one"),
    can && h("p", {}, h("span", { class: "quiet" }, "It practises"), chosen),
    can && sure === null && h("p", { class: "quiet" }, "No skill is clearly the one of this problem. Those that come nearest stand first in the list; without one it is given all the same."));
  /** @type {Line} */
  const line = { source: { is: "pasted", label: problem.label, text: problem.text, above: problem.above ?? "", skill: chosen.value || null }, card, given: can };
  return line;
}

/**
 * Make the line of an item of the bank.
 *
 * @param {Teaching} page
 * @param {Draft} draft
 * @param {Selected} selected
 * @param {string} label
 * @param {() => void} changed
 * @returns {Line}
 */
function ofBank(page, draft, selected, label, changed) {
  const box = h("input", { type: "checkbox", checked: true, change: () => { line.given = box.checked; changed(); } });
  const card = h("article", { class: "card", "data-problem": label },
    h("h2", {}, `Problem ${label}`),
    ...asked({ ...selected, prompt: selected.shown }, draft.language), ...choosable(selected.options, showing(selected.release, draft.language)),
    h("p", { class: "verdict good" }, "Answer: ", ...keys(selected, draft.language)),
    h("p", { class: "quiet" }, `It practises: ${page.skills[selected.skill] ?? selected.skill}`),
    h("label", { class: "check" }, box, "Give this one"));
  /** @type {Line} */
  const line = { source: { is: "item", label, item: selected.item, variant: selected.variant }, card, given: true };
  return line;
}

/** @param {number} learners To how many it was given. */
function given(learners) {
  return learners === 0 ? "Given. Nobody is in this class yet." : `Given to ${learners} ${learners === 1 ? "learner" : "learners"}: it stands on their homework page now.`;
}

/**
 * Take the first number that no problem has.
 *
 * @param {Set<string>} taken
 */
function free(taken) {
  let number = 1;
  while (taken.has(String(number))) number += 1;
  taken.add(String(number));
  return String(number);
}

/**
 * Say what came of a line: its kind for the eye, and a sentence.
 *
 * @param {Proposal} proposal
 * @returns {[string, string][]}
 */
function said({ problem }) {
  if (problem.is === "unsolved") return [["verdict bad", problem.sentence ?? "This cannot be given."]];
  if (problem.is === "answer_only") return [["verdict good", `Answer: ${problem.answer?.value ?? ""}`], ["quiet", "Only the answer is judged. With a skill chosen below, an exercise of it proves a repair."]];
  /** @type {[string, string][]} */
  const lines = [["verdict good", `Answer: ${problem.answer}`]];
  if (problem.typed === "contradicts") lines.push(["verdict bad", "Your answer is another one: change the text, or take this line out."]);
  if (problem.typed === "unreadable") lines.push(["quiet", "Your answer could not be read; this one will be used."]);
  lines.push(["quiet", problem.sister ? "Fresh ones with other numbers prove a repair." : "A repair is proven on an exercise of the skill below."]);
  return lines;
}
