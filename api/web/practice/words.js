/**
 * The page's own words, in the language of the exercise in view.
 *
 * Each language is a file of plain data; what has no file is said in English.
 */

import de from "./words/de.js";
import en from "./words/en.js";
import es from "./words/es.js";

/**
 * @typedef {typeof en} Words
 */

/** @type {Record<string, Words>} */
const BY_LANGUAGE = { en, de, es };

/**
 * The tag of the language that the page speaks to somebody of a language (BCP 47).
 *
 * @param {string} language
 */
export function speaks(language) {
  const [primary = "en"] = language.toLowerCase().split(/[-_]/);
  return primary in BY_LANGUAGE ? primary : "en";
}

/**
 * @param {string} language
 * @returns {Words}
 */
export function wordsFor(language) {
  return BY_LANGUAGE[speaks(language)] ?? en;
}

/**
 * One of several words by its key; the key itself where a newer server knows more than this page.
 *
 * @param {Record<string, string>} table
 * @param {string} key
 */
export function word(table, key) {
  return table[key] ?? key;
}
