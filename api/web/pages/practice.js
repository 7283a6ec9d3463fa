/**
 * The page to practise on: finds out who practises, and starts the component.
 */

import "../practice/misstep-practice.js";
import { wordsFor } from "../practice/words.js";
import { whoever } from "./learner.js";

const place = document.getElementById("practice");
const who = place ? await whoever(place) : null;
if (place && who) {
  const practice = document.createElement("misstep-practice");
  const words = who.language || navigator.language || "en";
  for (const [name, value] of Object.entries({ ...who, words })) if (value) practice.setAttribute(name, value);
  const { title } = wordsFor(words).page;
  document.title = `Misstep: ${title}`;
  const heading = document.querySelector("h1");
  if (heading) heading.textContent = title;
  place.append(practice);
}
