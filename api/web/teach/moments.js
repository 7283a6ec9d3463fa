/**
 * Moments as a teacher types them: in the clock of where they sit, said back so that nothing is left open.
 *
 * Where clocks change, an hour is missing or comes twice. What a typed time comes to is
 * shown with its zone, and anything odd about it in a sentence.
 */

import { h } from "../practice/dom.js";

const HALF_HOUR = 1_800_000;

/**
 * Read a local date and time as an input gives it (`2027-03-28T02:30`); null for none.
 *
 * @param {string} text
 * @param {number} now Milliseconds since 1970, as all moments.
 * @returns {{at: number, said: string, past: boolean} | null}
 */
export function moment(text, now) {
  const at = text ? new Date(text).getTime() : NaN;
  if (Number.isNaN(at)) return null;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const when = new Date(at).toLocaleString(undefined, { weekday: "long", year: "numeric", month: "long", day: "numeric", hour: "numeric", minute: "2-digit" });
  const said = [`${when} (${zone}).`];
  // by half an hour, too: on one island the clocks change by that
  const again = [HALF_HOUR, 2 * HALF_HOUR].some((later) => typed(at + later) === text);
  if (typed(at) !== text) said.push(`The clocks change that day, and there is no ${text.slice(11)}; this is the time that it would be.`);
  else if (again) said.push("The clocks change that day, and this time comes twice; the first is meant.");
  if (at <= now) said.push("It has passed already.");
  return { at, said: said.join(" "), past: at <= now };
}

/** @typedef {{after_ms: number, percent: number}} LateStep */

/**
 * Make a field for what late work counts, all of it unless a teacher says otherwise.
 *
 * @param {string} id
 * @param {LateStep[]} [late] What holds so far; several steps, or a time of grace, stay as they are until a number is typed.
 * @returns {{node: HTMLElement, value: () => LateStep[]}}
 */
export function lateField(id, late = []) {
  const [first, ...more] = late;
  const simple = first === undefined || (more.length === 0 && first.after_ms === 0);
  const before = simple ? String(first?.percent ?? 100) : "";
  const field = h("input", { type: "number", id, min: 0, max: 100, value: before, placeholder: simple ? "100" : "by steps", required: simple });
  const value = () => (field.value === before ? late : Number(field.value) === 100 ? [] : [{ after_ms: 0, percent: Number(field.value) }]);
  return { node: h("p", {}, h("label", { for: id }, "Percent that late work counts"), field), value };
}

/** Write a moment as an input takes it. @param {number} at */
export function typed(at) {
  const date = new Date(at);
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/**
 * Make a field for a moment, which says below itself what it comes to.
 *
 * @param {string} id
 * @param {string} label
 * @param {number | null} [at]
 * @param {string} [usual] What a day without an hour means: its end, or for what opens its beginning.
 * @returns {{node: HTMLElement, value: () => number | null, past: () => boolean}}
 */
export function momentField(id, label, at = null, usual = "23:59") {
  const field = h("input", { type: "date", id, "aria-describedby": `${id}-said` });
  const hour = h("input", { type: "time", id: `${id}-time`, "aria-label": `${label}: time`, value: usual });
  const text = () => (field.value ? `${field.value}T${hour.value || usual}` : "");
  if (at !== null) [field.value, hour.value] = /** @type {[string, string]} */ (typed(at).split("T"));
  const said = h("span", { id: `${id}-said`, class: "quiet said", role: "status" });
  const read = () => moment(text(), Date.now());
  const say = () => { said.textContent = read()?.said ?? ""; };
  for (const input of [field, hour]) input.addEventListener("input", say);
  say();
  // a moment that was not touched keeps its seconds
  const value = () => (at !== null && text() === typed(at) ? at : (read()?.at ?? null));
  const node = h("div", { class: "moment" },
    h("label", { for: id }, label), h("span", { class: "inputs" }, field, hour), said);
  return { node, value, past: () => read()?.past ?? false };
}
