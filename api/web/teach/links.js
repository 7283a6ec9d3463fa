/**
 * How learners get in: a sheet of links, one for each, to be printed and cut up.
 *
 * A code is shown this once: the server keeps none. A sheet that got lost is taken
 * back as a whole, and a new one made.
 */

import { h } from "../practice/dom.js";
import { entriesOfClass } from "./entries.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {import("./api.js").SheetLink} SheetLink
 */

const LASTING = [["14", "two weeks"], ["1", "today and tonight"], ["90", "three months"], ["300", "the school year"]];

/**
 * Draw what can be made and taken back.
 *
 * @param {Teaching} page
 * @param {string} of The class.
 */
export function linking(page, of) {
  const days = h("select", { id: "days" }, ...LASTING.map(([value, name]) => h("option", { value }, name ?? "")));
  const good = h("select", { id: "good" }, h("option", { value: "until" }, "as often as they like"), h("option", { value: "once" }, "once"));
  const make = h("form", { class: "card", submit: (event) => {
    event.preventDefault();
    void page.attempt(async () => {
      const { links } = await page.teacher.makeSheet(of, { days: Number(days.value), good: good.value });
      sheet(page, of, links);
    });
  } },
  h("h2", {}, "A sheet to cut up"),
  h("p", { class: "quiet" }, "Each learner gets a link and a code of their own. Whoever has it comes in as that learner: hand it to them alone."),
  h("p", {}, h("label", { for: "days" }, "Good for"), days),
  h("p", {}, h("label", { for: "good" }, "Each works"), good),
  h("p", {}, h("button", { type: "submit", class: "main" }, "Make the sheet")));
  const back = h("section", { class: "card" },
    h("h2", {}, "A sheet got lost?"),
    h("p", { class: "quiet" }, "Take back all links of this class, older ones too. Who is signed in stays so."),
    h("p", {}, h("button", { type: "button", click: () => void page.attempt(async () => {
      const { revoked } = await page.teacher.takeLinksBack(of);
      page.status.textContent = `${revoked} ${revoked === 1 ? "link opens" : "links open"} nothing any more.`;
    }) }, "Take all links back")));
  const open = h("section", { class: "card" },
    h("h2", {}, "Who can come in?"),
    h("p", { class: "quiet" }, "Which links still work, and who is signed in where; end one of them alone."),
    h("p", {}, h("button", { type: "button", click: () => void page.attempt(() => entriesOfClass(page, of)) }, "See who can come in")));
  page.at({ class: of, view: "links" });
  page.draw(away(page, of), h("h1", { tabindex: -1 }, "Links for learners"), make, back, open);
}

/**
 * Make a link for one learner alone, as where a code got lost, and show it this once.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {{learner: string, name: string | null}} learner
 */
export async function linkFor(page, of, { learner, name }) {
  /** @type {SheetLink} */
  const made = await page.teacher.ask("POST", `/v1/learners/${learner}/links`, {});
  sheet(page, of, [{ ...made, learner, name }]);
}

/**
 * Draw the sheet, one card a learner.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {SheetLink[]} links
 */
function sheet(page, of, links) {
  const until = links[0] ? new Date(links[0].link.expires).toLocaleDateString(undefined, { dateStyle: "medium" }) : "";
  const cards = links.map((one) => h("li", { class: "card slip" },
    h("strong", {}, one.name ?? one.learner ?? ""),
    h("p", {}, `${location.host}/enter`),
    h("p", { class: "code" }, h("code", {}, one.code)),
    h("p", { class: "quiet" }, one.link.good === "once" ? `Works once, until ${until}.` : `Good until ${until}.`)));
  page.draw(away(page, of), h("h1", { tabindex: -1 }, "The sheet"),
    h("p", { class: "noprint" }, "Print it or copy it now: the codes are shown this once. A link is the address with the code behind it, like ",
      h("code", {}, `${location.origin}/enter#${links[0]?.code ?? "…"}`), "."),
    h("p", { class: "noprint" }, h("button", { type: "button", class: "main", click: () => window.print() }, "Print")),
    links.length > 0 ? h("ul", { class: "cards slips", role: "list" }, ...cards) : h("p", {}, "Nobody is in this class yet."));
}

/** @param {Teaching} page @param {string} of */
function away(page, of) {
  return h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.ofClass(of)) }, "Back to the class"));
}
