/**
 * The start page: lets the demo class of thirty play, and goes to its teacher's page.
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
      const reply = await fetch("/v1/demo", { method: "POST", headers: { Authorization: `Bearer ${token}` } });
      if (!reply.ok) throw new Error();
      link.click();
    } catch {
      said.textContent = "That did not work. Load this page anew and try again.";
      button.disabled = false;
    }
  });
}
