/**
 * Signing in with a link or a code: one button, so that whatever looks at links before people do uses none up.
 *
 * The code stands after the `#`, which reaches no server and no log, and leaves the address
 * at once. What is wrong with it is said in the reader's language, with what to do.
 */

import { h } from "../practice/dom.js";
import { refusal } from "../practice/refusing.js";
import { speaks, wordsFor } from "../practice/words.js";
import { explained, nonce, signedIn, signIn } from "./signing.js";

const language = speaks(navigator.language || "en");
const all = wordsFor(language);
const words = all.session;
const place = document.getElementById("enter");
const attempt = nonce();

/** @param {HTMLElement} into @param {string} code */
function draw(into, code) {
  document.documentElement.lang = language;
  const field = h("input", { type: "text", id: "code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 40, required: true });
  field.value = code;
  const status = h("p", { role: "status", "aria-live": "polite", class: "bad" });
  const button = h("button", { type: "submit", class: "main" }, words.go_on);
  const form = h("form", { class: "card", submit: async (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = "";
    try {
      const session = await signIn("learner", { by: "link", code: field.value.trim(), attempt }, words.not_kept);
      // Another learner's token from earlier in this tab is not to be taken for this one.
      sessionStorage.clear();
      location.assign(session.page);
    } catch (broken) {
      status.textContent = explained(broken, { ...words, explain: (refused) => refusal(refused, all) });
      button.disabled = false;
      field.focus();
    }
  } },
  h("p", {}, h("label", { for: "code" }, words.label), field),
  h("p", {}, button), status);
  into.replaceChildren(h("h1", {}, words.sign_in), form);
  (code ? button : field).focus();
}

function start() {
  const code = decodeURIComponent(location.hash.slice(1));
  if (code) history.replaceState(null, "", location.pathname);
  if (place) draw(place, code);
}

start();
window.addEventListener("hashchange", () => { if (location.hash.length > 1) start(); });
// Who is signed in already and brings no code need type none.
if (place && !place.querySelector("input")?.value) {
  const session = await signedIn("learner").catch(() => null);
  if (session) place.append(h("p", {}, h("a", { href: session.page }, words.signed_in_as.replace("{who}", session.name ?? session.learner ?? ""))));
}
