/**
 * The page to practise on: takes who practises out of the link and starts the component.
 *
 * The token stands after the `#`, so it reaches no server and no log. It moves
 * into this tab's memory at once and out of the address, so that it is neither
 * copied along with it nor left in the history.
 */

import "../practice/misstep-practice.js";

const KEY = "misstep";
const given = new URLSearchParams(location.hash.slice(1));
if (given.has("token")) {
  sessionStorage.setItem(KEY, given.toString());
  history.replaceState(null, "", location.pathname + location.search);
}
const kept = new URLSearchParams(sessionStorage.getItem(KEY) ?? "");
const practice = document.createElement("misstep-practice");
for (const name of ["learner", "token", "skill"]) {
  const value = kept.get(name);
  if (value) practice.setAttribute(name, value);
}
document.getElementById("practice")?.append(practice);
