/**
 * The start page: lets the demo class of thirty play, and goes to its teacher's page
 * once the class is there.
 *
 * The key stands in the teacher's link, which only a browser on this very machine
 * is given; without it there is no button.
 */

const button = /** @type {HTMLButtonElement | null} */ (document.getElementById("play"));
const link = /** @type {HTMLAnchorElement | null} */ (document.getElementById("teach"));
const said = document.getElementById("played");

if (button && link && said) {
  button.addEventListener("click", async () => {
    button.disabled = true;
    const token = new URLSearchParams(link.hash.slice(1)).get("token");
    try {
      const before = await classes(token);
      const reply = await fetch("/v1/demo", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
      if (!reply.ok) throw new Error();
      const { started } = await reply.json();
      said.textContent = "The class is coming in; your classes open by themselves …";
      if (started) await come(token, before);
      link.click();
    } catch {
      said.textContent = "That did not work. Load this page anew and try again.";
      button.disabled = false;
    }
  });
}

/**
 * Count the classes.
 *
 * @param {string | null} token
 * @returns {Promise<number>}
 */
async function classes(token) {
  const reply = await fetch("/v1/classes", { headers: { Authorization: `Bearer ${token}` } });
  if (!reply.ok) throw new Error();
  return (await reply.json()).classes.length;
}

/**
 * Wait until there is a class more: a list without it would look as if nothing had happened. After twenty looks
 * the list is opened all the same.
 *
 * @param {string | null} token
 * @param {number} before How many there were.
 */
async function come(token, before) {
  for (let look = 0; look < 20; look += 1) {
    await new Promise((done) => setTimeout(done, 500));
    if (await classes(token) > before) return;
  }
}
