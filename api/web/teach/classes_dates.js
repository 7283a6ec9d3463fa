/**
 * When an assignment is due: for the class, for groups, and what it comes to on the clock.
 *
 * Another teacher's change in between is not undone: the page says so and shows what there is now.
 */

import { h } from "../practice/dom.js";
import { lateField, momentField } from "./moments.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{due: number | null, opens: number | null, groups: Record<string, number>, late: import("./moments.js").LateStep[]}} Dates The rest is kept as it is.
 */

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {string} id
 */
export async function dating(page, of, id) {
  /** @type {[import("./classes.js").ClassShown, import("./api.js").Review]} */
  const [shown, review] = await Promise.all([page.teacher.ask("GET", `/v1/classes/${of}`), page.teacher.review(of, id)]);
  const { assignment } = review;
  /** @type {Dates} */
  const before = assignment.dates;
  const opens = momentField("opens", "It opens", before.opens, "00:00");
  const due = momentField("due", "It is due, for the class", before.due);
  const late = lateField("late", before.late);
  const groups = shown.groups.map((group) => ({ group, field: momentField(`due-${group.id}`, `For ${group.name} (empty: as for the class)`, before.groups[group.id] ?? null) }));
  const meant = h("input", { type: "checkbox", id: "even-past" });
  const form = h("form", { class: "card", submit: (event) => {
    event.preventDefault();
    void page.attempt(async () => {
      const dates = { ...before, opens: opens.value(), due: due.value(), late: late.value(), groups: Object.fromEntries(groups.flatMap(({ group, field }) => (field.value() === null ? [] : [[group.id, field.value()]]))) };
      await page.teacher.ask("PUT", `/v1/classes/${of}/assignments/${id}/dates`, { dates, after: assignment.revision, even_past: meant.checked });
      await page.review(of, id);
      page.status.textContent = "The dates were changed.";
    });
  } },
  opens.node, due.node, ...groups.map(({ field }) => field.node), late.node,
  shown.groups.length === 0 && h("p", { class: "quiet" }, "Groups, made at the class's learners, can have dates of their own."),
  h("label", { class: "check" }, meant, "Even where a due date has passed"),
  h("p", { class: "quiet" }, "Who is in several groups has the latest of their dates. Who was given more time has it beyond these."),
  h("p", {}, h("button", { type: "submit", class: "main" }, "Change the dates")));
  page.draw(
    h("p", {}, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.review(of, id)) }, "Back to the assignment")),
    h("h1", { tabindex: -1 }, `Dates of ${assignment.title}`), form);
}
