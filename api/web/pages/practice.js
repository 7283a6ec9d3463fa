/**
 * The page to practise on: takes who practises out of the link and starts the component.
 *
 * The token stands after the `#`, so it reaches no server and no log. It moves
 * into this tab's memory at once and out of the address, so that it is neither
 * copied along with it nor left in the history.
 */

import "../practice/misstep-practice.js";

const KEY = "misstep";

/** Take a link's learner and token out of the address; tell whether there were any. */
function taken() {
  const given = new URLSearchParams(location.hash.slice(1));
  if (!given.has("token")) return false;
  sessionStorage.setItem(KEY, given.toString());
  history.replaceState(null, "", location.pathname + location.search);
  return true;
}

taken();
// Another link opened in this tab differs after the `#` only, and a browser loads nothing for that.
window.addEventListener("hashchange", () => {
  if (taken()) location.reload();
});
const kept = new URLSearchParams(sessionStorage.getItem(KEY) ?? "");
const practice = document.createElement("misstep-practice");
for (const name of ["learner", "token", "skill", "language"]) {
  const value = kept.get(name);
  if (value) practice.setAttribute(name, value);
}
document.getElementById("practice")?.append(practice);
