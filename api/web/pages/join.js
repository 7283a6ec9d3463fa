/**
 * The page to join a class: asks for a code and a name, and goes on to the homework.
 *
 * A code may come in the link, after the `#`, where no server and no log sees it. What this
 * device proves itself by stays in the tab, so that a second try makes no second learner; on a
 * device of their own learners may have it kept.
 */

import { Refused } from "../practice/client.js";
import { h } from "../practice/dom.js";
import { refusal } from "../practice/refusing.js";
import { speaks, wordsFor } from "../practice/words.js";
import { nonce, signedIn } from "./signing.js";

const KEPT = "misstep-device";
const language = speaks(navigator.language || "en");
const all = wordsFor(language);
const words = all.join;

/** @returns {string} What this device proves itself by: kept, or drawn now. */
function device() {
  const known = localStorage.getItem(KEPT) ?? sessionStorage.getItem(KEPT) ?? nonce();
  sessionStorage.setItem(KEPT, known);
  return known;
}

/**
 * @param {string} code
 * @param {string} name
 * @returns {Promise<{learner: string, token: string}>}
 */
async function come(code, name) {
  const headers = { "Content-Type": "application/json", "Misstep-Session": "learner" };
  const reply = await fetch("/v1/joinings", { method: "POST", headers, body: JSON.stringify({ code, name, device: device() }) });
  const told = await reply.json().catch(() => ({}));
  if (!reply.ok) throw new Refused(reply.status, told);
  return told;
}

/** @param {HTMLElement} place */
function ask(place) {
  document.documentElement.lang = language;
  const linked = decodeURIComponent(location.hash.slice(1));
  if (linked) history.replaceState(null, "", location.pathname);
  const code = h("input", { type: "text", id: "code", required: true, autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 40, value: linked });
  const name = h("input", { type: "text", id: "name", required: true, autocomplete: "off", spellcheck: "false", maxlength: 100 });
  const mine = h("input", { type: "checkbox", id: "mine", checked: localStorage.getItem(KEPT) !== null });
  const status = h("p", { role: "status", "aria-live": "polite", class: "bad" });
  const button = h("button", { type: "submit", class: "main" }, words.go_on);
  const form = h("form", { class: "card", submit: (event) => {
    event.preventDefault();
    button.disabled = true;
    status.textContent = "";
    void (async () => {
      try {
        if (mine.checked) localStorage.setItem(KEPT, device());
        else localStorage.removeItem(KEPT);
        const { learner, token } = await come(code.value, name.value.trim());
        const kept = await signedIn("learner").catch(() => null);
        // over plain http a browser keeps no session: then the token goes along, after the `#`
        location.assign(kept ? "/homework" : `/homework#${new URLSearchParams({ learner, token })}`);
      } catch (broken) {
        status.textContent = broken instanceof Refused && broken.status === 429 ? words.wait : refusal(broken, all);
        button.disabled = false;
        code.focus();
      }
    })();
  } },
  h("p", {}, h("label", { for: "code" }, words.code), code),
  h("p", {}, h("label", { for: "name" }, words.name), name, h("span", { class: "quiet" }, words.who_sees)),
  h("label", { class: "check" }, mine, words.mine),
  h("p", { class: "quiet" }, words.mine_means),
  h("p", {}, button), status);
  place.replaceChildren(h("h1", { tabindex: -1 }, words.title), form, h("p", {}, h("a", { href: "/enter" }, words.own)));
  (linked ? name : code).focus();
}

const place = document.getElementById("join");
if (place) ask(place);
