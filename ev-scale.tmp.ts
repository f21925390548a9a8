import { mkdtempSync, rmSync } from "node:fs";
import { evaluationTermsOn } from "#domain/evaluation.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { evaluate } from "#programs/evaluation/evaluate.ts";
import { PKH } from "#programs/pkh.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { DETERMINED_ON, makeVersionsAtLine } from "#test/two-versions-at-line.ts";
const folder = mkdtempSync("/tmp/ev-scale-");
const db = await openDuckDb({ threads: 2, memory: "6GB", workFolder: folder });
const ruleset = rulesetOn(PKH, "2026-01-10");
await makeVersionsAtLine(db, ruleset, { families: 1_000_000, effectMilli: 300 });
const none = { inside: 0, outside: 0 };
const cpu = process.cpuUsage(); const t = performance.now();
const said = await evaluate(db, { ruleset, since: DETERMINED_ON, terms: evaluationTermsOn("2026-01-10"), hasPayments: true, countPlans: async () => ({ opened: none, graduated: none, shocks: none }) });
const used = process.cpuUsage(cpu);
console.log("seconds", (performance.now() - t) / 1000, "cpu", (used.user + used.system) / 1e6, "rss MB", process.memoryUsage().rss / 1e6);
if (said.ok) { console.log(JSON.stringify(said.value.lines)); for (const o of said.value.outcomes) console.log(o.id, o.verdict, o.found?.estimate.effect, o.found?.estimate.low, o.found?.estimate.high, o.found?.band); }
db.close(); rmSync(folder, { recursive: true });
