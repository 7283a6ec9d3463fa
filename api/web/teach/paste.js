/**
 * New homework: type or paste problems, name skills, or both.
 *
 * What comes of it is looked through in `confirm.js` before anything is given.
 */

import { h } from "../practice/dom.js";
import { confirming } from "./confirm.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{text: string, language: string, skills: string[], count: number}} Draft What was asked for so far.
 */

const EXAMPLE = "1) 1/2 + 1/4\n2) 2x + 1 = 11\n3) Expand (x + 2)(x - 3)";
const MOST = 60;

/** @type {Draft} */
const EMPTY = { text: "", language: "en", skills: [], count: 6 };

/** @param {string} of Where a tab keeps the homework that is being written for a class; signing out clears it. */
const keptAt = (of) => `misstep-draft-${of}`;

/** What was written for a class and not given yet, in this tab. @param {string} of @returns {Draft} */
function keptDraft(of) {
  return { ...EMPTY, ...JSON.parse(sessionStorage.getItem(keptAt(of)) ?? "{}") };
}

/** Forget what was written for a class: it was given. @param {string} of */
export function forgotten(of) {
  sessionStorage.removeItem(keptAt(of));
}

/**
 * Draw the first view: the text, and the skills.
 *
 * @param {Teaching} page
 * @param {string} of The class.
 * @param {Draft} [before]
 */
export function pasting(page, of, before = keptDraft(of)) {
  page.at({ class: of, view: "new" });
  const text = h("textarea", { id: "text", rows: 8, spellcheck: "false", placeholder: EXAMPLE, maxlength: 15000 });
  text.value = before.text;
  const language = h("select", { id: "language" }, h("option", { value: "en" }, "English"), h("option", { value: "de" }, "Deutsch"), h("option", { value: "es" }, "Español"));
  language.value = before.language;
  const count = h("input", { type: "number", id: "count", min: 1, max: MOST, value: before.count });
  const boxes = Object.entries(page.skills).map(([id, name]) => h("label", { class: "check" },
    h("input", { type: "checkbox", value: id, checked: before.skills.includes(id) }), name));
  const chosen = () => boxes.flatMap((box) => [...box.querySelectorAll("input")]).filter((box) => box.checked).map((box) => box.value);
  const written = () => ({ text: text.value, language: language.value, skills: chosen(), count: Number(count.value) || EMPTY.count });
  const keep = () => sessionStorage.setItem(keptAt(of), JSON.stringify(written()));
  const form = h("form", { input: keep, change: keep, submit: (event) => {
    event.preventDefault();
    const draft = written();
    if (!draft.text.trim() && draft.skills.length === 0) {
      page.status.textContent = "Type problems, or choose skills.";
      return;
    }
    page.status.textContent = "Reading and solving …";
    void page.attempt(async () => {
      const { proposals } = draft.text.trim() ? await page.teacher.read(of, draft.text, draft.language) : { proposals: [] };
      const { problems } = draft.skills.length > 0 ? await page.teacher.select(of, draft.skills, draft.count, draft.language) : { problems: [] };
      const { classes } = await page.teacher.classes();
      confirming(page, of, draft, proposals, problems, classes.find((one) => one.id === of)?.learners ?? []);
    });
  } },
  h("p", {}, h("label", { for: "text" }, "The problems, as you would write them on the board"), text),
  h("p", { class: "quiet" }, "Put a number in front of each, like 1) and 2). An answer may stand behind an arrow: Tom eats 2 of 3 apples. -> 1"),
  h("details", { open: before.skills.length > 0 }, h("summary", {}, "Problems by skills, beside these or in place of them"),
    h("p", { class: "quiet" }, "Exercises of the bank, of each skill in turn from easy to hard, those first that the class has not had."),
    h("p", {}, h("label", { for: "count" }, "How many"), count),
    h("fieldset", { class: "grid" }, h("legend", {}, "Skills"), ...boxes)),
  h("p", {}, h("label", { for: "language" }, "Language"), language),
  h("p", {}, h("button", { type: "submit", class: "main" }, "Read and solve")));
  page.draw(h("p", {}, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.ofClass(of)) }, "Back to the class")),
    h("h1", { tabindex: -1 }, "New homework"), form);
  text.focus();
}
