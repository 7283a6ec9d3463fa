/**
 * Signing in and out, for all pages: what is shown goes to the server once, and stays in no page.
 *
 * The session itself is in a cookie that no script can read. Tabs tell each other when
 * somebody has signed in, so that a tab that waits for it goes on.
 */

import { Refused } from "../practice/client.js";
import { h } from "../practice/dom.js";
import { proof, whenSignedOut } from "../practice/session.js";

/**
 * @typedef {import("../practice/session.js").Side} Side
 * @typedef {{tenant: string, role: string, learner: string | null, name: string | null, expires: number, page: string}} Session
 * @typedef {{title: string, text: string, label: string, go_on: string, later: string, not_kept: string, unreachable: string,
 *   explain: (broken: Refused) => string}} Sayings `explain` says in the page's language why something was refused.
 */

const SESSIONS = "/v1/sessions";
const NOT_KEPT = "urn:misstep:page:not_kept";
const tabs = new BroadcastChannel("misstep-session");

/** Who is signed in here. @param {Side} side @returns {Promise<Session | null>} */
export async function signedIn(side) {
  const reply = await fetch(`${SESSIONS}/current`, { headers: proof(side, null), cache: "no-store" });
  if (!reply.ok) throw new Refused(reply.status, await reply.json().catch(() => ({})));
  return (await reply.json()).session;
}

/**
 * Sign in with what somebody shows.
 *
 * @param {Side} side
 * @param {Record<string, string>} shown
 * @param {string} notKept What is said where the browser keeps no session.
 * @returns {Promise<Session>}
 */
export async function signIn(side, shown, notKept) {
  const headers = { "Content-Type": "application/json", ...proof(side, null) };
  const reply = await fetch(SESSIONS, { method: "POST", headers, body: JSON.stringify(shown) });
  const said = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refused(reply.status, said);
  // Over plain http a browser keeps it for this very machine alone, and says so to nobody.
  if (!(await signedIn(said.learner === null ? "staff" : "learner"))) throw new Refused(401, { type: NOT_KEPT, detail: notKept });
  tabs.postMessage("signed in");
  return said;
}

/**
 * Say in the page's language why somebody could not be signed in.
 *
 * @param {unknown} broken
 * @param {Pick<Sayings, "unreachable" | "explain">} words
 */
export function explained(broken, words) {
  if (!(broken instanceof Refused)) return words.unreachable;
  return NOT_KEPT.endsWith(`:${broken.code}`) ? broken.message : words.explain(broken);
}

/** Draw what tells a second attempt of one signing in from somebody else's: the same link may be shown again with it. */
export function nonce() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Sign out; a session that had ended already is no trouble. @param {Side} side @param {boolean} [everywhere] */
export async function signOut(side, everywhere = false) {
  await fetch(everywhere ? SESSIONS : `${SESSIONS}/current`, { method: "DELETE", headers: proof(side, null) });
}

/**
 * Have this page ask, when a session has run out, over what is in view, which stays as it is.
 *
 * Somebody else who signs in then gets a page of their own.
 *
 * @param {Side} side
 * @param {() => {tenant: string | null, learner: string | null} | null} who Whose page this is; a token does not say its tenant.
 * @param {Sayings} words
 * @param {(typed: string) => Record<string, string>} shown
 */
export function askAgain(side, who, words, shown) {
  tabs.addEventListener("message", () => void signedIn(side).then((session) => {
    // Somebody else came in another tab: this one's learner is not theirs to see.
    const tenant = who()?.tenant;
    if (session && tenant && !same(who(), session)) afresh();
  }, () => {}));
  whenSignedOut(() => new Promise((resolve) => {
    const field = h("input", { id: "sign-in-again", type: side === "staff" ? "password" : "text", autocomplete: "off", spellcheck: "false", required: true });
    const status = h("p", { role: "status", "aria-live": "polite", class: "bad" });
    const form = h("form", { submit: (event) => {
      event.preventDefault();
      void attempt(async () => settle(await signIn(side, shown(field.value.trim()), words.not_kept)));
    } },
    h("h2", { id: "sign-in-title" }, words.title), h("p", {}, words.text),
    h("p", {}, h("label", { for: "sign-in-again" }, words.label), field),
    h("p", { class: "buttons" }, h("button", { type: "submit", class: "main" }, words.go_on), h("button", { type: "button", click: () => over(false) }, words.later)),
    status);
    const dialog = h("dialog", { class: "card", "aria-labelledby": "sign-in-title", cancel: (event) => { event.preventDefault(); over(false); } }, form);
    /** @param {() => Promise<void>} what */
    const attempt = async (what) => {
      try {
        await what();
      } catch (broken) {
        status.textContent = explained(broken, words);
        field.focus();
      }
    };
    /** @param {Session | null} session */
    const settle = (session) => {
      if (!session) return;
      if (same(who(), session)) over(true);
      else afresh();
    };
    const look = () => void attempt(async () => settle(await signedIn(side)));
    /** @param {boolean} done */
    const over = (done) => {
      tabs.removeEventListener("message", look);
      window.removeEventListener("focus", look);
      dialog.remove();
      resolve(done);
    };
    tabs.addEventListener("message", look);
    window.addEventListener("focus", look);
    document.body.append(dialog);
    dialog.showModal();
  }));
}

/** @param {{tenant: string | null, learner: string | null} | null} expected @param {Session} session */
function same(expected, session) {
  return expected?.learner === session.learner && (expected.tenant ?? session.tenant) === session.tenant;
}

function afresh() {
  sessionStorage.clear();
  location.reload();
}

/**
 * Show who is signed in beside the page's name, and the way out.
 *
 * @param {Side} side
 * @param {Session} session
 * @param {{out: string, everywhere: string, language: string}} words `language` is what they are in.
 */
export function showSession(side, session, words) {
  /** @param {boolean} everywhere */
  const leave = (everywhere) => void signOut(side, everywhere).finally(() => {
    sessionStorage.clear();
    location.assign(location.pathname);
  });
  document.querySelector("header .signed-in")?.remove();
  document.querySelector("header")?.append(h("span", { class: "signed-in", lang: words.language },
    h("span", { class: "quiet" }, session.name ?? session.learner ?? session.tenant), " ",
    h("button", { type: "button", click: () => leave(false) }, words.out), " ",
    h("button", { type: "button", class: "everywhere", click: () => leave(true) }, words.everywhere)));
}
