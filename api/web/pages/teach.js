/**
 * The teacher's page: a key in the link is shown once and forgotten; then it starts.
 */

import { Teaching } from "../teach/teaching.js";

const place = document.getElementById("teach");
// What earlier versions kept.
sessionStorage.removeItem("misstep-teacher");
const key = new URLSearchParams(location.hash.slice(1)).get("token");
if (key) history.replaceState(null, "", location.pathname + location.search);
if (place) void new Teaching(place).start(key);
