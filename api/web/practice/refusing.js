/**
 * Refusals, told in the page's language: the API says a stable code, and each page for learners has a sentence for it.
 *
 * What has none (a proxy's error, a newer server) is told in general, with the code for whoever is asked about it.
 */

import { Refused } from "./client.js";

/**
 * @param {unknown} broken
 * @param {import("./words.js").Words} words
 * @returns {string}
 */
export function refusal(broken, words) {
  if (!(broken instanceof Refused)) return words.page.unreachable;
  /** @type {Record<string, string>} */
  const told = words.refused;
  return (told[broken.code] ?? words.refused.other).replace("{code}", broken.code).replace("{incident}", broken.incident);
}
