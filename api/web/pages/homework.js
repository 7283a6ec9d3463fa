/**
 * The page for homework: takes who it is out of the link, and starts it.
 *
 * As on the page to practise on, the token stands after the `#` and moves into
 * this tab's memory at once.
 */

import { Homework } from "../homework/homework.js";
import { taken } from "./link.js";

const kept = taken("misstep");
const place = document.getElementById("homework");
const learner = kept.get("learner");
const token = kept.get("token");
if (place && learner && token) void new Homework(place, { learner, token, language: kept.get("language") }).list();
else if (place) place.textContent = "This page needs a learner and a token: open it from the link that you were given.";
