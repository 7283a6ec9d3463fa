/**
 * The teacher's page: signs in with an API key, which stays in this tab's memory, and starts.
 */

import { Teaching } from "../teach/teaching.js";
import { taken } from "./link.js";

const place = document.getElementById("teach");
if (place) new Teaching(place, taken("misstep-teacher").get("token")).start();
