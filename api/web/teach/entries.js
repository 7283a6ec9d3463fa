/**
 * Who can come in, and who is in: links that still work, browsers that are signed in, sites that send people here.
 *
 * For a class its learners' links and browsers; for whoever is signed in their own browsers; for an admin also the links of
 * keys and the sites. Each can be ended by itself, with a sentence that says what that does and what it does not.
 */

import { h } from "../practice/dom.js";
import { back, when } from "./snapshot.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{id: string, good: string, page: string, made: number, expires: number, fault: string | null}} Link
 * @typedef {{id: string, by: string, begun: number, expires: number, this: boolean}} Open
 * @typedef {{learner: string, name: string | null, links: Link[], sessions: Open[]}} Entries
 * @typedef {{id: string, issuer: string, newcomers: string, roles: string[], added: number, removed: number | null}} Issuer
 * @typedef {{id: string, name: string, role: string, revoked: number | null, expires: number | null}} Key
 */

/** @type {Record<string, string>} */
const BY = { key: "with a key", link: "by a link", code: "by the class’s code", site: "from another site" };

/**
 * Draw who of a class can come in, and who is in.
 *
 * @param {Teaching} page
 * @param {string} of
 * @param {string} [said]
 */
export async function entriesOfClass(page, of, said = "") {
  /** @type {{learners: Entries[]}} */
  const { learners } = await page.teacher.ask("GET", `/v1/classes/${of}/entries`);
  const again = (/** @type {string} */ told) => entriesOfClass(page, of, told);
  const cards = learners.map((one) => {
    const name = one.name ?? one.learner;
    const path = `/v1/learners/${one.learner}`;
    return h("li", { class: "card", "data-learner": one.learner }, h("h2", {}, name),
      h("ul", { class: "plain", role: "list" },
        ...one.links.map((link) => row(page, linkSaid(link), "Take it back", `Take it back: link of ${name}, made ${when(link.made)}`,
          `${path}/links/${link.id}`, () => again(`This link of ${name} opens nothing any more.`))),
        ...one.sessions.map((open) => row(page, openSaid(open), "Sign out there", `Sign out there: ${name}, in since ${when(open.begun)}`,
          `${path}/sessions/${open.id}`, () => again(`${name} is signed out there.`)))));
  });
  page.draw(back(page, of), h("h1", { tabindex: -1 }, "Who can come in"),
    h("p", {}, "Links that still work, and browsers in which somebody is signed in. A link that is taken back lets nobody in any more; who came in by it stays in until signed out. Somebody signed out loses nothing, and comes in again with a link or code that works."),
    cards.length > 0 ? h("ul", { class: "cards", role: "list" }, ...cards) : h("p", {}, "No link works at the moment, and nobody is signed in."));
  page.status.textContent = said;
}

/**
 * Draw where whoever is signed in is signed in, and, for an admin, who else may let people in.
 *
 * @param {Teaching} page
 * @param {string} [said]
 */
export async function ways(page, said = "") {
  /** @type {{sessions: Open[]}} */
  const { sessions } = await page.teacher.ask("GET", "/v1/sessions");
  const again = (/** @type {string} */ told) => ways(page, told);
  const own = sessions.map((open) => open.this
    ? h("li", {}, openSaid(open), " ", h("strong", {}, "This browser."))
    : row(page, openSaid(open), "Sign out there", `Sign out there: in since ${when(open.begun)}`, `/v1/sessions/${open.id}`, () => again("That browser is signed out.")));
  const admins = page.session?.role === "admin" ? await ofSchool(page, again) : [];
  page.draw(
    h("p", { class: "noprint" }, h("button", { type: "button", class: "back", click: () => void page.attempt(() => page.classes()) }, "All classes")),
    h("h1", { tabindex: -1 }, "Who can come in"),
    h("section", { class: "card", "data-own": "" }, h("h2", {}, "Where you are signed in"),
      h("p", { class: "quiet" }, "All browsers in which your key, or a link made for it, is signed in. Whoever is signed out there needs the key or a link to come in again."),
      h("ul", { class: "plain", role: "list" }, ...own)),
    ...admins);
  page.status.textContent = said;
}

/** @param {Teaching} page @param {(said: string) => Promise<void>} again What only an admin may see. */
async function ofSchool(page, again) {
  /** @type {[{keys: Key[]}, {issuers: Issuer[]}]} */
  const [{ keys }, { issuers }] = await Promise.all([page.teacher.ask("GET", "/v1/keys"), page.teacher.ask("GET", "/v1/issuers")]);
  const now = Date.now();
  const alive = keys.filter((key) => key.revoked === null && (key.expires === null || key.expires > now));
  const links = (await Promise.all(alive.map(async (key) => {
    /** @type {{links: Link[]}} */
    const told = await page.teacher.ask("GET", `/v1/keys/${key.id}/links`);
    return told.links.filter((link) => link.fault === null).map((link) => row(page, [h("strong", {}, key.name), ": ", linkSaid(link)], "Take it back",
      `Take it back: link of ${key.name}, made ${when(link.made)}`, `/v1/keys/${key.id}/links/${link.id}`, () => again(`This link of ${key.name} opens nothing any more.`)));
  }))).flat();
  const sites = issuers.filter((site) => site.removed === null).map((site) => row(page,
    [h("strong", {}, site.issuer), `: lets in ${site.roles.map((role) => `${role}s`).join(" and ")}${site.newcomers === "made" ? ", new ones too" : ", known ones only"}. Since ${when(site.added)}.`],
    "Let nobody in from there", `Let nobody in from there: ${site.issuer}`, `/v1/issuers/${site.id}`, () => again(`Nobody comes in from ${site.issuer} any more.`),
    `Let nobody in from ${site.issuer} any more? Whoever came from there is signed out at once. What they did stays.`));
  return [
    h("section", { class: "card", "data-links": "" }, h("h2", {}, "Links for teachers"),
      h("p", { class: "quiet" }, "Each signs its holder in without showing the key. One that is taken back lets nobody in any more; who came in by it stays in."),
      links.length > 0 ? h("ul", { class: "plain", role: "list" }, ...links) : h("p", {}, "None works at the moment.")),
    h("section", { class: "card", "data-sites": "" }, h("h2", {}, "Sites that send people here"),
      h("p", { class: "quiet" }, "A site stands here where its public key was registered: it lets its people in by its signed word, without a code of ours."),
      sites.length > 0 ? h("ul", { class: "plain", role: "list" }, ...sites) : h("p", {}, "No other site lets people in."))];
}

/**
 * One thing that is open, with the button that ends it.
 *
 * @param {Teaching} page
 * @param {(Node | string) | (Node | string)[]} said
 * @param {string} button What it says to the eye.
 * @param {string} name What it says to a voice: the same, and of which of its like.
 * @param {string} path What is deleted.
 * @param {() => Promise<void>} then
 * @param {string} [sure] What is asked before, where much hangs on it.
 */
function row(page, said, button, name, path, then, sure = "") {
  return h("li", {}, ...[said].flat(), " ", h("button", { type: "button", class: "small noprint", "aria-label": name, click: () => {
    if (sure && !window.confirm(sure)) return;
    void page.attempt(async () => {
      await page.teacher.ask("DELETE", path);
      await then();
    });
  } }, button));
}

/** @param {Link} link */
function linkSaid({ good, expires }) {
  return good === "once" ? `A link, good once, until ${when(expires)}.` : `A link, good until ${when(expires)}.`;
}

/** @param {Open} open */
function openSaid({ by, begun, expires }) {
  return `Signed in ${BY[by] ?? ""} since ${when(begun)}; ends by itself ${when(expires)}.`;
}
