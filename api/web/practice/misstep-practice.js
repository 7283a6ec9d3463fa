/**
 * <misstep-practice learner="…" token="…" base="" skill="" language="" words="" correction="assignment/problem">: an exercise,
 * an answer, help in place. `language` asks for exercises in it; `words` says what the component's own words are in,
 * while texts of the exercise name theirs. Without a token it asks with the session of one of our own pages. With `correction` it is what comes next of a missed problem, and the host page goes on after it.
 *
 * Holds the one opportunity in view and draws it anew after each reply; what
 * was typed and the focus survive. Better words for the last try take the place of
 * the first ones, and of nothing else. The host page hears `misstep-try`, `misstep-hint`,
 * `misstep-ended`, `misstep-next` and `misstep-refused` (a token that has run out, above all).
 */

import { Client, Refused } from "./client.js";
import { decided, disputing, factsTold } from "./disputing.js";
import { figure, h, rich } from "./dom.js";
import { entry } from "./entry.js";
import { draftOf } from "./fields.js";
import { ending, improve, progress, spoken, tried } from "./pieces.js";
import { refusal } from "./refusing.js";
import { speaks, wordsFor } from "./words.js";

/**
 * @typedef {import("./client.js").Opportunity} Opportunity
 * @typedef {import("./client.js").Response} Response
 * @typedef {import("./client.js").StepShown} StepShown
 * @typedef {import("./client.js").StepView} StepView
 */

/** The license of what a teacher typed (`api/composing.py`): whoever has it before them knows whose it is. */
const TEACHERS_OWN = "For this class";

/**
 * Why this exercise is there: of homework in the learner's words, whatever language the problem is in.
 *
 * @param {Opportunity} opportunity
 * @param {import("./words.js").Words} words
 */
function reason({ reason: { code, sentence }, shown }, words) {
  const own = Object.entries(words.reason).find(([name]) => name === code)?.[1];
  return h("p", { class: "quiet", lang: own ? null : shown.language }, own ?? sentence);
}

/** The element. */
export class MisstepPractice extends HTMLElement {
  /** @type {Client | null} */
  #client = null;
  /** @type {Opportunity | null} */
  #opportunity = null;
  /** @type {Map<string, import("./fields.js").Draft>} What was typed and not yet solved, by step. */
  #drafts = new Map();
  /** What a host page lets steps begin with: lines of working that stand. @type {Map<string, import("./fields.js").Draft>} */
  begun = new Map();
  #busy = false;
  /** The try for which better words may come; 0 for none. */
  #waiting = 0;
  #main = h("div", {});
  #progress = h("div", {});
  #status = h("div", { role: "status", "aria-live": "polite", class: "unseen" });

  #following = "";

  /** What a host page says that comes next, on the button that goes on: the component knows no more than "next". @param {string} words */
  set following(words) {
    this.#following = words;
    const button = this.#main.querySelector("button.next");
    if (button && words) button.textContent = words;
  }

  /** The language of the component's own words: the learner's where the host page says it, else the exercise's. */
  get #language() {
    return this.getAttribute("words") || (this.#opportunity?.shown.language ?? (this.getAttribute("language") || navigator.language || "en"));
  }

  get #words() {
    return wordsFor(this.#language);
  }

  /** The opportunity in view, for the host page to read; null before the first. */
  get opportunity() {
    return this.#opportunity;
  }

