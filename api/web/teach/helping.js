/**
 * Help that did not help: how often words were shown, what came next, and one click to withdraw them.
 */

import { picture } from "../practice/client.js";
import { h, rich } from "../practice/dom.js";
import { back } from "./snapshot.js";

/**
 * @typedef {import("./teaching.js").Teaching} Teaching
 * @typedef {{words: string, source: string, release: string, title: string, prompt: import("../practice/client.js").Rendered | null, text: import("../practice/client.js").Rendered, shown: number, solved: number, failed: number, withdrawn_at: number | null}} Help
 */

/**
 * Draw the list.
 *
 * @param {Teaching} page
 * @param {string} of
 */
export async function helping(page, of) {
  /** @type {{help: Help[]}} */
  const { help } = await page.teacher.ask("GET", `/v1/classes/${of}/help`);
  draw(page, of, help);
}

/** @param {Teaching} page @param {string} of @param {Help[]} help */
function draw(page, of, help) {
  page.draw(back(page, of),
    h("h1", { tabindex: -1 }, "Help that did not help"),
    h("p", {}, "What was shown to this class, and whether the next answer was right. Withdrawn words are shown to nobody in your school; the next best ones take their place."),
    help.length === 0 && h("p", {}, "No help was given yet."),
    h("ul", { class: "plain", role: "list" }, ...help.map((one) => row(page, of, one))));
}

/** @param {Teaching} page @param {string} of @param {Help} one */
function row(page, of, one) {
  const gone = one.withdrawn_at !== null;
  const turn = () => void page.attempt(async () => {
    const fresh = await page.teacher.ask("PUT", `/v1/classes/${of}/help`, { words: one.words, withdrawn: !gone });
    draw(page, of, fresh.help);
    page.status.textContent = gone ? "Shown again." : "Withdrawn, everywhere, at once.";
    document.getElementById(`turn-${one.words}`)?.focus();
  });
  const show = (/** @type {import("../practice/client.js").Rendered} */ text) => rich(text, "en", (asset) => picture(one.release, asset));
  return h("li", { class: "card", "data-words": one.words },
    h("p", {}, show(one.text)),
    one.prompt && h("p", { class: "quiet" }, "At: ", show(one.prompt)),
    h("p", { class: "quiet" }, [one.title, one.shown > 0 ? `shown ${one.shown === 1 ? "once" : `${one.shown} times`}: ${one.solved} right next, ${one.failed} not` : "not shown to this class lately"].filter(Boolean).join(" · ")),
    gone && h("p", {}, h("span", { class: "state" }, "Withdrawn")),
    h("button", { type: "button", class: "noprint", id: `turn-${one.words}`, click: turn }, gone ? "Show it again" : "Withdraw it"));
}
