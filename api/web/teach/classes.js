/**
 * A class's people: who is in it, in which groups, and what is allowed to whom.
 *
 * What comes of lists and codes is in `classes_roster.js` and `classes_codes.js`, what one learner
 * is allowed in `classes_support.js`.
 */

import { h } from "../practice/dom.js";
import { codes } from "./classes_codes.js";
import { roster } from "./classes_roster.js";
import { linkFor } from "./links.js";
import { support } from "./classes_support.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{learner: string, name: string | null}} Learner
 * @typedef {{id: string, name: string, learners: string[]}} Group
 * @typedef {{id: string, name: string | null, learners: Learner[], groups: Group[]}} ClassShown
 */

/**
 * Make a new class.
 *
 * @param {Teaching} page
 */
export function newClass(page) {
  const name = h("input", { type: "text", id: "class-name", required: true, maxlength: 100, autocomplete: "off" });
  return h("details", {}, h("summary", {}, "New class"),
    h("form", { class: "card", submit: (event) => {
      event.preventDefault();
      void page.attempt(async () => {
        const made = await page.teacher.ask("POST", "/v1/classes", { name: name.value.trim() });
        await people(page, made.id);
      });
    } },
    h("p", {}, h("label", { for: "class-name" }, "Its name"), name),
    h("p", {}, h("button", { type: "submit", class: "main" }, "Make the class"))));
}

/**
 * Draw a class's people.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {string} [said] What has just been done.
 */
export async function people(page, of, said = "") {
  draw(page, await page.teacher.ask("GET", `/v1/classes/${of}`), said);
}

/**
 * @param {Teaching} page
 * @param {ClassShown} shown
 * @param {string} [said]
 */
function draw(page, shown, said = "") {
  const path = `/v1/classes/${shown.id}`;
  page.at({ class: shown.id, view: "people" });
  const change = (/** @type {string} */ method, /** @type {string} */ rest, /** @type {string} */ told, /** @type {unknown} */ body = undefined) =>
    void page.attempt(async () => draw(page, await page.teacher.ask(method, `${path}${rest}`, body), told));
  page.draw(
    h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.ofClass(shown.id)) }, "Back to the class")),
    h("h1", { tabindex: -1 }, `Learners of ${shown.name ?? shown.id}`),
    h("p", { class: "buttons noprint" },
      h("button", { type: "button", class: "main", click: () => roster(page, shown.id) }, "Add from a list"),
      h("button", { type: "button", click: () => void page.attempt(() => codes(page, shown.id)) }, "Codes to join")),
    shown.learners.length === 0 ? h("p", {}, "Nobody is in this class yet: add a list, or let learners join by a code.") : table(page, shown, change),
    adding(page, shown),
    h("h2", {}, "Groups"),
    h("p", { class: "quiet" }, "A group may have dates of its own, and an assignment's table can be narrowed to it. A learner may be in several."),
    h("div", { class: "cards" }, ...shown.groups.map((group) => named(group, change)), making(change)));
  page.status.textContent = said;
}

/**
 * @typedef {(method: string, rest: string, told: string, body?: unknown) => void} Change
 * @param {Teaching} page
 * @param {ClassShown} shown
 * @param {Change} change
 */