  connectedCallback() {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: "open", delegatesFocus: true });
      const sheets = ["exercise.css", "practice.css"].map((name) => h("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href }));
      root.append(...sheets, this.#main, this.#status, this.#progress);
    }
    const learner = this.getAttribute("learner");
    if (!learner) {
      this.#main.replaceChildren(h("p", {}, this.#words.page.needs_link));
      return;
    }
    this.#client = new Client(this.getAttribute("base") ?? "", learner, this.getAttribute("token"), this.getAttribute("language"));
    void this.#next();
  }

  /** Go on after an end; in a correction the host page knows what comes. */
  #on() {
    if (this.hasAttribute("correction")) this.dispatchEvent(new CustomEvent("misstep-next", { bubbles: true, composed: true }));
    else void this.#next();
  }

  /** Open the next exercise, or the one that is open. */
  async #next() {
    await this.#act((client) => this.#open(client));
  }

  /** @param {Client} client */
  async #open(client) {
    const skill = this.getAttribute("skill");
    const [assignment, problem] = this.getAttribute("correction")?.split("/") ?? [];
    this.#opportunity = assignment && problem ? await client.correct(assignment, problem) : await client.open(skill ? { skill } : {});
    this.#waiting = 0;
    this.#drafts.clear();
    // What was said of the last exercise is not to be found beside the next one.
    this.#status.textContent = "";
    this.#draw();
    this.#heading();
    await this.#showProgress(client);
  }

  /**
   * @param {string} step
   * @param {Response} response
   */
  async #send(step, response) {
    const opportunity = this.#opportunity;
    if (!opportunity) return;
    await this.#act(async (client) => {
      const locale = opportunity.shown.language;
      const reply = await client.submit(opportunity.opportunity, opportunity.next_n, { step, response, locale, ...(this.#pasted && { pasted: true }) });
      this.#pasted = false;
      this.#opportunity = await client.view(opportunity.opportunity);
      this.#waiting = reply.hint_pending ? reply.n : 0;
      this.#draw();
      if (reply.hint_pending) void this.#better(client, opportunity.opportunity, reply.n);
      this.#status.replaceChildren(...spoken(reply.judged, reply.hint, reply.ended, this.#words, locale));
      this.dispatchEvent(new CustomEvent("misstep-try", { detail: { n: reply.n, verdict: reply.judged.verdict }, bubbles: true, composed: true }));
      if (reply.ended) {
        this.dispatchEvent(new CustomEvent("misstep-ended", { detail: { how: reply.ended.how }, bubbles: true, composed: true }));
        await this.#showProgress(client);
      }
    });
  }

  /**
   * Wait for better words, and put them in place unless the learner has gone on meanwhile.
   *
   * @param {Client} client
   * @param {string} id
   * @param {number} n
   */
  async #better(client, id, n) {
    const said = await client.hint(id, n).catch(() => null);
    const opportunity = this.#opportunity;
    if (opportunity?.opportunity !== id || this.#waiting !== n || opportunity.next_n !== n + 1) return;
    this.#waiting = 0;
    const attempt = opportunity.tries.find((other) => other.n === n);
    const hint = said?.hint && said.hint.text.text !== attempt?.hint?.text.text ? said.hint : null;
    improve(this.#main, n, hint, this.#show(opportunity));
    if (!attempt || !hint) return;
    attempt.hint = hint;
    // A polite region: a voice finishes its sentence first, and what is being typed stays as it is.
    this.#status.replaceChildren(h("span", { lang: opportunity.shown.language }, hint.text.speech));
    this.dispatchEvent(new CustomEvent("misstep-hint", { detail: { n }, bubbles: true, composed: true }));
  }

  async #skip() {
    await this.#act(async (client) => {
      if (this.#opportunity) await client.skip(this.#opportunity.opportunity);
      await this.#open(client);
    });
  }

  /**
   * Do one thing at a time, and say plainly what went wrong.
   *
   * @param {(client: Client) => Promise<void>} what
   */
  async #act(what) {
    if (this.#busy || !this.#client) return;
    this.#busy = true;
    this.setAttribute("aria-busy", "true");
    try {
      await what(this.#client);
    } catch (broken) {
      await this.#refused(broken);
    } finally {
      this.#busy = false;
      this.removeAttribute("aria-busy");
    }
  }

  /** @param {unknown} broken */
  async #refused(broken) {
    const sentence = refusal(broken, this.#words);
    if (broken instanceof Refused && broken.status === 409 && this.#client && this.#opportunity) {
      // Another tab was quicker: show what is there now.
      const fresh = await this.#client.view(this.#opportunity.opportunity).catch(() => null);
      if (fresh) {
        this.#opportunity = fresh;
        this.#draw();
      }
    }
    this.#main.querySelector(".refused")?.remove();
    this.#main.prepend(h("p", { class: "hint refused" }, sentence,
      this.#opportunity === null && h("button", { type: "button", click: () => void this.#next() }, this.#words.page.again)));
    this.#status.textContent = sentence;
    this.dispatchEvent(new CustomEvent("misstep-refused", { detail: { sentence }, bubbles: true, composed: true }));
  }

  /** Draw the opportunity in view. */
  #draw() {
    const opportunity = this.#opportunity;
    if (!opportunity) return;
    const show = this.#show(opportunity);
    const words = this.#words;
    for (const part of [this.#main, this.#status, this.#progress]) part.lang = speaks(this.#language);
    const { shown, ended } = opportunity;
    const current = ended ? undefined : opportunity.open.at(-1);
    const steps = opportunity.steps.filter((step) => step.shown !== null);
    const next = h("button", { type: "button", class: "main next", click: () => this.#on() }, this.#following || words.page.next);
    this.#main.replaceChildren(
      h("article", { class: "item", "aria-labelledby": "title" },
        h("h2", { id: "title", tabindex: -1, lang: shown.language }, shown.title),
        reason(opportunity, words),
        h("div", { class: "prompt" }, show(shown.prompt)),
        ...shown.figures.map((drawn) => figure(drawn, show, shown.language)),
        ...steps.flatMap((step) => this.#step(opportunity, step, current, show)),
        ended && ending(ended, show, words, shown.language),
        ended && h("div", { class: "buttons" }, next),
        h("p", { class: "quiet" }, shown.license === TEACHERS_OWN ? "" : [shown.attribution, shown.license].filter(Boolean).join(", "))));
    if (ended) next.focus();
    else this.#focusEntry();
  }

  /** What the teacher was told of, by exercise and try. @type {Set<string>} */
  #disputed = new Set();

  /** Whether something was pasted since the last answer. */
  #pasted = false;

  /** @type {() => void} */
  #focusEntry = () => {};

  /**
   * @param {Opportunity} opportunity
   * @param {StepView} step
   * @param {string | undefined} current
   * @param {import("./dom.js").Show} show
   * @returns {HTMLElement[]}
   */
  #step(opportunity, step, current, show) {
    const last = opportunity.tries.at(-1);
    const parts = [step.shown, ...step.scaffolds].filter((part) => part !== null);
    return parts.map((part, index) => {
      const tries = opportunity.tries.filter((attempt) => attempt.step === part.id);
      return h("section", { class: index > 0 ? "step scaffold" : "step" },
        index > 0 && h("h3", {}, this.#words.page.on_the_way),
        // a typed problem has one text, which stands above already
        (index > 0 || part.prompt.text !== opportunity.shown.prompt.text) && h("p", {}, show(part.prompt)),
        ...part.figures.map((drawn) => figure(drawn, show, opportunity.shown.language)),
        tries.length > 0 && h("ul", { class: "tries", role: "list" }, ...tries.map((attempt) => tried(attempt, attempt === last ? opportunity.ended : null, part, attempt.n === this.#waiting, show, this.#words, opportunity.shown.language, (one) => this.#dispute(opportunity, one)))),
        part.id === current && this.#entry(opportunity, part, show));
    });
  }

  /** @param {Opportunity} opportunity @param {import("./client.js").TryView} attempt */
  #dispute({ opportunity }, { n }) {
    const name = `${opportunity}~${n}`;
    return disputing(this.#words, this.#disputed.has(name) ? "sent" : null, async () => {
      await /** @type {Client} */ (this.#client).disputeTry(opportunity, n);
      this.#disputed.add(name);
    });
  }

  /**
   * @param {Opportunity} opportunity
   * @param {StepShown} step
   * @param {import("./dom.js").Show} show
   */
  #entry(opportunity, step, show) {
    const locale = opportunity.shown.language;
    const draft = this.#drafts.get(step.id) ?? this.begun.get(step.id) ?? draftOf(undefined);
    this.#drafts.set(step.id, draft);
    const { form, focus } = entry({
      words: this.#words,
      step,
      show,
      language: locale,
      draft,
      read: (text) => /** @type {Client} */ (this.#client).reading(opportunity.opportunity, { step: step.id, text, locale }),
      send: (response) => void this.#send(step.id, response),
      skip: () => void this.#skip(),
    });
    this.#focusEntry = focus;
    form.addEventListener("paste", () => { this.#pasted = true; });
    return form;
  }

  /** @param {Opportunity} opportunity @returns {import("./dom.js").Show} */
  #show({ release, shown }) {
    return (rendered) => rich(rendered, shown.language, (name) => /** @type {Client} */ (this.#client).asset(release, name));
  }

  /** Put the reader at the top of a new exercise. */
  #heading() {
    const heading = this.#main.querySelector("h2");
    if (heading && this.#opportunity?.tries.length === 0) heading.focus();
  }

  /** @param {Client} client */
  async #showProgress(client) {
    const [mastery, { disputes }, { facts }] = await Promise.all([client.mastery(this.#language), client.disputes(), client.facts(this.#language)]);
    for (const one of disputes) this.#disputed.add(one.dispute);
    const parts = [decided(disputes, this.#words, (release, name) => client.asset(release, name)), progress(mastery, this.#words), factsTold(facts, this.#words)];
    this.#progress.replaceChildren(...parts.filter((part) => part !== null));
  }
}

customElements.define("misstep-practice", MisstepPractice);
