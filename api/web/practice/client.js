/**
 * The learner's side of the API.
 *
 * One object per learner. A submission is sent again after a network failure, or once somebody
 * has signed in again, with the same number and the same body: the server makes that harmless.
 */

import { proof, signedInAgain } from "./session.js";

/**
 * @typedef {{text: string, segments: Segment[], speech: string}} Rendered
 * @typedef {{kind: "text", text: string, strong: boolean} | {kind: "math", latex: string, mathml: string, speech: string}
 *   | {kind: "break"} | {kind: "image", src: string, alt: string} | {kind: "blank"}} Segment
 * @typedef {"number" | "expression" | "equation" | "solutions" | "inequality" | "interval" | "set" | "list" | "tuple" | "matrix"
 *   | "system" | "units" | "antiderivative" | "choice" | "order" | "text"} EntryKind
 * @typedef {{kind: "drawing", svg: string, alt: string, description: string}
 *   | {kind: "table", alt: string, head: Rendered[], rows: Rendered[][], head_column: boolean}} Figure
 * @typedef {{id: string, text: Rendered, figure: Figure | null}} ChoiceShown
 * @typedef {{id: string, prompt: Rendered, kind: EntryKind, choices?: ChoiceShown[], form?: string, unknowns?: string[], figures: Figure[]}} StepShown
 * @typedef {{code: string, start: number, end: number, sentence: string}} Unread
 * @typedef {{line: number, read: string | null, relation: string | null, counterexample: string | null, cause?: string, problem: Unread | null}} LineJudged
 * @typedef {{verdict: string, reason: string | null, read: string | null, problem: Unread | null, lines: LineJudged[], first_wrong: number | null}} Judged
 * @typedef {{text: Rendered, source: string, specificity: string, rung: number | null}} Hint
 * @typedef {{how: string, sentence: string, worked: Hint[], worked_prompt: Rendered | null, worked_figures: Figure[], needs_teacher: boolean}} End
 * @typedef {{kind: "final", text: string} | {kind: "working", lines: string[]} | {kind: "stuck"}} Response
 * @typedef {{n: number, step: string, response: Response, judged: Judged, hint: Hint | null}} TryView
 * @typedef {{id: string, status: string, tries_left: number, shown: StepShown | null, scaffolds: StepShown[]}} StepView
 * @typedef {{opportunity: string, release: string, item: string, variant: number, skills: string[],
 *   shown: {title: string, prompt: Rendered, language: string, license: string, attribution: string, figures: Figure[]},
 *   reason: {code: string, sentence: string}, steps: StepView[], open: string[], tries: TryView[], next_n: number, ended: End | null}} Opportunity
 * @typedef {{opportunity: string, n: number, step: string, judged: Judged, hint: Hint | null, hint_pending: boolean, uses_try: boolean, tries_left: number, ended: End | null}} TryReply
 * @typedef {{n: number, hint: Hint | null, hint_pending: boolean}} HintReply
 * @typedef {{skill: string, name: string, level: string, sentence: string, accuracy: number, bar: number, tries: number}} SkillView
 * @typedef {{learner: string, skills: SkillView[], goal: {sentence: string} | null}} Mastery
 * @typedef {{step: string, response: Response, locale?: string | null}} Entered
 * @typedef {{original: number | null, final: number | null}} Credit
 * @typedef {{id: string, release: string, exercise: {title: string, prompt: Rendered, language: string, figures: Figure[]}, steps: StepShown[], entered: Entered[],
 *   answer_only: boolean, points: number, outcome: string | null, missed: boolean, undecided: boolean, done: {step: string, response: Response, judged: Judged}[],
 *   status: string | null, phase: string | null, open: string | null, credit: Credit | null, left_out: string | null, line: string | null}} WorkProblem
 * @typedef {{id: string, title: string, title_language: string, language: string, own_language: string | null, due: number | null, late: {after_ms: number, percent: number}[], state: string, corrections_open: boolean,
 *   handed_in_at: number | null, unopened: boolean, explain: boolean, problems: WorkProblem[], unserved: string[],
 *   facts: {problem: string | null, sentence: string}[]}} Work
 * @typedef {{dispute: string, opportunity: string | null, n: number, assignment: string | null, problem: string | null, prompt: Rendered | null, release: string | null, language: string,
 *   right: boolean | null, word: string, settled_at: number | null}} Dispute
 * @typedef {{kind: string, count: number, threshold: number, sentence: string}} FactTold
 * @typedef {{kind: "read", read: string, rendered: Rendered} | {kind: "unread", problem: Unread}} Reading
 */

const ATTEMPTS = 4;
const FIRST_PAUSE_MS = 400;
/** Seconds that the server may take to say whether better words come; it answers as soon as it knows. */
const HINT_WAIT = 15;

/** What the server refused, in its own English words; pages for learners say it in theirs (`refusing.js`). */
export class Refused extends Error {
  /**
   * @param {number} status
   * @param {{type?: string, title?: string, detail?: string, incident?: string}} body
   */
  constructor(status, body) {
    super(body.detail ?? body.title ?? `The service answered ${status}.`);
    this.status = status;
    /** The stable code; the status where the reply was none of ours. */
    this.code = body.type?.split(":").at(-1) ?? String(status);
    this.incident = body.incident ?? "";
  }
}

/** @typedef {{points: number, right: number, kept: number, badges: {name: string, at: number}[]}} Rewards */

/** The API, for one learner. */
export class Client {
  /**
   * @param {string} base
   * @param {string} learner
   * @param {string | null} token Null for the session of one of our own pages.
   * @param {string | null} language What the learner reads (BCP 47); null leaves it to the browser.
   */
  constructor(base, learner, token, language = null) {
    this.root = `${base}/v1/learners/${encodeURIComponent(learner)}`;
    this.base = base;
    this.token = token;
    this.language = language || null;
  }

