/**
 * How a page proves who it is, and what it does once that has run out.
 *
 * With a token of its own, or as one of our own pages with the browser's session,
 * which no script sees. A page that can have people sign in again says so once; whatever was
 * asked meanwhile waits for it and goes on.
 */

/** @typedef {"staff" | "learner"} Side */

/** @type {(() => Promise<boolean>) | null} */
let asking = null;
/** @type {Promise<boolean> | null} */
let asked = null;

/**
 * The headers that say who is asking.
 *
 * @param {Side} side
 * @param {string | null} token
 * @returns {Record<string, string>}
 */
export function proof(side, token) {
  return token ? { Authorization: `Bearer ${token}` } : { "Misstep-Session": side };
}

/** Say how this page has people sign in again. @param {() => Promise<boolean>} ask True once they did. */
export function whenSignedOut(ask) {
  asking = ask;
}

/** Have people sign in again; false where this page cannot, or they would not. @returns {Promise<boolean>} */
export function signedInAgain() {
  if (!asking) return Promise.resolve(false);
  asked ??= asking().finally(() => { asked = null; });
  return asked;
}
