/**
 * Homework for its learner: what there is, entering, handing in, and putting mistakes right.
 *
 * What is entered is saved as it is entered, so that a closed window loses nothing. A correction is the practice component,
 * told which problem; when it goes on, this page looks anew at how it stands.
 */

import { Client } from "../practice/client.js";
import { disputing } from "../practice/disputing.js";
import { figure, h, rich } from "../practice/dom.js";
import { entered } from "../practice/pieces.js";
import { addressOf, noted, placeHere } from "../practice/places.js";
import { refusal } from "../practice/refusing.js";
import { speaks, word, wordsFor } from "../practice/words.js";
import "../practice/misstep-practice.js";
import { entering, goingOn, isEntered } from "./entering.js";

/**
 * @typedef {import("../practice/client.js").Work} Work
 * @typedef {import("../practice/client.js").WorkProblem} WorkProblem
 * @typedef {import("../practice/client.js").StepShown} StepShown
 */

/** What is said of an answer that was not handed in. */
const UNJUDGED = { verdict: "", reason: null, read: null, problem: null, lines: [], first_wrong: null };

/** Whether something of a problem can be put right now. @param {Work} work @param {WorkProblem} problem */
function isCorrectable(work, problem) {
  return work.state === "correcting" && problem.status === "open";
}

/** The page, for one learner. */
export class Homework {
  /**
   * @param {HTMLElement} place
   * @param {{learner: string, token: string | null, language: string | null, assignment: string | null}} who A token, or null for the browser's session.
   */
  constructor(place, who) {
    this.place = place;
    this.who = who;
    this.client = new Client("", who.learner, who.token, who.language);
    this.language = who.language || navigator.language || "en";
    this.words = wordsFor(this.language);
    this.#speak(this.language);
    this.status = h("p", { role: "status", "aria-live": "polite", class: "quiet" });
    /** @type {Map<string, Promise<unknown>>} What is being saved, by problem. */
    this.saving = new Map();
    /** @type {Map<string, () => void>} What was typed and waits for a pause, by problem. */
    this.waiting = new Map();
    // a tab that is closed or put away in mid-answer saves what stands there
    const flush = () => { if (document.visibilityState === "hidden") for (const save of this.waiting.values()) save(); };
    document.addEventListener("visibilitychange", flush);
    window.addEventListener("pagehide", () => { for (const save of this.waiting.values()) save(); });
    /** @type {Set<string>} What was saved and could not be read: assignment and problem. */
    this.unread = new Set();
    /** @type {Map<string, () => Promise<void>>} Lines to the teacher that were typed and not sent, by problem; handing in sends them. */
    this.unsent = new Map();
    /** @type {Set<string>} What the teacher was told of: assignment and problem. */
    this.disputed = new Set();
    /** @type {import("../practice/client.js").Dispute[]} */
    this.disputes = [];
    /** Whether the browser went where it is by itself: then its address says so already. */
    this.going = false;
    /** @type {Promise<unknown>} Where the browser went last, one after the other. */
    this.gone = Promise.resolve();
  }

  /** Begin where the browser's address says, as after Reload, else at what the link is for. */
  async begin() {
    const { assignment } = this.who;
    const { homework, view } = placeHere();
    if (!homework && !view && assignment) history.replaceState(null, "", addressOf({ homework: assignment }));
    // Back leads from a problem to its homework and from there to all, not out of the page
    window.addEventListener("popstate", () => { this.gone = this.gone.then(() => this.#go()); });
    await this.#go();
  }

  /** Show what the browser's address says; a homework that is not there leaves its learner at all there is. */
  async #go() {
    const { homework, problem } = placeHere();
    this.going = true;
    if (!homework) await this.list();
    else if (!(await this.show(homework, problem))) {
      const said = this.status.textContent;
      if (await this.list()) this.status.textContent = said;
    }
    this.going = false;
  }

  /** Say where the view that is drawn is. @param {import("../practice/places.js").Place} place */
  #at(place) {
    if (!this.going) noted(place);
  }

  /** Speak a language, in all of the page but for texts that name their own. @param {string} language */
  #speak(language) {
    this.language = language;
    this.words = wordsFor(language);
    document.documentElement.lang = speaks(language);
    document.title = `Misstep: ${this.words.homework.title}`;
  }

