// KAS as a peer: parses both sides and compares them, in a process of its own. One JSON pair a line in, one verdict and
// its nanoseconds of CPU a line out.
const KAS = require("@khanacademy/kas");
const lines = require("node:readline").createInterface({ input: process.stdin });

function verdict({ left, right, form, functions }) {
  const key = KAS.parse(left, { functions });
  const response = KAS.parse(right, { functions });
  if (!key.parsed || !response.parsed) return "none";
  return KAS.compare(response.expr, key.expr, { form: Boolean(form), simplify: false }).equal ? "same" : "different";
}

lines.on("line", (line) => {
  const pair = JSON.parse(line);
  const before = process.cpuUsage();
  const began = process.hrtime.bigint();
  let said = "none";
  try {
    said = verdict(pair);
  } catch {
    said = "none";
  }
  const wall = Number(process.hrtime.bigint() - began);
  const used = process.cpuUsage(before);
  // The CPU clock of Node counts all its threads and microseconds only: a check cannot have used more than its own time.
  const ns = Math.min(wall, (used.user + used.system) * 1000 || wall);
  process.stdout.write(JSON.stringify({ verdict: said, ns }) + "\n");
});