  /** @param {{skill?: string}} wish @returns {Promise<Opportunity>} */
  open(wish) {
    return this.#ask("POST", "/opportunities", wish);
  }

  /** What comes next of a correction. @param {string} assignment @param {string} problem @returns {Promise<Opportunity>} */
  correct(assignment, problem) {
    return this.#ask("POST", `/assignments/${assignment}/problems/${problem}/correction`, this.language ? { language: this.language } : {});
  }

  /** @returns {Promise<{assignments: Work[]}>} */
  assignments() {
    return this.#ask("GET", "/assignments");
  }

  /** @param {string} assignment @returns {Promise<Work>} */
  assignment(assignment) {
    return this.#ask("GET", `/assignments/${assignment}`);
  }

  /** @param {string} assignment @param {string} problem @param {Entered[]} entered @returns {Promise<{at: number, unread: {step: string, problem: {sentence: string}}[]}>} */
  save(assignment, problem, entered) {
    return this.#ask("PUT", `/assignments/${assignment}/problems/${problem}`, { entered });
  }

  /** @param {string} assignment @returns {Promise<Work>} */
  begin(assignment) {
    return this.#ask("POST", `/assignments/${assignment}/beginning`);
  }

  /** @param {string} assignment @param {string} problem @param {string} text @returns {Promise<{text: string}>} */
  line(assignment, problem, text) {
    return this.#ask("PUT", `/assignments/${assignment}/problems/${problem}/line`, { text });
  }

  /** @param {string} assignment @returns {Promise<Work>} */
  handIn(assignment) {
    return this.#ask("POST", `/assignments/${assignment}/hand-in`);
  }

  /** @param {string} opportunity @returns {Promise<Opportunity>} */
  view(opportunity) {
    return this.#ask("GET", `/opportunities/${opportunity}`);
  }

  /** @param {string} opportunity @param {number} n @param {{step: string, response: Response, locale: string, pasted?: boolean}} body @returns {Promise<TryReply>} */
  submit(opportunity, n, body) {
    return this.#ask("PUT", `/opportunities/${opportunity}/tries/${n}`, body);
  }

  /** The newest help for a try, once it is known whether better words come. @param {string} opportunity @param {number} n @returns {Promise<HintReply>} */
  hint(opportunity, n) {
    return this.#ask("GET", `/opportunities/${opportunity}/tries/${n}/hint?wait=${HINT_WAIT}`);
  }

  /** @param {string} opportunity @param {{step: string, text: string, locale: string}} body @returns {Promise<Reading>} */
  reading(opportunity, body) {
    return this.#ask("POST", `/opportunities/${opportunity}/reading`, body);
  }

  /** @param {string} opportunity @returns {Promise<Opportunity>} */
  skip(opportunity) {
    return this.#ask("PUT", `/opportunities/${opportunity}/ending`, { how: "skipped" });
  }

  /** @param {string} language @returns {Promise<Mastery>} */
  mastery(language) {
    return this.#ask("GET", "/mastery", undefined, language);
  }

  /** @returns {Promise<Rewards>} */
  rewards() {
    return this.#ask("GET", "/rewards");
  }

  /** @param {string} opportunity @param {number} n @returns {Promise<Dispute>} */
  disputeTry(opportunity, n) {
    return this.#ask("POST", `/opportunities/${opportunity}/tries/${n}/dispute`);
  }

  /** @param {string} assignment @param {string} problem @returns {Promise<Dispute>} */
  disputeAnswer(assignment, problem) {
    return this.#ask("POST", `/assignments/${assignment}/problems/${problem}/dispute`);
  }

  /** @returns {Promise<{disputes: Dispute[]}>} */
  disputes() {
    return this.#ask("GET", "/disputes");
  }

  /** @param {string} language @returns {Promise<{facts: FactTold[]}>} */
  facts(language) {
    return this.#ask("GET", "/facts", undefined, language);
  }

  /** @param {string} release @param {string} name */
  asset(release, name) {
    return picture(release, name, this.base);
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @param {string | null} [language]
   * @returns {Promise<any>}
   */
  async #ask(method, path, body, language = this.language) {
    /** @type {Record<string, string>} */
    const headers = {};
    if (language) headers["Accept-Language"] = language;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    for (let attempt = 1; ; attempt += 1) {
      /** @type {globalThis.Response} */
      let reply;
      try {
        reply = await fetch(this.root + path, {
          method, headers: { ...headers, ...proof("learner", this.token) }, body: body === undefined ? null : JSON.stringify(body),
          keepalive: method === "PUT", // it arrives though the page is closed meanwhile
        });
      } catch (broken) {
        if (attempt === ATTEMPTS) throw broken;
        await pause(FIRST_PAUSE_MS * 2 ** (attempt - 1));
        continue;
      }
      if ((reply.status === 503 || reply.status === 429) && attempt < ATTEMPTS) {
        await pause(1000 * Number(reply.headers.get("Retry-After") ?? "1"));
        continue;
      }
      if (reply.status === 401 && (await signedInAgain())) {
        // Whoever signed in has a session from now on, whatever token there was.
        this.token = null;
        continue;
      }
      const answer = await reply.json().catch(() => ({}));
      if (!reply.ok) throw new Refused(reply.status, answer);
      return answer;
    }
  }
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * The address of a release's picture; whoever looks at it need not say who they are.
 *
 * @param {string} release
 * @param {string} name
 * @param {string} [base]
 */
export function picture(release, name, base = "") {
  return `${base}/v1/banks/${release}/assets/${name.split("/").map(encodeURIComponent).join("/")}`;
}
