/**
 * Links with a secret: what stands after the `#` reaches no server and no log.
 *
 * It moves into this tab's memory at once and out of the address, so that it is
 * neither copied along with it nor left in the history.
 */

/** What a link may say; without a token it is the session's page that is told the rest. */
const NAMES = ["token", "assignment", "skill", "language"];

/**
 * Take a link's values out of the address; return those of this tab, new or kept.
 *
 * @param {string} key Under which the tab keeps them.
 * @returns {URLSearchParams}
 */
export function taken(key) {
  take(key);
  // Another link opened in this tab differs after the `#` only, and a browser loads nothing for that.
  window.addEventListener("hashchange", () => {
    if (take(key)) location.reload();
  });
  return new URLSearchParams(sessionStorage.getItem(key) ?? "");
}

/** @param {string} key */
function take(key) {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!NAMES.some((name) => given.has(name))) return false;
  sessionStorage.setItem(key, given.toString());
  history.replaceState(null, "", location.pathname + location.search);
  return true;
}
