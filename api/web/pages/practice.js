/**
 * The page to practise on: takes who practises out of the link and starts the component.
 */

import "../practice/misstep-practice.js";
import { taken } from "./link.js";

const kept = taken("misstep");
const practice = document.createElement("misstep-practice");
for (const name of ["learner", "token", "skill", "language"]) {
  const value = kept.get(name);
  if (value) practice.setAttribute(name, value);
}
document.getElementById("practice")?.append(practice);
