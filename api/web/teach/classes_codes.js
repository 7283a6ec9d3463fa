/**
 * Codes to join a class by: made, put on the board, taken back.
 */

import { h } from "../practice/dom.js";
import { people } from "./classes.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{id: string, text: string, made: number, expires: number, uses: number, used: number, revoked: number | null, opens: boolean}} JoinCode
 */

/** @type {[number, string][]} */
const HOURS = [[1, "one hour"], [24, "one day"], [24 * 7, "one week"], [24 * 30, "thirty days"]];

/**
 * @param {Teaching} page
 * @param {string} of
 * @param {string} [said]
 */
export async function codes(page, of, said = "") {
  const path = `/v1/classes/${of}/codes`;
  /** @type {{codes: JoinCode[]}} */
  const { codes: known } = await page.teacher.ask("GET", path);
  const open = known.filter((code) => code.opens).toReversed();
  const over = known.length - open.length;
  const hours = h("select", { id: "hours" }, ...HOURS.map(([value, name]) => h("option", { value, selected: value === 24 }, name)));
  const uses = h("input", { type: "number", id: "uses", min: 1, max: 1000, step: 1, value: 40, required: true });
  page.draw(
    h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => people(page, of)) }, "Back to the learners")),
    h("h1", { tabindex: -1 }, "Codes to join"),
    h("p", {}, "Learners open ", h("strong", {}, `${location.host}/join`), " and type the code and their name."),
    ...open.map((code) => shown(page, of, code)),
    open.length === 0 && h("p", {}, "No code opens the class at the moment."),
    over > 0 && h("p", { class: "quiet noprint" }, `${over} earlier ${over === 1 ? "code opens" : "codes open"} nothing any more.`),
    h("form", { class: "card noprint", submit: (event) => {
      event.preventDefault();
      void page.attempt(async () => {
        await page.teacher.ask("POST", path, { hours: Number(hours.value), uses: uses.valueAsNumber });
        await codes(page, of, "The code is ready.");
      });
    } },
    h("h2", {}, "A new code"),
    h("div", { class: "grid" }, h("p", {}, h("label", { for: "hours" }, "It opens the class for"), hours), h("p", {}, h("label", { for: "uses" }, "At most so many learners"), uses)),
    h("p", {}, h("button", { type: "submit", class: "main" }, "Make a code"))),
    h("p", { class: "quiet noprint" }, "Whoever has the code can join under any name: look at the list of learners afterwards. A code makes new learners; whoever is in the class already needs none."));
  page.status.textContent = said;
}

/** @param {Teaching} page @param {string} of @param {JoinCode} code */
function shown(page, of, code) {
  const until = new Date(code.expires).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
  return h("article", { class: "card", "data-code": code.id },
    h("p", { class: "joincode" }, code.text),
    h("p", { class: "quiet" }, `${code.used} of ${code.uses} have joined · until ${until}`),
    h("p", { class: "buttons noprint" }, h("button", { type: "button", "aria-label": `Take back ${code.text}`, click: () => void page.attempt(async () => {
      await page.teacher.ask("DELETE", `/v1/classes/${of}/codes/${code.id}`);
      await codes(page, of, "The code was taken back. Who joined by it stays.");
    }) }, "Take back")));
}
