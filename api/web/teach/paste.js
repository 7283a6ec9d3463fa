/**
 * New homework: paste, look through line by line, publish.
 *
 * The engine proposes; every line shows what was read and what comes out, and can
 * be typed anew or taken out. Only what has an answer can be given.
 */

import { h, rich } from "../practice/dom.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./api.js").Proposal} Proposal
 * @typedef {{label: string, text: string, skill: string}} Line What will be given.
 */

const EXAMPLE = "1) 1/2 + 1/4\n2) 2x + 1 = 11\n3) Expand (x + 2)(x - 3)";

/** @type {Record<string, string>} */
const NOTES = {
  jump: "A number before this one is missing.",
  repeated: "This number stands there twice.",
  several_numberings: "The text could be parted in another way, too: please look.",
};

/**
 * Draw the first view: the text.
 *
 * @param {Teaching} page
 * @param {string} of The class.
 * @param {string} [before]
 */
export function pasting(page, of, before = "") {
  const text = h("textarea", { id: "text", rows: 8, spellcheck: "false", placeholder: EXAMPLE });
  text.value = before;
  const language = h("select", { id: "language" }, h("option", { value: "en" }, "English"), h("option", { value: "de" }, "Deutsch"), h("option", { value: "es" }, "Español"));
  const form = h("form", { submit: (event) => {
    event.preventDefault();
    page.status.textContent = "Solving …";
    void page.attempt(async () => {
      const { proposals } = await page.teacher.read(of, text.value, language.value);
      confirming(page, of, text.value, language.value, proposals);
    });
  } },
  h("p", {}, h("label", { for: "text" }, "The problems, as you would write them on the board"), text),
  h("p", { class: "quiet" }, "Numbers in front part them. An answer may stand behind an arrow: Tom eats 2 of 3 apples. -> 1"),
  h("p", {}, h("label", { for: "language" }, "Language"), language),
  h("p", {}, h("button", { type: "submit", class: "main" }, "Read and solve")));
  page.draw(back(page, of), h("h1", { tabindex: -1 }, "New homework"), form);
  text.focus();
}

/**
 * Draw the second view: each line with what comes out, and how it is given.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {string} text
 * @param {string} language
 * @param {{proposal: Proposal, shown: import("../practice/client.js").Rendered | null}[]} sent
 */
function confirming(page, of, text, language, sent) {
  /** @type {Map<Proposal, Line>} */
  const lines = new Map();
  const publish = h("button", { type: "submit", class: "main" }, "Give it to the class");
  const count = () => { publish.disabled = lines.size === 0; };
  const cards = sent.map(({ proposal, shown }) => {
    const { problem, skills } = proposal;
    const given = problem.is !== "unsolved" && problem.typed !== "contradicts";
    const chosen = h("select", { "aria-label": `Skill of problem ${problem.label}`, change: () => {
      const line = lines.get(proposal);
      if (line) line.skill = chosen.value;
    } },
    ...skills.map(({ skill }) => h("option", { value: skill }, page.skills[skill] ?? skill)),
    h("option", { value: "" }, "no skill"),
    ...Object.entries(page.skills).filter(([id]) => !skills.some(({ skill }) => skill === id)).map(([id, name]) => h("option", { value: id }, name)));
    const line = { label: problem.label, text: problem.text, skill: chosen.value };
    const box = h("input", { type: "checkbox", checked: given, disabled: !given, change: () => {
      if (box.checked) lines.set(proposal, line);
      else lines.delete(proposal);
      count();
    } });
    if (given) lines.set(proposal, line);
    return h("article", { class: "card", "data-problem": problem.label },
      h("h2", {}, `Problem ${problem.label}`),
      h("p", { class: "quiet" }, problem.text),
      shown && h("p", { class: "prompt" }, rich(shown, language, (name) => name)),
      ...said(proposal).map(([kind, sentence]) => h("p", { class: kind }, sentence)),
      ...(problem.notes ?? []).map((note) => h("p", { class: "quiet" }, NOTES[note] ?? note)),
      h("label", { class: "check" }, box, "Give this one"),
      given && h("p", {}, h("span", { class: "quiet" }, "It practises"), chosen));
  });
  const title = h("input", { type: "text", id: "title", required: true, maxlength: 100, value: `Homework, ${new Date().toLocaleDateString()}` });
  const until = h("input", { type: "datetime-local", id: "due" });
  const review = h("input", { type: "checkbox", id: "review", checked: true });
  const form = h("form", { submit: (event) => {
    event.preventDefault();
    void page.attempt(async () => {
      const body = {
        title: title.value,
        language,
        dates: { due: until.value ? new Date(until.value).getTime() : null },
        directive: { opens_after_review: review.checked },
        problems: sent.flatMap(({ proposal }) => {
          const line = lines.get(proposal);
          return line ? [{ is: "pasted", label: line.label, text: line.text, skill: line.skill || null }] : [];
        }),
      };
      const made = await page.teacher.publish(of, body);
      await page.review(of, made.id);
    });
  } },
  h("p", {}, h("label", { for: "title" }, "Title"), title),
  h("p", {}, h("label", { for: "due" }, "Due"), until),
  h("label", { class: "check" }, review, "Correction opens after I have gone over the mistakes"),
  h("p", { class: "buttons" }, publish, h("button", { type: "button", click: () => pasting(page, of, text) }, "Change the text")));
  count();
  page.draw(back(page, of), h("h1", { tabindex: -1 }, "Look through"), h("div", { class: "cards" }, ...cards), h("section", { class: "card" }, form));
}

/**
 * Say what came of a line: its kind for the eye, and a sentence.
 *
 * @param {Proposal} proposal
 * @returns {[string, string][]}
 */
function said({ problem }) {
  if (problem.is === "unsolved") return [["verdict bad", problem.sentence ?? "This cannot be given."]];
  if (problem.is === "answer_only") return [["verdict good", `Answer: ${problem.answer?.value ?? ""}`], ["quiet", "Only the answer is judged; a repair is an exercise of the skill below."]];
  /** @type {[string, string][]} */
  const lines = [["verdict good", `Answer: ${problem.answer}`]];
  if (problem.typed === "contradicts") lines.push(["verdict bad", "Your answer is another one: change the text, or take this line out."]);
  if (problem.typed === "unreadable") lines.push(["quiet", "Your answer could not be read; this one will be used."]);
  lines.push(["quiet", problem.sister ? "Fresh ones with other numbers prove a repair." : "A repair is proven on an exercise of the skill below."]);
  return lines;
}

/** @param {Teaching} page @param {string} of */
function back(page, of) {
  return h("p", {}, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.ofClass(of)) }, "Back to the class"));
}
