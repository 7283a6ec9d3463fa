/**
 * Small help for building nodes.
 *
 * Everything shown is made node by node: no text ever becomes markup. MathML
 * comes from the server and is parsed as XML, not as HTML.
 */

/**
 * @typedef {import("./client.js").Rendered} Rendered
 * @typedef {(rendered: Rendered) => Node} Show Lays out a text of the exercise.
 */

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
  const parsed = new DOMParser().parseFromString(mathml, "application/xml").documentElement;
  if (parsed.namespaceURI !== MATHML || parsed.localName !== "math") return document.createTextNode(source);
  return document.importNode(parsed, true);
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
  for (const segment of rendered.segments) {
    breaks = segment.kind === "break" ? breaks + 1 : 0;
    switch (segment.kind) {
      case "text":
        into.append(segment.strong ? h("strong", {}, segment.text) : segment.text);
        break;
      case "math":
        into.append(maths(segment.mathml, segment.latex));
        break;
      case "break":
        // However many empty lines an author leaves, the eye gets one small gap.
        if (breaks <= 2) into.append(breaks === 1 ? h("br", {}) : h("span", { class: "gap" }));
        break;
      case "image":
        into.append(h("img", { src: asset(segment.src), alt: segment.alt, loading: "lazy" }));
        break;
      case "blank":
        into.append(h("span", { class: "blank", role: "img", "aria-label": "blank" }));
        break;
    }
  }
  return into;
}
