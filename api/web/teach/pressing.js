/**
 * Pressing: whether a finger or a mouse button is down anywhere on the page.
 *
 * A button that is drawn anew between the press and its release loses the click, so
 * whoever redraws by itself waits for the release.
 */

let down = false;
/** @type {(() => void)[]} */
const waiting = [];

addEventListener("pointerdown", () => { down = true; }, { capture: true });
for (const end of ["pointerup", "pointercancel"]) addEventListener(end, letGo, { capture: true });
addEventListener("blur", (event) => { if (event.target === window) letGo(); });

function letGo() {
  down = false;
  // The click comes after the release, in the same task.
  setTimeout(() => { for (const go of waiting.splice(0)) go(); });
}

/** @returns {Promise<void>} when nothing is pressed, which is mostly at once */
export async function released() {
  while (down) await new Promise((resolve) => waiting.push(() => resolve(undefined)));
}
