/**
 * The preview of an item: the practice component, and a look every second whether a file has changed.
 *
 * A changed file loads the page anew. While the preview is stopped, the page stays
 * as it is and goes on when it is there again.
 */

import "../practice/misstep-practice.js";

const EVERY_MS = 1000;
const seen = document.getElementById("preview")?.dataset["version"] ?? "";

async function look() {
  try {
    const reply = await fetch("/version", { cache: "no-store" });
    if (reply.ok && (await reply.text()) !== seen) {
      location.reload();
      return;
    }
  } catch {
    // Stopped, or not yet there again.
  }
  setTimeout(() => void look(), EVERY_MS);
}

setTimeout(() => void look(), EVERY_MS);
