// Documents written while nobody listens, then replicated. node kiosk_side.js FOLDER PORT COUNT BYTES
const crypto = require("crypto");
const PouchDB = require("pouchdb");
const [folder, port, count, bytes] = process.argv.slice(2);
const STEP = 1000;
const BATCH = 300;

async function main() {
  const local = new PouchDB(`${folder}/kiosk`);
  for (let first = 0; first < Number(count); first += STEP) {
    const length = Math.min(STEP, Number(count) - first);
    const documents = Array.from({ length }, (_, n) => ({
      _id: String(first + n).padStart(12, "0"),
      envelope: crypto.randomBytes(Number(bytes)).toString("base64"),
    }));
    await local.bulkDocs(documents);
  }
  console.log("written");
  await new Promise((begin) => process.stdin.once("data", begin));
  const before = process.cpuUsage();
  const began = process.hrtime.bigint();
  const done = await local.replicate.to(`http://127.0.0.1:${port}/events`, { batch_size: BATCH });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  const used = process.cpuUsage(before);
  const processor_s = (used.user + used.system) / 1e6;
  console.log(JSON.stringify({ documents: done.docs_written, seconds, processor_s }));
  process.exit(0);
}

main();
