/**
 * "I think I'm right": a learner's word against a verdict, what the teacher said of it, and the facts that both see.
 */

import { h, rich } from "./dom.js";
import { refusal } from "./refusing.js";

/**
 * @typedef {import("./client.js").Dispute} Dispute
 * @typedef {import("./client.js").FactTold} FactTold
 * @typedef {import("./words.js").Words} Words
 */

/**
 * A button below a wrong answer; once it is sent, the words that the teacher has it, and in the end what the teacher said.
 *
 * @param {Words} words
 * @param {Dispute | "sent" | null} stands
 * @param {() => Promise<unknown>} send
 * @returns {HTMLElement}
 */
export function disputing(words, stands, send) {
  // "said" keeps it in its place: news at the foot of the window would lie over the buttons beside it
  const told = () => h("p", { class: "quiet said", role: "status" }, words.dispute.sent);
  if (stands !== null && stands !== "sent" && stands.settled_at !== null) return h("p", { class: "decided" }, ...decision(stands, words));
  if (stands !== null) return told();
  const place = h("span", { class: "disputing" });
  const button = h("button", { type: "button", class: "dispute", click: () => {
    button.disabled = true;
    void send().then(() => place.replaceWith(told()), (broken) => {
      button.disabled = false;
      place.replaceChildren(button, h("p", { class: "quiet", role: "alert" }, refusal(broken, words)));
    });
  } }, words.dispute.button);
  place.append(button);
  return place;
}

/**
 * What the teacher said of disputes: the latest first, with the word that came with it.
 *
 * @param {Dispute[]} disputes
 * @param {Words} words
 * @param {(release: string, name: string) => string} asset
 * @returns {HTMLElement | null}
 */
export function decided(disputes, words, asset) {
  const settled = disputes.filter((one) => one.settled_at !== null).toSorted((one, other) => (other.settled_at ?? 0) - (one.settled_at ?? 0)).slice(0, 3);
  if (settled.length === 0) return null;
  return h("details", { class: "decided" }, h("summary", {}, words.dispute.title),
    h("ul", {}, ...settled.map((one) => h("li", {}, asked(one, asset), h("p", {}, ...decision(one, words))))));
}

/** @param {Dispute} one @param {(release: string, name: string) => string} asset */
function asked({ prompt, release, language }, asset) {
  return prompt && release && h("p", { class: "prompt" }, rich(prompt, language, (name) => asset(release, name)));
}

/** @param {Dispute} one @param {Words} words What the teacher decided, and the word that came with it. */
function decision(one, words) {
  return [h("strong", {}, one.right ? words.dispute.right : words.dispute.stands), one.word ? ` ${one.word}` : ""];
}

/**
 * Facts about how answers came, as the teacher sees them.
 *
 * @param {FactTold[]} facts
 * @param {Words} words
 * @returns {HTMLElement | null}
 */
export function factsTold(facts, words) {
  if (facts.length === 0) return null;
  return h("details", { class: "facts" }, h("summary", {}, words.homework.facts), h("ul", {}, ...facts.map((fact) => h("li", { class: "quiet" }, fact.sentence))));
}
