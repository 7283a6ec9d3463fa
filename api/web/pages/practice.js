/**
 * The page to practise on: finds out who practises, and starts the component.
 */

import "../practice/misstep-practice.js";
import { whoever } from "./learner.js";

const place = document.getElementById("practice");
const who = place ? await whoever(place) : null;
if (place && who) {
  const practice = document.createElement("misstep-practice");
  for (const [name, value] of Object.entries(who)) if (value) practice.setAttribute(name, value);
  place.append(practice);
}