  /** Show all that was given; false where that was refused. */
  list() {
    return this.#try(async () => {
      const [{ assignments }, earned] = await Promise.all([this.client.assignments(), this.client.rewards()]);
      const words = this.words.homework;
      const rows = assignments.toReversed().map((work) => h("li", {},
        h("button", { type: "button", class: "row", click: () => void this.show(work.id) },
          h("strong", { lang: work.title_language }, work.title), " ", h("span", { class: "quiet" }, `${word(words, work.state)} · ${this.#due(work)}`))));
      // an address of its own: without one it is what the link is for, also when Back loads the page anew
      this.#at({ view: "all" });
      this.#draw(h("h1", { tabindex: -1 }, words.title), rows.length === 0 ? h("p", {}, words.none) : h("ul", { class: "rows", role: "list" }, ...rows), this.#earned(earned));
    });
  }

  /** Points and badges, once there are any. @param {import("../practice/client.js").Rewards} earned */
  #earned(earned) {
    const words = this.words.homework;
    const said = words.points.replace("{points}", String(earned.points)).replace("{right}", String(earned.right)).replace("{kept}", String(earned.kept));
    return earned.points > 0 && h("footer", { class: "quiet earned" }, h("p", {}, said),
      earned.badges.length > 0 && h("ul", { class: "badges", role: "list" }, ...earned.badges.map(({ name }) => h("li", {}, word(words, `badge_${name}`)))));
  }

  /** Show one homework, or what is to be put right of it; false where that was refused. @param {string} id @param {string} [problem] */
  show(id, problem) {
    return this.#try(async () => {
      const [found, { disputes }] = await Promise.all([this.client.assignment(id), this.client.disputes()]);
      this.disputes = disputes.filter((one) => one.assignment === id);
      for (const one of this.disputes) this.disputed.add(`${id}.${one.problem}`);
      const work = found.unopened && found.state === "to_do" ? await this.client.begin(id) : found;
      // the language that a teacher set for the learner holds where the link asks for no other
      if (work.own_language && !this.who.language) this.#speak(work.own_language);
      const one = work.problems.find((other) => other.id === problem);
      if (one && isCorrectable(work, one)) this.#correct(work, one);
      else this.#work(work);
    });
  }

  /** @param {Work} work */
  #work(work) {
    const words = this.words.homework;
    const open = work.state === "to_do";
    const problems = work.problems.map((problem) => (open ? this.#enter(work, problem) : this.#look(work, problem)));
    this.#at({ homework: work.id });
    const buttons = open && h("p", {}, h("button", { type: "button", class: "main", click: () => void this.#handIn(work) }, words.hand_in));
    this.#draw(
      h("p", {}, h("button", { type: "button", class: "back", click: () => void this.list() }, words.all)),
      h("h1", { tabindex: -1, lang: work.title_language }, work.title), h("p", { class: "quiet" }, this.#due(work)),
      work.state === "handed_in" && !work.corrections_open && h("p", {}, words.wait),
      work.unserved.length > 0 && h("p", {}, words.unserved.replace("{what}", work.unserved.join(", "))),
      (work.state === "withdrawn" || work.state === "left") && h("p", {}, word(words, `${work.state}_said`)), ...problems, buttons,
      work.facts.length > 0 && h("section", { class: "quiet" }, h("h2", {}, words.facts), h("ul", {}, ...work.facts.map((fact) => h("li", {}, fact.problem ? `${words.problem.replace("{what}", fact.problem)}: ` : "", fact.sentence)))));
  }

  /** @param {Work} work @param {WorkProblem} problem */
  #enter(work, problem) {
    if (problem.left_out !== null) return this.#card(problem, h("p", { class: "verdict good", lang: speaks(work.language) }, problem.left_out));
    const unread = h("p", { class: "verdict bad", lang: speaks(work.language) });
    const steps = entering({
      problem, words: this.words, show: (text) => this.#rich(problem, text), asked: (step, at) => this.#asked(problem, step, at), waiting: this.waiting,
      keep: (sent) => {
        // One after the other, so that the latest is the last to come in; a page that goes cannot wait.
        const before = document.visibilityState === "hidden" ? undefined : this.saving.get(problem.id);
        const send = () => this.client.save(work.id, problem.id, sent);
        this.saving.set(problem.id, (before === undefined ? send() : before.then(send)).then(
          (kept) => {
            this.status.textContent = this.words.homework.saved;
            this.unread[kept.unread.length > 0 ? "add" : "delete"](`${work.id}.${problem.id}`);
            unread.textContent = kept.unread.map((one) => one.problem.sentence).join(" ");
          },
          (broken) => this.#refused(broken)));
      },
    });
    return this.#card(problem, ...steps, unread, this.#line(work, problem));
  }

  /**
   * The place for one line to the teacher, where one is asked for, with who reads it.
   *
   * @param {Work} work
   * @param {WorkProblem} problem
   */
  #line(work, problem) {
    if (!work.explain) return null;
    const words = this.words.homework;
    const name = `line-${problem.id}`;
    const field = h("input", { type: "text", id: name, maxlength: 200, value: problem.line ?? "", "aria-describedby": `${name}-who` });
    const keep = async () => {
      field.value = (await this.client.line(work.id, problem.id, field.value)).text;
      this.unsent.delete(problem.id);
    };
    const send = h("form", {
      input: () => { this.unsent.set(problem.id, keep); },
      submit: (event) => {
        event.preventDefault();
        void this.#try(async () => {
          await keep();
          this.status.textContent = field.value ? words.line_kept : words.line_gone;
        });
      },
    },
    h("label", { for: name }, words.line), field,
    h("p", { class: "quiet", id: `${name}-who` }, words.line_read),
    h("button", { type: "submit" }, words.line_send));
    return h("details", { class: "noprint", open: problem.line !== null }, h("summary", {}, words.line), send);
  }

  /** @param {WorkProblem} problem @param {StepShown} step @param {number} at What a step asks, where the problem does not say it. */
  #asked(problem, step, at) {
    return [
      at > 0 || step.prompt.text !== problem.exercise.prompt.text ? h("p", {}, this.#rich(problem, step.prompt)) : null,
      ...step.figures.map((drawn) => figure(drawn, (text) => this.#rich(problem, text), problem.exercise.language))];
  }

  /** @param {Work} work @param {WorkProblem} problem */
  #look(work, problem) {
    const words = this.words.homework;
    const outcome = problem.outcome === null ? null : problem.missed ? problem.outcome : problem.undecided ? "undecided" : "right";
    const said = this.disputes.filter((one) => one.problem === problem.id).toSorted((one, other) => (other.settled_at ?? Infinity) - (one.settled_at ?? Infinity))[0] ?? null;
    return this.#card(problem,
      ...problem.steps.flatMap((step, at) => [...this.#asked(problem, step, at), this.#answered(problem, step)]),
      problem.left_out !== null && h("p", { class: "verdict good", lang: speaks(work.language) }, problem.left_out),
      outcome && h("p", { class: outcome === "right" ? "verdict good" : "verdict bad" }, word(words, outcome)),
      problem.status && problem.status !== "open" && h("p", {}, word(words, problem.status)),
      h("div", { class: "buttons" },
        isCorrectable(work, problem) && h("button", { type: "button", class: "main", click: () => this.#correct(work, problem) },
          problem.phase === "proof" ? words.prove : problem.phase === "prerequisite" ? words.builds_on : words.correct),
        problem.missed && problem.outcome !== "blank" && this.#given(problem).length > 0 && (problem.status === null || problem.status === "open" || problem.status === "expired") && disputing(this.words, said ?? (this.disputed.has(`${work.id}.${problem.id}`) ? "sent" : null), async () => {
          await this.client.disputeAnswer(work.id, problem.id);
          this.disputed.add(`${work.id}.${problem.id}`);
        }),
        !problem.missed && said?.right && disputing(this.words, said, async () => {})),
      problem.left_out === null && this.#line(work, problem));
  }

  /** @param {WorkProblem} problem What was handed in, or entered where that never came to be; of lines the first that went wrong, once that may be said. */
  #given(problem) {
    const stands = problem.done.length > 0 ? problem.done : problem.entered.map((one) => ({ ...one, judged: UNJUDGED }));
    return stands.filter(({ response }) => isEntered(response));
  }

  /**
   * What was answered to a question, next to it: of several it is said too which were left out.
   *
   * @param {WorkProblem} problem
   * @param {StepShown} step
   */
  #answered(problem, step) {
    const { your_answer, blank } = this.words.homework;
    const given = this.#given(problem);
    if (given.length === 0) return null;
    const one = given.find((other) => other.step === step.id);
    return one === undefined ? h("p", { class: "quiet" }, blank)
      : h("div", { class: "answered" }, your_answer, " ", entered(one, step, (text) => this.#rich(problem, text), this.words, problem.exercise.language));
  }

  /** @param {Work} work @param {WorkProblem} problem */
  #correct(work, problem) {
    const words = this.words.homework;
    const practice = /** @type {import("../practice/misstep-practice.js").MisstepPractice} */ (document.createElement("misstep-practice"));
    practice.following = words.back;
    if (problem.phase === "rework") practice.begun = goingOn(problem);
    const attributes = { learner: this.who.learner, token: this.client.token, language: this.who.language ?? work.own_language, words: this.language, correction: `${work.id}/${problem.id}` };
    for (const [name, value] of Object.entries(attributes)) if (value) practice.setAttribute(name, value);
    const again = async () => {
      const fresh = await this.client.assignment(work.id);
      const now = fresh.problems.find((one) => one.id === problem.id);
      if (now && now.status === "open") this.#correct(fresh, now);
      else this.#work(fresh);
    };
    practice.addEventListener("misstep-next", () => void this.#try(again));
    const first = h("p", {});
    practice.addEventListener("misstep-try", () => void this.#try(async () => {
      const now = (await this.client.assignment(work.id)).problems.find((one) => one.id === problem.id);
      const goesOn = now?.status !== "open" ? words.back : now.phase === "proof" ? words.prove : now.phase === "prerequisite" ? words.builds_on : words.correct;
      practice.following = goesOn;
      const waits = problem.phase === "rework" && now?.phase === "prerequisite";
      first.replaceChildren(...(waits ? [h("button", { type: "button", click: () => void this.#try(again) }, words.builds_on)] : []));
    }));
    this.#at({ homework: work.id, problem: problem.id });
    this.#draw(
      h("p", {}, h("button", { type: "button", class: "back", click: () => void this.show(work.id) }, words.back)),
      h("h1", { tabindex: -1 }, words.problem.replace("{what}", problem.id)),
      ...(problem.phase === "rework" ? problem.steps.flatMap((step, at) => [...(problem.steps.length > 1 ? this.#asked(problem, step, at) : []), this.#answered(problem, step)]) : []),
      practice, first);
  }

  /** @param {Work} work */
  async #handIn(work) {
    const words = this.words.homework;
    for (const save of this.waiting.values()) save();
    await Promise.allSettled(this.saving.values());
    await this.#try(async () => {
      const fresh = await this.client.assignment(work.id);
      // handed in by another tab or taken back meanwhile: how it stands says so, and nothing is left to be asked about
      if (fresh.state !== "to_do" && fresh.state !== "closed") {
        this.#work(fresh);
        return;
      }
      const blank = fresh.problems.filter((problem) => problem.left_out === null
        && !problem.steps.every((step) => problem.entered.some((one) => one.step === step.id && isEntered(one.response))));
      const left = blank.length > 0 ? `${words.blank_left.replace("{what}", blank.map((problem) => problem.id).join(", "))} ` : "";
      const unread = fresh.problems.filter((problem) => this.unread.has(`${work.id}.${problem.id}`)).map((problem) => problem.id);
      const again = unread.length > 0 ? `${words.unread_left.replace("{what}", unread.join(", "))} ` : "";
      if (!window.confirm(left + again + words.sure)) return;
      for (const send of [...this.unsent.values()]) await send();
      this.#work(await this.client.handIn(work.id));
    });
  }

  /** @param {WorkProblem} problem @param {(Node | string | null | false | undefined)[]} parts */
  #card(problem, ...parts) {
    const words = this.words.homework;
    const name = `problem-${problem.id}`;
    return h("article", { class: "card", "aria-labelledby": name, "data-problem": problem.id },
      h("h2", { id: name }, words.problem.replace("{what}", problem.id)),
      problem.answer_only && problem.exercise.prompt.text === problem.id ? h("p", { class: "quiet" }, words.answer_only) : null,
      h("p", { class: "prompt" }, this.#rich(problem, problem.exercise.prompt)),
      ...problem.exercise.figures.map((drawn) => figure(drawn, (text) => this.#rich(problem, text), problem.exercise.language)), ...parts);
  }

  /** @param {WorkProblem} problem @param {import("../practice/client.js").Rendered} text */
  #rich(problem, text) {
    return rich(text, problem.exercise.language, (name) => this.client.asset(problem.release, name));
  }

  /** @param {Work} work */
  #due({ due, late }) {
    const words = this.words.homework;
    const when = due === null ? "" : new Date(due).toLocaleString(this.language, { dateStyle: "medium", timeStyle: "short" });
    return due === null ? words.no_due : words.due.replace("{when}", when) + (late.length > 0 ? ` · ${words.late.replace("{percent}", late.map((step) => `${step.percent} %`).join(", "))}` : "");
  }

  /** @param {(Node | string | null | false | undefined)[]} parts */
  #draw(...parts) {
    this.status.textContent = "";
    this.unsent.clear();
    this.place.replaceChildren(...parts.filter((part) => part instanceof Node), this.status);
    this.place.querySelector("h1")?.focus();
  }

  /** False where it was refused, which is said. @param {() => Promise<void>} what */
  async #try(what) {
    try {
      await what();
      return true;
    } catch (broken) {
      this.#refused(broken);
      return false;
    }
  }

  /** @param {unknown} broken */
  #refused(broken) {
    this.status.textContent = refusal(broken, this.words);
    if (!this.status.isConnected) this.place.append(this.status);
  }
}
