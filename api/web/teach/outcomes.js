/**
 * What came of an assignment: charts with their tables, and outcomes of groups that are large enough to hide in.
 */

import { h } from "../practice/dom.js";
import { charts } from "./snapshot.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{name: string, learners: number | null, missed: number | null, repaired: number | null, alone: number | null}} Cell
 * @typedef {{least: number, breakdowns: {by: string, cells: Cell[]}[], charts: Parameters<typeof charts>[0]}} Outcomes
 */

/**
 * Draw the outcomes of one assignment.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {string} id
 * @param {string} title
 */
export async function outcomes(page, of, id, title) {
  /** @type {Outcomes} */
  const found = await page.teacher.ask("GET", `/v1/classes/${of}/assignments/${id}/outcomes`);
  page.draw(
    h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.review(of, id)) }, "Back to the homework")),
    h("h1", { tabindex: -1 }, `What came of it: ${title}`),
    ...charts(found.charts),
    h("h2", {}, "By groups"),
    h("p", { class: "quiet" }, `No group of fewer than ${found.least} learners is told, nor one that would give such a group away.`),
    ...found.breakdowns.map(({ by, cells }) => h("section", {}, h("h3", {}, `By ${by}`),
      cells.length === 0 ? h("p", {}, "Nobody has handed in yet.") : h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": `By ${by}` }, h("table", {},
        h("thead", {}, h("tr", {}, ...["Group", "Learners", "Mistakes", "Repaired", "Repaired alone"].map((head) => h("th", { scope: "col" }, head)))),
        h("tbody", {}, ...cells.map((cell) => h("tr", {}, h("th", { scope: "row" }, cell.name),
          ...[cell.learners, cell.missed, cell.repaired, cell.alone].map((figure) => h("td", {}, figure === null ? "not told" : String(figure)))))))))));
}
