import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ASIAN } from "./asian-people.ts";
import { jobOf, writeShape } from "./write-shape.ts";

/** Writes one made-up file of any size and its job, for `dtsen link`: what memory and time grow to. */
const { values } = parseArgs({
  options: {
    shape: { type: "string", default: "nation" },
    entities: { type: "string", default: "600000" },
    seed: { type: "string", default: "1" },
    work: { type: "string", default: join(import.meta.dirname, "..", "..", "work", "link-files") },
  },
});
const shape = ASIAN.find(({ name }) => name === values.shape);
if (shape === undefined) throw new Error(`--shape is one of ${ASIAN.map(({ name }) => name)}`);
const folder = join(values.work, `${shape.name}-${values.entities}-${values.seed}`);
const entities = Number(values.entities);
await writeShape(shape, { seed: Number(values.seed), entities, folder });
await writeFile(join(folder, "job.json"), JSON.stringify(jobOf(shape)));
process.stdout.write(`${join(folder, "job.json")}\n`);
