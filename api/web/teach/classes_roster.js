/**
 * A school's list: chosen, looked at row by row, then put into the class.
 *
 * Nothing is recorded until the teacher has seen what would come of it. Where the
 * headers do not tell which column is which, or tell it wrongly, the teacher says so.
 */

import { h } from "../practice/dom.js";
import { people } from "./classes.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{id?: number | null, name?: number | null, given?: number | null, family?: number | null, group?: number | null, first?: number}} Columns
 * @typedef {{row: number, state: string, name: string | null, sentence: string}} Row
 * @typedef {{remarks: string[], columns: Columns | null, sample: string[][], counts: Record<string, number>, rows: Row[], more: number, absent: number}} Seen
 * @typedef {{file: string, name: string, columns?: Columns}} Sent
 */

/** @type {[string, string, string][]} State, how many of it, what a row of it says. */
const STATES = [
  ["new", "new", "new"], ["joins", "known at the school, will come into this class", "comes into the class"], ["there", "in the class already", "in the class already"],
  ["renamed", "will be called something else", "will be called so"], ["doubled", "in the list twice, left out", "twice"], ["unread", "cannot be read, left out", "cannot be read"],
];
/** @type {[keyof Columns, string][]} */
const PARTS = [["name", "Whole name"], ["given", "First name"], ["family", "Last name"], ["id", "The school's id"], ["group", "Groups"]];
const MOST_BYTES = 2_000_000;

/**
 * Draw the first view: the file.
 *
 * @param {Teaching} page
 * @param {string} of
 */
export function roster(page, of) {
  const file = h("input", { type: "file", id: "list", accept: ".csv,.tsv,.txt,.xlsx,.xls,.ods", required: true });
  page.draw(back(page, of), h("h1", { tabindex: -1 }, "Add from a list"),
    h("form", { class: "card", submit: (event) => {
      event.preventDefault();
      const chosen = file.files?.[0];
      if (!chosen) return;
      if (chosen.size > MOST_BYTES) {
        page.status.textContent = "This file is too large: a list has two megabytes at most.";
        return;
      }
      void page.attempt(async () => look(page, of, { file: await base64(chosen), name: chosen.name }));
    } },
    h("p", {}, h("label", { for: "list" }, "A list as CSV, Excel or LibreOffice file"), file),
    h("p", { class: "quiet" }, "One learner a row, with headers: a name, or first and last name; the school's id, if there is one; groups. The next page shows what would come of it; nothing is kept before you say so."),
    h("p", {}, h("button", { type: "submit", class: "main" }, "Look at it"))));
}

/** @param {Teaching} page @param {string} of @param {Sent} sent */
async function look(page, of, sent) {
  drawn(page, of, sent, await page.teacher.ask("POST", `/v1/classes/${of}/roster/preview`, sent));
}

/**
 * Draw the second view: what would come of it.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {Sent} sent
 * @param {Seen} seen
 */
function drawn(page, of, sent, seen) {
  const doing = ["new", "joins", "renamed"].reduce((sum, state) => sum + (seen.counts[state] ?? 0), 0) + (seen.counts["there"] ?? 0);
  const rows = h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": "Rows" }, h("table", {},
    h("thead", {}, h("tr", {}, ...["Row", "Name", "What would come of it"].map((head) => h("th", { scope: "col" }, head)))),
    h("tbody", {}, ...seen.rows.map((row) => h("tr", { "data-state": row.state },
      h("td", {}, String(row.row)), h("td", {}, row.name ?? ""),
      h("td", { class: row.state === "unread" || row.state === "doubled" ? "bad" : "" }, `${STATES.find(([state]) => state === row.state)?.[2] ?? row.state}${row.sentence ? `: ${row.sentence}` : ""}`))))));
  page.draw(back(page, of), h("h1", { tabindex: -1 }, "What would come of it"),
    ...seen.remarks.map((remark) => h("p", { class: "bad" }, remark)),
    seen.columns === null ? h("p", { class: "bad" }, "The headers do not tell which column is which. Please say it below.") : counts(seen),
    seen.columns !== null && h("p", { class: "buttons" }, h("button", { type: "button", class: "main", disabled: doing === 0, click: () => void page.attempt(async () => {
      const done = await page.teacher.ask("POST", `/v1/classes/${of}/roster`, sent);
      await people(page, of, told(done));
    }) }, "Put them into the class"), h("button", { type: "button", click: () => roster(page, of) }, "Another file")),
    mapping(page, of, sent, seen),
    seen.columns !== null && rows,
    seen.more > 0 && h("p", { class: "quiet" }, `${seen.more} more rows are not shown; those that want to be looked at come first.`));
}

/** @param {Seen} seen */
function counts(seen) {
  return h("ul", {}, ...STATES.flatMap(([state, said]) => (seen.counts[state] ? [h("li", {}, h("strong", {}, String(seen.counts[state])), ` ${said}`)] : [])),
    seen.absent > 0 && h("li", {}, `${seen.absent} of the class are not in the list; they stay.`));
}

/** @param {Teaching} page @param {string} of @param {Sent} sent @param {Seen} seen */
function mapping(page, of, sent, seen) {
  const width = Math.max(0, ...seen.sample.map((row) => row.length));
  const header = seen.sample[(seen.columns?.first ?? 2) - 2] ?? [];
  const letters = Array.from({ length: width }, (_, at) => header[at] || seen.sample[0]?.[at] || `column ${at + 1}`);
  const chosen = PARTS.map(([part, label]) => {
    const select = h("select", { id: `column-${part}` }, h("option", { value: "" }, "none"),
      ...letters.map((name, at) => h("option", { value: at, selected: seen.columns?.[part] === at }, `${at + 1}: ${name.slice(0, 40)}`)));
    return { part, select, node: h("p", {}, h("label", { for: select.id }, label), select) };
  });
  const first = h("input", { type: "number", id: "column-first", min: 1, max: 10_000, step: 1, value: seen.columns?.first ?? 1, required: true });
  return h("details", seen.columns === null ? { open: true } : {}, h("summary", {}, "Which column is which"),
    h("form", { class: "card", submit: (event) => {
      event.preventDefault();
      /** @type {Columns} */
      const columns = { first: first.valueAsNumber };
      for (const { part, select } of chosen) if (select.value !== "") columns[part] = Number(select.value);
      void page.attempt(() => look(page, of, { ...sent, columns }));
    } },
    h("div", { class: "grid" }, ...chosen.map(({ node }) => node), h("p", {}, h("label", { for: "column-first" }, "The first learner is in row"), first)),
    h("div", { class: "scroll" }, h("table", {}, h("tbody", {}, ...seen.sample.map((row, at) => h("tr", {}, h("th", { scope: "row" }, String(at + 1)), ...row.map((cell) => h("td", {}, cell))))))),
    h("p", {}, h("button", { type: "submit" }, "Look again"))));
}

/** @param {Seen} done */
function told(done) {
  const count = (/** @type {string} */ state) => done.counts[state] ?? 0;
  const left = count("doubled") + count("unread");
  return `${count("new") + count("joins")} came into the class, ${count("there") + count("renamed")} were there.${left > 0 ? ` ${left} rows were left out.` : ""}`;
}

/** @param {File} file @returns {Promise<string>} */
function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).split(",", 2)[1] ?? "");
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

/** @param {Teaching} page @param {string} of */
function back(page, of) {
  return h("p", {}, h("button", { type: "button", class: "back", click: () => void page.attempt(() => people(page, of)) }, "Back to the learners"));
}
