import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { HOT_BLOCK_PAIRS } from "#matching/blocking-keys.ts";
import { matchFrozen } from "#matching/increment/match-frozen.ts";
import { type IncrementReport, matchIncrement } from "#matching/increment/match-increment.ts";
import {
  EVERY_LINK,
  type FrozenModel,
  layerFile,
  type MatchState,
  stateInputs,
} from "#matching/increment/match-state.ts";
import { matchPersons } from "#matching/match-persons.ts";
import type { ErrorProfile } from "#synthetic/error-profiles.ts";
import { linkageData } from "../linkage/nation.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "200000" },
    turns: { type: "string", default: "1" },
    errors: { type: "string", default: "harder" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "2500MB" },
    json: { type: "boolean", default: false },
  },
});

const shared = { threads: Number(values.threads), memory: values.memory };
const home = join(import.meta.dirname, "..", "work");
const work = join(home, "increment");
const { records, errors, seed } = values;
const data = await linkageData(
  { records: Number(records), errors: errors as ErrorProfile, seed },
  join(home, "linkage"),
  shared,
);

type Cost = { readonly cpuSeconds: number; readonly wallSeconds: number };
type Turn = {
  readonly learned: Cost;
  readonly frozen: Cost;
  readonly increment: Cost;
  readonly frozenAgain: Cost;
  readonly report: Omit<IncrementReport, "state">;
};

/** One act with an engine of its own, and what it cost this process. */
async function measured<T>(
  name: string,
  act: (
    engine: Engine,
    place: { privateFolder: string; layer: string; limits: EngineLimits },
  ) => Promise<T>,
): Promise<{ readonly answer: T; readonly cost: Cost }> {
  const privateFolder = join(work, name);
  await rm(privateFolder, { recursive: true, force: true });
  await mkdir(privateFolder, { recursive: true });
  const limits = { ...shared, workFolder: join(privateFolder, "spill") };
  const [before, started] = [process.cpuUsage(), performance.now()];
  const engine = await duckdbEngine(limits);
  const answer = await act(engine, { privateFolder, layer: join(privateFolder, "layer"), limits });
  await engine.close();
  const { user, system } = process.cpuUsage(before);
  const cost = {
    cpuSeconds: (user + system) / 1e6,
    wallSeconds: (performance.now() - started) / 1000,
  };
  process.stderr.write(`${name}: ${cost.cpuSeconds.toFixed(2)} CPU-s\n`);
  return { answer, cost };
}

/** One record in a hundred is another now, under a key of its own; one in ten of those is gone. */
async function changeFiles(files: readonly string[]): Promise<readonly string[]> {
  const db = await openDuckDb({ ...shared, workFolder: join(work, "spill") });
  const changed: string[] = [];
  for (const file of files) {
    const kind = "record_key // 100 % 4";
    const to = join(work, `changed-${changed.length}.parquet`);
    await db.run(`copy (
      select * from read_parquet(${text(file)}) where record_key % 100 <> 7
      union all
      select * replace (record_key + 2000000000 as record_key,
        case when ${kind} = 0 then replace(name, 'A', 'E') else name end as name,
        case when ${kind} = 1 then null else kk end as kk,
        case when ${kind} = 1 then left(village_code, 9) || '9' else village_code end as village_code,
        case when ${kind} = 2 then birth_date - birth_date % 100 + 1 else birth_date end as birth_date,
        case when ${kind} = 3 then null else mother_name end as mother_name)
      from read_parquet(${text(file)}) where record_key % 100 = 7 and record_key // 100 % 10 <> 9
    ) to ${text(to)} (format parquet)`);
    changed.push(to);
  }
  db.close();
  return changed;
}

/** SQL: the links of a state, put together from its layers. */
function links(state: MatchState): string {
  const tables = stateInputs(state, ["state_link", "link_gone"]).map(
    ({ table, files }) =>
      `${table} as (select * from read_parquet([${files.map(text).join(", ")}]))`,
  );
  return `select * from (with ${tables.join(", ")} ${EVERY_LINK}) every_link`;
}

/** Rows that one answer has and the other has not. */
async function differences(one: MatchState, other: MatchState): Promise<number> {
  const db = await openDuckDb({ ...shared, workFolder: join(work, "spill") });
  let found = 0;
  for (const table of ["link", "state_review"] as const) {
    const read = (state: MatchState): string =>
      table === "link"
        ? links(state)
        : `select * from read_parquet(${text(layerFile(state.layers.at(-1) ?? "", table))})`;
    for (const [a, b] of [
      [one, other],
      [other, one],
    ] as const) {
      const [row] = await db.all<{ n: bigint }>(
        `select count(*) as n from (${read(a)} except all ${read(b)})`,
      );
      found += Number(row?.n ?? 0n);
    }
  }
  db.close();
  return found;
}

async function turn(): Promise<Turn> {
  const files = ["register", "source"].map((name) => join(data.folder, `${name}.parquet`));
  const learned = await measured("learned", (engine, { privateFolder, limits }) =>
    matchPersons(
      engine,
      {
        personFiles: files,
        evidenceFiles: [],
        privateFolder,
        outFolder: privateFolder,
        limits,
        seed,
      },
      quiet,
    ),
  );
  const { weights, calibration } = learned.answer;
  const model: FrozenModel = { weights, calibration, hot: HOT_BLOCK_PAIRS };
  const frozen = await measured("frozen", (engine, place) =>
    matchFrozen(engine, { ...place, personFiles: files, model }),
  );
  const changed = await changeFiles(files);
  const increment = await measured("increment", async (engine, place) =>
    mustAccept(
      await matchIncrement(engine, { ...place, personFiles: changed, model, state: frozen.answer }),
      "increment",
    ),
  );
  const again = await measured("again", (engine, place) =>
    matchFrozen(engine, { ...place, personFiles: changed, model, rarities: frozen.answer }),
  );
  const { state, ...report } = increment.answer;
  const different = await differences(state, again.answer);
  if (different > 0) throw new Error(`${different} rows differ from the whole run`);
  return {
    learned: learned.cost,
    frozen: frozen.cost,
    increment: increment.cost,
    frozenAgain: again.cost,
    report,
  };
}

const turns: Turn[] = [];
for (let i = 0; i < Number(values.turns); i++) turns.push(await turn());
await rm(work, { recursive: true, force: true });

const cheapest = (which: "learned" | "frozenAgain" | "increment"): number =>
  Math.min(...turns.map((one) => one[which].cpuSeconds));
const share = (of: "learned" | "frozenAgain"): string =>
  `${((100 * cheapest("increment")) / cheapest(of)).toFixed(1)} %`;
const { report } = turns[0] as Turn;
const words = `\
| register + list records | whole, as a build runs it: CPU-s | whole, model frozen: CPU-s | increment: CPU-s | of the first | of the second | added, removed | pairs scored, of all |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| ${data.register} + ${data.source} | ${cheapest("learned").toFixed(2)} | ${cheapest("frozenAgain").toFixed(2)} | ${cheapest("increment").toFixed(2)} | ${share("learned")} | ${share("frozenAgain")} | ${report.added}, ${report.removed} | ${report.scored} of ${report.pairs} |`;
process.stdout.write(`${values.json ? JSON.stringify(turns) : words}\n`);
