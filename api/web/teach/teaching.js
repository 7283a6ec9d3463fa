/**
 * Teaching: sign in, choose a class, give homework, look over what came of it.
 *
 * Draws one view at a time into one place and keeps nothing but the key, in this
 * tab. What a view is made of is in `paste.js`, `confirm.js` and `review.js`.
 */

import { Refused } from "../practice/client.js";
import { h } from "../practice/dom.js";
import { Teacher } from "./api.js";
import { pasting } from "./paste.js";
import { reviewing } from "./review.js";

const KEPT = "misstep-teacher";

/** The page. */
export class Teaching {
  /** @type {Teacher} */
  teacher = new Teacher("");
  /** @type {Record<string, string>} */
  skills = {};

  /** @param {HTMLElement} place @param {string | null} key */
  constructor(place, key) {
    this.place = place;
    this.key = key;
    this.status = h("p", { role: "status", "aria-live": "polite" });
  }

  /** Begin: with the key of this tab, or asking for one. */
  start() {
    if (this.key) void this.signIn(this.key);
    else this.#ask();
  }

  #ask() {
    const field = h("input", { type: "password", id: "key", autocomplete: "off", spellcheck: "false" });
    const form = h("form", { submit: (event) => { event.preventDefault(); void this.signIn(field.value.trim()); } },
      h("p", {}, h("label", { for: "key" }, "Your key"), field),
      h("p", { class: "quiet" }, "It begins with msk_ and stays in this tab alone."),
      h("p", {}, h("button", { type: "submit", class: "main" }, "Sign in")));
    this.draw(h("h1", { tabindex: -1 }, "Teaching"), form);
  }

  /** @param {string} key */
  async signIn(key) {
    this.teacher = new Teacher(key);
    await this.attempt(async () => {
      this.skills = await this.teacher.skills();
      sessionStorage.setItem(KEPT, new URLSearchParams({ token: key }).toString());
      await this.classes();
    });
    if (!this.place.hasChildNodes()) this.#ask();
  }

  /** Show the classes. */
  async classes() {
    const { classes } = await this.teacher.classes();
    const rows = classes.map((one) => h("li", {},
      h("button", { type: "button", class: "row", click: () => void this.attempt(() => this.ofClass(one.id)) },
        h("strong", {}, one.name ?? one.id), " ", h("span", { class: "quiet" }, `${one.learners.length} learners`))));
    const none = h("p", {}, "There is no class yet: make one through the API.");
    const leave = () => {
      sessionStorage.removeItem(KEPT);
      this.#ask();
    };
    this.draw(h("h1", { tabindex: -1 }, "Classes"), rows.length > 0 ? h("ul", { class: "rows", role: "list" }, ...rows) : none,
      h("p", {}, h("button", { type: "button", click: leave }, "Sign out")));
  }

  /** @param {string} id */
  async ofClass(id) {
    const { assignments } = await this.teacher.assignments(id);
    const rows = assignments.toReversed().map((one) => h("li", {},
      h("button", { type: "button", class: "row", click: () => void this.attempt(() => this.review(id, one.id)) },
        h("strong", {}, one.title), " ",
        h("span", { class: "quiet" }, [`${one.problems.length} problems`, due(one.dates.due), one.withdrawn ? "withdrawn" : ""].filter(Boolean).join(" · ")))));
    this.draw(
      h("p", {}, h("button", { type: "button", class: "back", click: () => void this.attempt(() => this.classes()) }, "All classes")),
      h("h1", { tabindex: -1 }, "Homework"),
      h("p", {}, h("button", { type: "button", class: "main", click: () => pasting(this, id) }, "New homework")),
      rows.length > 0 ? h("ul", { class: "rows", role: "list" }, ...rows) : h("p", {}, "Nothing was given yet."));
  }

  /** @param {string} of @param {string} id */
  async review(of, id) {
    reviewing(this, of, await this.teacher.review(of, id));
  }

  /** @param {(Node | null | false | undefined)[]} parts */
  draw(...parts) {
    this.status.textContent = "";
    this.place.replaceChildren(...parts.filter((part) => part instanceof Node), this.status);
    this.place.querySelector("h1")?.focus();
  }

  /** @param {() => Promise<void>} what */
  async attempt(what) {
    this.place.setAttribute("aria-busy", "true");
    try {
      await what();
    } catch (broken) {
      this.status.textContent = broken instanceof Refused ? broken.message : "The service cannot be reached. Try again.";
      if (!this.status.isConnected) this.place.append(this.status);
      if (broken instanceof Refused && broken.status === 401) {
        const sentence = this.status.textContent;
        this.#ask();
        this.status.textContent = sentence;
      }
    } finally {
      this.place.removeAttribute("aria-busy");
    }
  }
}

/** @param {number | null} at */
export function due(at) {
  return at === null ? "no due date" : `due ${new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}`;
}
