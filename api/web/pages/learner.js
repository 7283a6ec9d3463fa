/**
 * Whose page this is: of the token in a link, which stays in this tab, or else of the browser's session.
 */

import { h } from "../practice/dom.js";
import { refusal } from "../practice/refusing.js";
import { speaks, wordsFor } from "../practice/words.js";
import { taken } from "./link.js";
import { askAgain, nonce, showSession, signedIn } from "./signing.js";

/**
 * @typedef {{learner: string, token: string | null, language: string | null, skill: string | null, assignment: string | null}} Whoever
 */

/**
 * Find out who it is; null for nobody, which `place` then says.
 *
 * @param {HTMLElement} place
 * @returns {Promise<Whoever | null>}
 */
export async function whoever(place) {
  const kept = taken("misstep");
  const [language, skill, assignment] = [kept.get("language"), kept.get("skill"), kept.get("assignment")];
  const spoken = speaks(language || navigator.language || "en");
  const words = wordsFor(spoken);
  document.documentElement.lang = spoken;
  const token = kept.get("token");
  /** @type {import("./signing.js").Session | null} */
  let session = null;
  try {
    session = token ? null : await signedIn("learner");
  } catch {
    place.replaceChildren(h("p", {}, words.page.unreachable));
    return null;
  }
  const learner = token ? kept.get("learner") : session?.learner;
  if (!learner) {
    place.replaceChildren(h("p", {}, words.page.needs_link), h("p", {}, h("a", { href: "/enter" }, words.session.type_code)));
    return null;
  }
  askAgain("learner", () => ({ tenant: session?.tenant ?? null, learner }), { ...words.session, explain: (broken) => refusal(broken, words) }, (code) => ({ by: "link", code, attempt: nonce() }));
  if (session) showSession("learner", session, { ...words.session, language: spoken });
  return { learner, token: token || null, language, skill, assignment };
}
