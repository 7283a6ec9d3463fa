/**
 * A table of learners narrowed to one group; the rows say in `data-groups` which they are in.
 */

import { h } from "../practice/dom.js";

/**
 * Put a choice of groups before a table; without groups there is none.
 *
 * @param {{class_groups: {id: string, name: string}[]}} shown
 * @param {HTMLElement} table
 * @returns {HTMLElement[]}
 */
export function byGroup(shown, table) {
  if (shown.class_groups.length === 0) return [table];
  const chosen = h("select", { id: "by-group", change: () => {
    for (const row of table.querySelectorAll("tr[data-groups]")) {
      if (row instanceof HTMLElement) row.hidden = chosen.value !== "" && !(row.dataset["groups"] ?? "").split(" ").includes(chosen.value);
    }
  } }, h("option", { value: "" }, "the whole class"), ...shown.class_groups.map(({ id, name }) => h("option", { value: id }, name)));
  return [h("p", { class: "noprint" }, h("label", { for: "by-group" }, "Show"), chosen), table];
}
