/**
 * Listening: word of every change in a class, for as long as its page is looked at.
 *
 * Server-sent events read with fetch, since the browser's own reader can send no header.
 * A line that breaks is taken up again where it was, with growing pauses; leaving the
 * view ends it.
 */

import { proof } from "../practice/session.js";

/**
 * @typedef {{learners: string[]}} Change
 */

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 30000;

/**
 * Listen until told to stop; each change is heard once.
 *
 * @param {string} path
 * @param {AbortSignal} stop
 * @param {(change: Change) => void} heard
 */
export async function listen(path, stop, heard) {
  let last = "";
  let pause = FIRST_PAUSE_MS;
  while (!stop.aborted) {
    try {
      /** @type {Record<string, string>} */
      const headers = proof("staff", null);
      if (last) headers["Last-Event-ID"] = last;
      const reply = await fetch(path, { headers, signal: stop });
      if (!reply.ok || !reply.body) {
        if (reply.status !== 429 && reply.status !== 503) return;
      } else {
        for await (const event of events(reply.body)) {
          pause = FIRST_PAUSE_MS;
          if (event.id) last = event.id;
          if (event.data) heard(JSON.parse(event.data));
        }
      }
    } catch {
      if (stop.aborted) return;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(2 * pause, LONGEST_PAUSE_MS);
  }
}

/**
 * Read events as they come: lines of fields, an empty line behind each event.
 *
 * @param {ReadableStream<Uint8Array>} body
 * @returns {AsyncGenerator<{id: string, data: string}>}
 */
async function* events(body) {
  const reader = body.pipeThrough(/** @type {any} */ (new TextDecoderStream())).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = block.split("\n").map((line) => line.split(/: (.*)/, 2));
      const field = (/** @type {string} */ name) => fields.find(([found]) => found === name)?.[1] ?? "";
      yield { id: field("id"), data: field("data") };
    }
  }
}