function table(page, shown, change) {
  /** @type {Map<string, number>} */
  const times = new Map();
  for (const { name } of shown.learners) if (name) times.set(name, (times.get(name) ?? 0) + 1);
  const sorted = shown.learners.toSorted((one, other) => called(one).localeCompare(called(other)));
  const heads = ["Learner", ...shown.groups.map((group) => group.name), ""];
  return h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Learners" }, h("table", {},
    h("thead", {}, h("tr", {}, ...heads.map((head) => (head ? h("th", { scope: "col" }, head) : h("td", {}))))),
    h("tbody", {}, ...sorted.map((learner) => h("tr", {},
      h("th", { scope: "row" }, called(learner), learner.name && (times.get(learner.name) ?? 0) > 1 && h("span", { class: "quiet" }, " (this name is there twice)")),
      ...shown.groups.map((group) => h("td", {}, member(learner, group, change))),
      h("td", { class: "noprint" }, h("span", { class: "buttons" },
        h("button", { type: "button", class: "small", "aria-label": `Time, help, words: ${called(learner)}`, click: () => void page.attempt(() => support(page, shown.id, learner)) }, "Time, help, words"),
        h("button", { type: "button", class: "small", "aria-label": `Make a link: ${called(learner)}`, click: () => void page.attempt(() => linkFor(page, shown.id, learner)) }, "Make a link"),
        h("button", { type: "button", class: "small", "aria-label": `Take out: ${called(learner)}`, click: () => {
          if (window.confirm(`Take ${called(learner)} out of the class? What they did is kept, and is there again when they come back.`)) change("DELETE", `/learners/${learner.learner}`, `${called(learner)} was taken out.`);
        } }, "Take out"))))))));
}

/** @param {Learner} learner @param {Group} group @param {Change} change */
function member(learner, group, change) {
  const is = group.learners.includes(learner.learner);
  const told = is ? `${called(learner)} is no longer in ${group.name}.` : `${called(learner)} is in ${group.name} now.`;
  return h("input", { type: "checkbox", checked: is, "aria-label": `${called(learner)} is in ${group.name}`,
    change: () => change(is ? "DELETE" : "PUT", `/groups/${group.id}/learners/${learner.learner}`, told) });
}

/** @param {Teaching} page @param {ClassShown} shown */
function adding(page, shown) {
  const name = h("input", { type: "text", id: "learner-name", required: true, maxlength: 100, autocomplete: "off" });
  return h("details", { class: "noprint" }, h("summary", {}, "Add one learner"),
    h("form", { class: "card", submit: (event) => {
      event.preventDefault();
      void page.attempt(async () => {
        const made = await page.teacher.ask("POST", "/v1/learners", { name: name.value.trim() });
        draw(page, await page.teacher.ask("PUT", `/v1/classes/${shown.id}/learners/${made.learner}`), `${made.name} is in the class.`);
      });
    } },
    h("p", {}, h("label", { for: "learner-name" }, "Their name"), name),
    h("p", {}, h("button", { type: "submit", class: "main" }, "Add"))));
}

/** @param {Group} group @param {Change} change */
function named(group, change) {
  const id = `group-${group.id}`;
  const name = h("input", { type: "text", id, required: true, maxlength: 100, value: group.name });
  return h("form", { class: "card noprint", submit: (event) => {
    event.preventDefault();
    change("PUT", `/groups/${group.id}`, "The group has its new name.", { name: name.value.trim() });
  } },
  h("p", {}, h("label", { for: id }, `Name of a group (${group.learners.length} ${group.learners.length === 1 ? "learner" : "learners"})`), name),
  h("p", { class: "buttons" }, h("button", { type: "submit" }, "Rename"),
    h("button", { type: "button", click: () => {
      if (window.confirm(`Remove the group ${group.name}? Its learners stay in the class; its dates hold no longer.`)) change("DELETE", `/groups/${group.id}`, `${group.name} was removed.`);
    } }, "Remove")));
}

/** @param {Change} change */
function making(change) {
  const name = h("input", { type: "text", id: "group-name", required: true, maxlength: 100, autocomplete: "off" });
  return h("form", { class: "card noprint", submit: (event) => {
    event.preventDefault();
    change("POST", "/groups", `${name.value.trim()} was made.`, { name: name.value.trim() });
  } },
  h("p", {}, h("label", { for: "group-name" }, "A new group"), name),
  h("p", {}, h("button", { type: "submit" }, "Make the group")));
}

/** @param {Learner} learner */
export function called({ name, learner }) {
  return name ?? learner;
}
