/**
 * Teaching: sign in, choose a class, give homework, look over what came of it.
 *
 * Draws one view at a time into one place and keeps nothing but where it is (`places.js`)
 * and a homework being written (`paste.js`): who it is, is the browser's session. What a view is made of is in `paste.js`, `confirm.js` and `review.js`.
 */

import { Refused } from "../practice/client.js";
import { askAgain, showSession, signedIn, signIn } from "../pages/signing.js";
import { h } from "../practice/dom.js";
import { noted, placeHere } from "../practice/places.js";
import { Teacher } from "./api.js";
import { newClass, people } from "./classes.js";
import { ways } from "./entries.js";
import { linking } from "./links.js";
import { pasting } from "./paste.js";
import { reviewing } from "./review.js";
import { snapshot } from "./snapshot.js";

const WORDS = {
  title: "You have been signed out",
  text: "Nothing is lost: what you typed is still here. Show your key again, or sign in in another tab, and it goes on.",
  label: "Your key",
  go_on: "Sign in and go on",
  later: "Not now",
  language: "en",
  out: "Sign out",
  everywhere: "Sign out in all browsers",
  not_kept: "Your browser kept no session. Over plain http that works on this very machine alone: ask for an https address.",
  unreachable: "The service cannot be reached. Try again.",
  /** The teacher's page speaks English, as the API does. @param {Refused} broken */
  explain: (broken) => broken.message,
};

/** The page. */
export class Teaching {
  teacher = new Teacher();
  /** @type {Record<string, string>} */
  skills = {};
  /** @type {import("./api.js").Rung[]} What teachers of the school made rungs of. */
  rungs = [];
  /** @type {import("../pages/signing.js").Session | null} */
  session = null;
  /** @type {(() => void) | null} */
  leave = null;

