/**
 * The teacher's side of the API, asked with the browser's session.
 *
 * Where that has run out, the page has the teacher sign in again, and what was asked is asked anew.
 */

import { Refused } from "../practice/client.js";
import { proof, signedInAgain } from "../practice/session.js";

/**
 * @typedef {import("../practice/client.js").Rendered} Rendered
 * @typedef {{code: string, path: string, learner: string | null, name: string | null, link: {id: string, good: string, expires: number}}} SheetLink
 * @typedef {{skill: string, likeness: number}} SkillMatch
 * @typedef {{is: string, label: string, text: string, above?: string, formula?: string, answer?: any, typed?: string, sister?: unknown,
 *   sentence?: string, notes?: string[]}} Problem
 * @typedef {{problem: Problem, items: {item: string, likeness: number}[], skills: SkillMatch[], skill: string | null}} Proposal
 * @typedef {import("./questions.js").Keyed} Question
 * @typedef {Omit<Question, "prompt"> & {item: string, variant: number, skill: string, shown: Rendered, answer: string}} Selected
 * @typedef {{verdict: string, hint: {text: Rendered, source: string, language: string} | null, ended: string | null}} ToldAhead
 * @typedef {{step: string, text: string, mistake: string, told: ToldAhead[]}} ForeseenAnswer
 * @typedef {Question & {id: string, language: string, answer: string, wrong: ForeseenAnswer[]}} Ahead
 * @typedef {{id: string, name: string | null, learners: {learner: string, name: string | null}[]}} Class
 * @typedef {{id: string, title: string, language: string, withdrawn: boolean, corrections_open: boolean, revision: number,
 *   dates: {opens: number | null, due: number | null, groups: Record<string, number>, late: import("./moments.js").LateStep[]},
 *   problems: (Question & {id: string, item: string, answer: string, provable: boolean, own: boolean})[]}} Assignment
 * @typedef {{problem: string, step: string, key: string, name: string, count: number, share: number, examples: string[],
 *   verdict: string, skill: string | null, learners: string[], words: string | null, right: boolean | null}} Cluster
 * @typedef {{id: string, outcome: string | null, missed: boolean, undecided: boolean, status: string | null, wrong: number, credit: {original: number | null, final: number | null} | null,
 *   left_out: string | null, line: Line | null}} ProblemRow
 * @typedef {{problem: string, step: string, key: string, text: string, learners: string[]}} Undecided
 * @typedef {{item: string, step: string, cluster: string, text: string, name: string}} Rung
 * @typedef {{problem: string, step: string, cluster: string}} ClusterPlace
 * @typedef {{skill: string | null, clusters: ClusterPlace[], learners: string[]}} Group
 * @typedef {import("../practice/client.js").Figure} Figure
 * @typedef {{shown: {prompt: Rendered, language: string, figures: Figure[]}, step: import("../practice/client.js").StepShown,
 *   entered: Rendered[][], fresh: (Question & {answer: string}) | null}} Discussion
 * @typedef {{text: string, at: number, flags: string[]}} Line
 * @typedef {{learner: string, name: string | null, problem: string, line: Line}} Flagged
 * @typedef {{kind: string, count: number, threshold: number, problem: string | null, skill: string | null, sentence: string}} Fact
 * @typedef {{learner: string, name: string | null, handed_in_at: number | null, due: number | null, groups: string[], problems: ProblemRow[], struggle: number, facts: Fact[]}} LearnerRow
 * @typedef {{assignment: Assignment, class_groups: {id: string, name: string}[], flagged: Flagged[], undecided: Undecided[], handed_in: number, members: number, repaired: number, missed: number, clusters: Cluster[], groups: Group[], learners: LearnerRow[]}} Review
 */

/** The API, for whoever is signed in. */
export class Teacher {
  /** @returns {Promise<{classes: Class[]}>} */
  classes() {
    return this.ask("GET", "/v1/classes");
  }

  /** @param {string} of @returns {Promise<{assignments: Assignment[]}>} */
  assignments(of) {
    return this.ask("GET", `/v1/classes/${of}/assignments`);
  }

  /** @param {string} of @param {string} text @param {string} language @returns {Promise<{proposals: {proposal: Proposal, shown: Rendered | null}[]}>} */
  read(of, text, language) {
    return this.ask("POST", `/v1/classes/${of}/problems`, { text, language });
  }

  /** @param {string} of @param {string[]} skills @param {number} count @param {string} language @returns {Promise<{problems: Selected[]}>} */
  select(of, skills, count, language) {
    return this.ask("POST", `/v1/classes/${of}/selection`, { skills, count, language });
  }

