/**
 * The page for homework: finds out whose it is, and starts it.
 */

import { Homework } from "../homework/homework.js";
import { whoever } from "./learner.js";

const place = document.getElementById("homework");
const who = place ? await whoever(place) : null;
if (place && who) await new Homework(place, who).begin();