  /** Whether the view that is drawn next has an address. */
  placed = false;
  /** Whether a view is drawn because the browser's address says so. */
  going = false;
  /** @type {Promise<void>} */
  gone = Promise.resolve();
  /** The title of the view that is drawn. */
  title = "";

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.status = h("p", { role: "status", "aria-live": "polite" });
    // what was said of the last click goes with the next; not as it is pressed, or what lies below would move away
    place.addEventListener("click", () => { this.status.textContent = ""; }, { capture: true });
  }

  /** Begin: as whoever is signed in, or asking for a key. @param {string | null} key One that came with the link. */
  async start(key = null) {
    await this.attempt(async () => {
      if (key) await signIn("staff", shown(key), WORDS.not_kept);
      this.session = await signedIn("staff");
      if (this.session) await this.#begin(this.session);
    });
    if (!this.session) this.#ask();
  }

  /** @param {import("../pages/signing.js").Session} session */
  async #begin(session) {
    showSession("staff", session, WORDS);
    askAgain("staff", () => this.session && { tenant: this.session.tenant, learner: null }, WORDS, shown);
    this.skills = await this.teacher.skills();
    window.addEventListener("popstate", () => {
      // a link with a key, opened where somebody is signed in already
      if (new URLSearchParams(location.hash.slice(1)).has("token")) location.reload();
      // one after the other, so that the view of the latest address is drawn last
      else this.gone = this.gone.then(() => this.attempt(() => this.#go()));
    });
    await this.#go();
  }

  /** Show what the browser's address says. A class or homework that is gone leaves the teacher at the classes. */
  async #go() {
    const { class: of, homework, view } = placeHere();
    this.going = true;
    try {
      if (of && homework) await this.review(of, homework);
      else if (of && view === "new") pasting(this, of);
      else if (of && view === "people") await people(this, of);
      else if (of && view === "links") linking(this, of);
      else if (of) await this.ofClass(of);
      else await this.classes();
    } catch (broken) {
      if (!(broken instanceof Refused) || broken.status !== 404) throw broken;
      await this.classes();
    } finally {
      this.going = false;
    }
  }

  #ask() {
    const field = h("input", { type: "password", id: "key", autocomplete: "off", spellcheck: "false" });
    const form = h("form", { submit: (event) => { event.preventDefault(); void this.start(field.value.trim()); } },
      h("p", {}, h("label", { for: "key" }, WORDS.label), field),
      h("p", { class: "quiet" }, "It begins with msk_. It is sent once and kept nowhere here; you stay signed in for twelve hours."),
      h("p", {}, h("button", { type: "submit", class: "main" }, "Sign in")));
    const said = this.status.textContent;
    this.draw(h("h1", { tabindex: -1 }, "Teaching"), form);
    this.status.textContent = said;
  }

  /** Show the classes. */
  async classes() {
    const { classes } = await this.teacher.classes();
    const told = new Map(classes.map((one) => [one.id, h("span", { class: "quiet" }, counted(one.learners.length))]));
    const rows = classes.map((one) => h("li", {},
      h("button", { type: "button", class: "row", click: () => void this.attempt(() => this.ofClass(one.id)) },
        h("strong", {}, one.name ?? one.id), " ", told.get(one.id))));
    const none = h("p", {}, "There is no class yet.");
    this.at({});
    this.draw(h("h1", { tabindex: -1 }, "Classes"), rows.length > 0 ? h("ul", { class: "rows", role: "list" }, ...rows) : none, newClass(this),
      h("p", { class: "buttons noprint" }, h("button", { type: "button", click: () => void this.attempt(() => ways(this)) }, "Who can come in")));
    // a large school may take a moment, and the list is of use without it
    const school = await this.teacher.ask("GET", "/v1/school");
    for (const { id, members, in_need: inNeed } of school.classes) {
      if (inNeed > 0) told.get(id)?.replaceChildren(`${counted(members)} · ${inNeed} ${inNeed === 1 ? "needs" : "need"} somebody`);
    }
  }

  /** @param {string} id */
  async ofClass(id) {
    const [{ assignments }, seen] = await Promise.all([this.teacher.assignments(id), snapshot(this, id)]);
    this.at({ class: id });
    const rows = assignments.toReversed().map((one) => h("li", {},
      h("button", { type: "button", class: "row", click: () => void this.attempt(() => this.review(id, one.id)) },
        h("strong", { lang: one.language }, one.title), " ",
        h("span", { class: "quiet" }, [`${one.problems.length} ${one.problems.length === 1 ? "problem" : "problems"}`, due(one.dates.due), one.withdrawn ? "taken back" : ""].filter(Boolean).join(" · ")))));
    this.draw(
      h("p", {}, h("button", { type: "button", class: "back", click: () => void this.attempt(() => this.classes()) }, "All classes")),
      h("h1", { tabindex: -1 }, seen.name),
      seen.needs,
      h("h2", {}, "Homework"),
      h("p", { class: "buttons noprint" }, h("button", { type: "button", class: "main", click: () => pasting(this, id) }, "New homework"),
        h("button", { type: "button", click: () => void this.attempt(() => people(this, id)) }, "Learners, groups, codes"),
        h("button", { type: "button", click: () => linking(this, id) }, "Links for learners")),
      rows.length > 0 ? h("ul", { class: "rows", role: "list" }, ...rows) : h("p", {}, "Nothing was given yet."),
      seen.everybody);
  }

  /** @param {string} of @param {string} id */
  async review(of, id) {
    const [review, { rungs }] = await Promise.all([this.teacher.review(of, id), this.teacher.rungs()]);
    this.rungs = rungs;
    this.at({ class: of, homework: id });
    reviewing(this, of, review);
  }

  /** Say what is to be done when another view is drawn. @param {() => void} what */
  leaving(what) {
    this.leave?.();
    this.leave = what;
  }

  /** Say where the view that is drawn next is. @param {import("../practice/places.js").Place} place */
  at(place) {
    this.placed = true;
    if (!this.going) noted(place);
  }

  /** @param {(Node | null | false | undefined)[]} parts */
  draw(...parts) {
    const title = parts.find((part) => part instanceof HTMLHeadingElement)?.textContent ?? "";
    // Back leads from a view without an address to the one around it, and not past that.
    if (this.session && !this.placed && title !== this.title) history.pushState(null, "", location.href);
    this.placed = false;
    this.title = title;
    const drawn = parts.some((part) => part instanceof HTMLElement && part.dataset["snapshot"]);
    if (!drawn) {
      this.leave?.();
      this.leave = null;
    }
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
    } finally {
      this.place.removeAttribute("aria-busy");
    }
  }
}

/** @param {number} learners */
function counted(learners) {
  return `${learners} ${learners === 1 ? "learner" : "learners"}`;
}

/** @param {number | null} at */
export function due(at) {
  return at === null ? "no due date" : `due ${new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })}`;
}

/** @param {string} key */
function shown(key) {
  return { by: "key", key };
}
