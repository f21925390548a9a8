import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { keysAfter } from "#lake/record-key.ts";
import { HOT_BLOCK_PAIRS } from "#matching/blocking-keys.ts";
import { matchFrozen, type OpenDelivery } from "#matching/increment/match-frozen.ts";
import { type IncrementReport, matchIncrement } from "#matching/increment/match-increment.ts";
import {
  EVERY_LINK,
  type FrozenModel,
  layerFile,
  type MatchState,
} from "#matching/increment/match-state.ts";
import { matchPersons } from "#matching/match-persons.ts";
import type { ErrorProfile } from "#synthetic/error-profiles.ts";
import { linkageData } from "../linkage/nation.ts";
import { type StepCost, stepMeter } from "../linkage/step-meter.ts";

const { values } = parseArgs({
  options: {
    records: { type: "string", default: "200000" },
    turns: { type: "string", default: "1" },
    errors: { type: "string", default: "harder" },
    seed: { type: "string", default: "1" },
    threads: { type: "string", default: "2" },
    memory: { type: "string", default: "2500MB" },
    again: { type: "boolean", default: false },
    steps: { type: "boolean", default: false },
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

/** After the day of the synthetic registry. */
const FIRST_QUARTER = 20_260_630;
const NEXT_QUARTER = 20_260_930;

type Cost = { readonly cpuSeconds: number; readonly wallSeconds: number };
type Turn = {
  readonly frozen: Cost;
  readonly increment: Cost;
  /** The whole matching of what stands after the corrections, as a build runs it, and under the frozen model. */
  readonly whole: Cost;
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

/** SQL: what a corrected record says, as `changes` names it besides. */
function corrected(changes: string): string {
  const kind = "record_key // 100 % 4";
  return `* replace (${changes},
        case when ${kind} = 0 then replace(name, 'A', 'E') else name end as name,
        case when ${kind} = 1 then null else kk end as kk,
        case when ${kind} = 1 then left(village_code, 9) || '9' else village_code end as village_code,
        case when ${kind} = 2 then birth_date - birth_date % 100 + 1 else birth_date end as birth_date,
        case when ${kind} = 3 then null else mother_name end as mother_name)`;
}

const IS_CORRECTED = "record_key % 100 = 7";

/**
 * Either file is delivered whole again, one record in a hundred said differently: as receiving stages it, these under keys of the new
 * delivery, all others under those that they had.
 */
async function deliverAgain(files: readonly OpenDelivery[]): Promise<readonly OpenDelivery[]> {
  const db = await openDuckDb({ ...shared, workFolder: join(work, "spill") });
  const written: OpenDelivery[] = [];
  for (const one of files) {
    const deliveryNo = one.deliveryNo + files.length;
    const file = join(work, `again-${deliveryNo}.parquet`);
    const key = `record_key - ${keysAfter(one.deliveryNo)} + ${keysAfter(deliveryNo)} as record_key`;
    const rows = `read_parquet(${text(one.file)})`;
    await db.run(`copy (
      select * replace (${NEXT_QUARTER} as as_of) from (
        select ${corrected(key)} from ${rows} where ${IS_CORRECTED}
        union all
        select * from ${rows} where not (${IS_CORRECTED})
      ) order by record_key
    ) to ${text(file)} (format parquet, compression zstd)`);
    const repeatsUpTo = keysAfter(one.deliveryNo + 1);
    written.push({ deliveryNo, listNo: one.listNo, asOf: NEXT_QUARTER, file, repeatsUpTo });
  }
  db.close();
  return written;
}

/**
 * One record in a hundred of either file is said anew, differently: corrections, in a delivery of their own. Those of the registry
 * are a quarter newer, so that they stand for their NIK from then on.
 */
async function writeCorrections(files: readonly OpenDelivery[]): Promise<readonly OpenDelivery[]> {
  const db = await openDuckDb({ ...shared, workFolder: join(work, "spill") });
  const written: OpenDelivery[] = [];
  for (const { deliveryNo, file } of files) {
    const correction = {
      ...{ deliveryNo: deliveryNo + files.length, listNo: deliveryNo + files.length },
      asOf: NEXT_QUARTER,
      file: join(work, `corrections-${deliveryNo}.parquet`),
    };
    await db.run(`copy (
      select ${corrected(`record_key + 2000000000 as record_key, ${correction.deliveryNo} as delivery_no,
        ${NEXT_QUARTER} as as_of`)}
      from read_parquet(${text(file)}) where ${IS_CORRECTED}
    ) to ${text(correction.file)} (format parquet)`);
    written.push(correction);
  }
  db.close();
  return written;
}

type Answer = "link" | "review_pair";

/** SQL: an answer of a state, put together from its layers. */
async function ofState(
  db: Awaited<ReturnType<typeof openDuckDb>>,
  name: string,
  { layers }: MatchState,
  answer: Answer,
): Promise<string> {
  for (const [i, layer] of layers.entries()) {
    await db.run(`attach if not exists ${text(layerFile(layer))} as ${name}_${i} (read_only)`);
  }
  if (answer === "review_pair") return `select * from ${name}_${layers.length - 1}.state_review`;
  const tables = ["state_link", "link_gone"].map((table) => {
    const parts = layers.map((_, i) => `select * from ${name}_${i}.${table}`);
    return `${table} as (${parts.join(" union all ")})`;
  });
  return `select * from (with ${tables.join(", ")} ${EVERY_LINK}) every_link`;
}

/** Fails where the two answers differ in a single row. */
async function mustBeEqual(
  what: string,
  one: MatchState,
  other: MatchState | { readonly folder: string },
): Promise<void> {
  const db = await openDuckDb({ ...shared, workFolder: join(work, "spill") });
  for (const answer of ["link", "review_pair"] as const) {
    const a = await ofState(db, "one", one, answer);
    const b =
      "folder" in other
        ? `select * from read_parquet(${text(join(other.folder, `${answer}.parquet`))})`
        : await ofState(db, "other", other, answer);
    const [row] = await db.all<{ n: bigint }>(
      `select (select count(*) from (${a} except all ${b})) + (select count(*) from (${b} except all ${a})) as n`,
    );
    if (row?.n !== 0n) throw new Error(`${what}: ${row?.n} rows of ${answer} differ`);
  }
  db.close();
}

const whole = (name: string, persons: readonly OpenDelivery[]) =>
  measured(name, (engine, { privateFolder, limits }) =>
    matchPersons(
      engine,
      {
        personFiles: persons.map(({ file }) => file),
        evidenceFiles: [],
        privateFolder,
        outFolder: privateFolder,
        limits,
        seed,
      },
      quiet,
    ),
  );

function writeSteps(costs: readonly StepCost[]): void {
  for (const { step, cpuSeconds, seconds } of costs) {
    process.stderr.write(`  ${step} ${cpuSeconds.toFixed(3)} CPU-s, ${seconds.toFixed(3)} s\n`);
  }
}

async function turn(): Promise<Turn> {
  const before: readonly OpenDelivery[] = ["register", "source"].map((name, i) => ({
    ...{ deliveryNo: i + 1, listNo: i + 1, asOf: FIRST_QUARTER },
    file: join(data.folder, `${name}.parquet`),
  }));
  const learned = await whole("learned", before);
  const { weights, familyWeights, calibration } = learned.answer;
  const model: FrozenModel = { weights, familyWeights, calibration, hot: HOT_BLOCK_PAIRS };
  const frozen = await measured("frozen", (engine, place) =>
    matchFrozen(engine, { ...place, persons: before, evidence: [], model }),
  );
  await mustBeEqual("frozen and learned", frozen.answer, { folder: join(work, "learned") });
  const persons = values.again
    ? await deliverAgain(before)
    : [...before, ...(await writeCorrections(before))];
  const meter = stepMeter();
  const increment = await measured("increment", async (engine, place) =>
    mustAccept(
      await matchIncrement(
        engine,
        { ...place, persons, evidence: [], model, state: frozen.answer },
        meter.progress,
      ),
      "increment",
    ),
  );
  if (values.steps) writeSteps(meter.stop());
  const again = await measured("again", (engine, place) =>
    matchFrozen(engine, { ...place, persons, evidence: [], model, rarities: frozen.answer }),
  );
  const { state, ...report } = increment.answer;
  await mustBeEqual("increment and whole", state, again.answer);
  return {
    frozen: frozen.cost,
    increment: increment.cost,
    whole: (await whole("whole", persons)).cost,
    frozenAgain: again.cost,
    report,
  };
}

const turns: Turn[] = [];
for (let i = 0; i < Number(values.turns); i++) turns.push(await turn());
await rm(work, { recursive: true, force: true });

const cheapest = (which: "whole" | "frozenAgain" | "increment"): number =>
  Math.min(...turns.map((one) => one[which].cpuSeconds));
const share = (of: "whole" | "frozenAgain"): string =>
  `${((100 * cheapest("increment")) / cheapest(of)).toFixed(1)} %`;
const { report } = turns[0] as Turn;
const words = `\
| register + list records | whole, as a build runs it: CPU-s | whole, model frozen, leaving its state: CPU-s | increment: CPU-s | of the first | of the second | added, removed | pairs scored |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| ${data.register} + ${data.source} | ${cheapest("whole").toFixed(2)} | ${cheapest("frozenAgain").toFixed(2)} | ${cheapest("increment").toFixed(2)} | ${share("whole")} | ${share("frozenAgain")} | ${report.added}, ${report.removed} | ${report.scored} |`;
process.stdout.write(`${values.json ? JSON.stringify(turns) : words}\n`);