  /** @param {string} of @param {unknown} body @returns {Promise<{problems: Ahead[]}>} */
  ahead(of, body) {
    return this.ask("POST", `/v1/classes/${of}/assignments/preview`, body);
  }

  /** @param {string} of @param {unknown} body @returns {Promise<Assignment>} */
  publish(of, body) {
    return this.ask("POST", `/v1/classes/${of}/assignments`, body);
  }

  /** @param {string} of @param {string} id @returns {Promise<Review>} */
  review(of, id) {
    return this.ask("GET", `/v1/classes/${of}/assignments/${id}`);
  }

  /** @param {string} of @param {string} id @param {unknown} body @returns {Promise<Review>} */
  say(of, id, body) {
    return this.ask("PUT", `/v1/classes/${of}/assignments/${id}/words`, body);
  }

  /** @param {string} of @param {string} id @param {unknown} body @returns {Promise<Review>} */
  judge(of, id, body) {
    return this.ask("PUT", `/v1/classes/${of}/assignments/${id}/verdicts`, body);
  }

  /** @returns {Promise<{rungs: Rung[]}>} */
  rungs() {
    return this.ask("GET", "/v1/rungs");
  }

  /** @param {string} of @param {string} id @param {unknown} body @returns {Promise<{rungs: Rung[]}>} */
  rung(of, id, body) {
    return this.ask("PUT", `/v1/classes/${of}/assignments/${id}/rungs`, body);
  }

  /** @param {string} of @param {string} id @param {string} problem @param {string} text @returns {Promise<Review>} */
  putRight(of, id, problem, text) {
    return this.ask("PUT", `/v1/classes/${of}/assignments/${id}/problems/${problem}/key`, { text });
  }

  /** @param {string} of @param {string} id @param {ClusterPlace} place @returns {Promise<Discussion>} */
  discuss(of, id, place) {
    return this.ask("POST", `/v1/classes/${of}/assignments/${id}/discussion`, place);
  }

  /** @param {string} of @param {string} id @param {unknown} body @returns {Promise<Assignment>} */
  followUp(of, id, body) {
    return this.ask("POST", `/v1/classes/${of}/assignments/${id}/follow-ups`, body);
  }

  /** @param {string} of @param {string} id */
  openCorrections(of, id) {
    return this.ask("POST", `/v1/classes/${of}/assignments/${id}/corrections`);
  }

  /** @param {string} of @param {string} id @param {string} learner @param {string} problem @param {string} act @returns {Promise<Review>} */
  act(of, id, learner, problem, act) {
    return this.ask("POST", `/v1/classes/${of}/assignments/${id}/learners/${learner}/problems/${problem}`, { act });
  }

  /** @param {string} of @param {string} id @param {"grades" | "ledger"} sheet @returns {Promise<Blob>} */
  async sheet(of, id, sheet) {
    // what a browser calls its language may be more than a tag, as in en-US@posix
    const locale = navigator.language.split(/[^A-Za-z0-9-]/)[0] || "en";
    const reply = await this.#send("GET", `/v1/classes/${of}/assignments/${id}/${sheet}.csv?locale=${locale}`);
    return reply.blob();
  }

  /** @param {string} of @param {{days: number, good: string}} body @returns {Promise<{links: SheetLink[]}>} */
  makeSheet(of, body) {
    return this.ask("POST", `/v1/classes/${of}/links`, body);
  }

  /** @param {string} of @returns {Promise<{revoked: number}>} */
  takeLinksBack(of) {
    return this.ask("DELETE", `/v1/classes/${of}/links`);
  }

  /** @returns {Promise<Record<string, string>>} Names of skills, by id. */
  async skills() {
    const bank = await this.ask("GET", "/v1/banks/active");
    /** @type {{id: string, name: string}[]} */
    const skills = bank.skills ?? [];
    return Object.fromEntries(skills.map((skill) => [skill.id, skill.name]));
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   * @returns {Promise<any>}
   */
  async ask(method, path, body) {
    return (await this.#send(method, path, body)).json();
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {unknown} [body]
   */
  async #send(method, path, body) {
    /** @type {Record<string, string>} */
    const headers = proof("staff", null);
    if (body !== undefined) headers["Content-Type"] = "application/json";
    for (;;) {
      const reply = await fetch(path, { method, headers, body: body === undefined ? null : JSON.stringify(body) });
      if (reply.ok) return reply;
      // Refused before anything was done: asked again, it is done once.
      if (reply.status !== 401 || !(await signedInAgain())) throw new Refused(reply.status, await reply.json().catch(() => ({})));
    }
  }
}
