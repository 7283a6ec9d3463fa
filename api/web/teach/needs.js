/**
 * What of a learner needs somebody, the heaviest first, each with what a teacher can do about it.
 */

import { h } from "../practice/dom.js";
import { replaying } from "./replay.js";
import { when } from "./snapshot.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./snapshot.js").LearnerSeen} LearnerSeen
 * @typedef {import("./snapshot.js").Waiting} Waiting
 */

/**
 * List the needs.
 *
 * @param {Teaching} page
 * @param {string} of The class.
 * @param {LearnerSeen} one
 * @param {Waiting[]} waiting What waits in the class.
 * @param {() => Promise<unknown>} look Look again, once one is settled.
 */
export function needsOf(page, of, one, waiting, look) {
  const name = one.name ?? one.learner;
  const rows = one.needs.map((need) => {
    const opportunity = need.opportunity;
    // of what waits the exercise is named, too: several may wait for the same skill
    const title = need.kind === "waits" ? waiting.find((entry) => entry.learner === one.learner && entry.opportunity === opportunity)?.title : undefined;
    const what = [title, need.skill_name].filter(Boolean).join(", ");
    const about = what ? ` (${what})` : "";
    const id = `${one.learner}-${need.kind}-${opportunity ?? need.skill}`;
    const settles = opportunity !== null && waiting.some((entry) => entry.learner === one.learner && entry.opportunity === opportunity) && (need.kind === "waits" || need.kind === "no_progress");
    const settle = (/** @type {string} */ how) => void page.attempt(async () => {
      await page.teacher.ask("PUT", `/v1/classes/${of}/queue`, { learner: one.learner, opportunity, how });
      await look();
      page.status.textContent = `${name} is off your list.`;
    });
    return h("li", {}, h("span", { class: need.kind === "waits" ? "state stuck" : "state" }, need.sentence), about, " ",
      h("span", { class: "quiet" }, when(need.since)), " ",
      h("span", { class: "buttons noprint" },
        opportunity !== null && h("button", { type: "button", class: "small", id: `look-${id}`, "aria-label": `Look: ${name}, ${need.sentence}${about}`, click: () => void page.attempt(() => replaying(page, of, one.learner, name, opportunity)) }, "Look"),
        settles && h("button", { type: "button", class: "small", id: `seen-${id}`, "aria-label": `Seen: ${name}${about}`, click: () => settle("seen") }, "Seen"),
        settles && h("button", { type: "button", class: "small", id: `answered-${id}`, "aria-label": `Answered: ${name}${about}`, click: () => settle("answered") }, "Answered")));
  });
  return h("ul", { role: "list", class: "plain" }, ...rows);
}
