/**
 * Small help for building nodes.
 *
 * Everything shown is made node by node: no text ever becomes markup. MathML
 * and drawings come from the server and are parsed as XML, not as HTML.
 */

import { wordsFor } from "./words.js";

/**
 * @typedef {import("./client.js").Rendered} Rendered
 * @typedef {import("./client.js").Segment} Segment
 * @typedef {import("./client.js").Figure} Figure
 * @typedef {import("./client.js").ChoiceShown} ChoiceShown
 * @typedef {(rendered: Rendered) => Node} Show Lays out a text of the exercise.
 */

const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";

/**
 * Make an element: attributes, then children; null and false children are left out.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number | boolean | null | undefined | EventListener>} attributes
 * @param {(Node | string | null | false | undefined)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, attributes, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, String(value));
  }
  for (const child of children) if (child) node.append(child);
  return node;
}

/**
 * Turn a MathML string into an element; the source is shown where it is not well formed.
 *
 * @param {string} mathml
 * @param {string} source
 * @returns {Node}
 */
export function maths(mathml, source) {
  return parsed(mathml, MATHML, "math") ?? document.createTextNode(source);
}

/**
 * Turn a string of XML into an element; null where it is not well formed, or another element.
 *
 * @param {string} xml
 * @param {string} namespace
 * @param {string} name
 * @returns {Element | null}
 */
function parsed(xml, namespace, name) {
  const root = new DOMParser().parseFromString(xml, "application/xml").documentElement;
  return root.namespaceURI === namespace && root.localName === name ? document.importNode(root, true) : null;
}

/**
 * Show a figure: the drawing with its description for a voice, a table, or, where neither can be shown, its words.
 *
 * @param {Figure} shown
 * @param {Show} show
 * @param {string | null} [language] What its words are in; null for the page's own.
 * @returns {HTMLElement}
 */
export function figure(shown, show, language = null) {
  if (shown.kind === "drawing") {
    const drawing = shown.svg ? parsed(shown.svg, SVG, "svg") : null;
    return h("figure", { lang: language }, drawing ?? shown.alt, h("figcaption", { class: "unseen" }, shown.description));
  }
  const row = (/** @type {Rendered[]} */ texts) => h("tr", {}, ...texts.map((text, at) =>
    at === 0 && shown.head_column ? h("th", { scope: "row" }, show(text)) : h("td", {}, show(text))));
  const head = shown.head.length > 0 && h("thead", {}, h("tr", {}, ...shown.head.map((text) => h("th", { scope: "col" }, show(text)))));
  // A wide table scrolls by itself, also with the keyboard.
  return h("figure", { lang: language, class: "tabled", tabindex: 0, role: "group", "aria-label": shown.alt },
    h("table", { class: "figure" }, h("caption", { class: "unseen" }, shown.alt), head, h("tbody", {}, ...shown.rows.map(row))));
}

/**
 * What a voice says of an option: its text, and what its figure shows.
 *
 * @param {ChoiceShown} choice
 */
export function choiceSpeech({ text, figure: shown }) {
  if (shown === null) return text.speech;
  const inside = shown.kind === "drawing" ? shown.description : shown.rows.flat().map((cell) => cell.speech).join(", ");
  const said = [text.speech, text.text === shown.alt ? "" : shown.alt, inside].filter(Boolean);
  return said.map((part) => (/[.!?]$/.test(part) ? part : `${part}.`)).join(" ");
}

/**
 * An option: its figure, its text, or both; a text that only says what the figure shows is not shown beside it.
 *
 * @param {ChoiceShown} choice
 * @param {Show} show
 * @returns {Node[]}
 */
export function option({ text, figure: shown }, show) {
  if (shown === null) return [show(text)];
  return text.text === shown.alt ? [figure(shown, show)] : [show(text), figure(shown, show)];
}

/**
 * The options whose ids an answer holds, in its order; none where it is something else.
 *
 * @param {string | null | undefined} text
 * @param {ChoiceShown[] | undefined} choices
 * @returns {ChoiceShown[]}
 */
export function picked(text, choices) {
  const found = (text ?? "").split(",").map((id) => choices?.find((choice) => choice.id === id.trim()));
  return found.every((choice) => choice !== undefined) ? found : [];
}

/**
 * An answer: of options what they say, since nobody but the bank knows their ids; else as it was entered.
 *
 * @param {string} text
 * @param {ChoiceShown[] | undefined} choices
 * @param {Show} show
 */
export function answer(text, choices, show) {
  const found = picked(text, choices);
  if (found.length === 0) return h("code", { class: "entered" }, text);
  return h("span", { class: "entered" }, ...found.flatMap((choice, at) => [at > 0 ? ", " : "", ...option(choice, show)]));
}

/**
 * Lay out a rendered text, in an element that names its language: a page's own words may be in another.
 *
 * @param {Rendered} rendered
 * @param {string} language
 * @param {(name: string) => string} asset
 * @returns {HTMLElement}
 */
export function rich(rendered, language, asset) {
  const into = h("span", { lang: language });
  let breaks = 0;
  for (const [place, segment] of rendered.segments.entries()) {
    breaks = segment.kind === "break" ? breaks + 1 : 0;
    switch (segment.kind) {
      case "text":
        if (segment.strong) into.append(h("strong", {}, segment.text));
        else into.append(segment.text.slice(closing(rendered.segments[place - 1], segment).length));
        break;
      case "math": {
        const formula = maths(segment.mathml, segment.latex);
        const mark = closing(segment, rendered.segments[place + 1]);
        into.append(mark === "" ? formula : h("span", { class: "kept" }, formula, mark));
        break;
      }
      case "break":
        // However many empty lines an author leaves, the eye gets one small gap.
        if (breaks <= 2) into.append(breaks === 1 ? h("br", {}) : h("span", { class: "gap" }));
        break;
      case "image":
        into.append(h("img", { src: asset(segment.src), alt: segment.alt, loading: "lazy" }));
        break;
      case "blank":
        into.append(h("span", { class: "blank", role: "img", "aria-label": wordsFor(language).page.blank }));
        break;
    }
  }
  return into;
}

/**
 * The marks that close a formula, which must not begin a line of their own: `.` in "Solve $x = 2$."
 *
 * @param {Segment | undefined} before
 * @param {Segment | undefined} after
 * @returns {string}
 */
function closing(before, after) {
  if (before?.kind !== "math" || after?.kind !== "text" || after.strong) return "";
  return /^[.,;:!?)\]%]+/.exec(after.text)?.[0] ?? "";
}
