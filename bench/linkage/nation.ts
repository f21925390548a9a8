import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { quiet } from "#domain/progress.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { findRegion } from "#regions/region-book.ts";
import { findLayout } from "#sources/layouts/all.ts";
import { stageDelivery, stagedFiles } from "#staging/stage-delivery.ts";
import type { ErrorProfile } from "#synthetic/error-profiles.ts";
import type { PlannedDelivery } from "#synthetic/plan.ts";
import { synthesize } from "#synthetic/synthesize.ts";

/** A register and one source, beside the truth; all that either side may read. */
export type LinkageData = {
  /** Holds register.parquet, source.parquet and truth.parquet (record_key, person_no). */
  readonly folder: string;
  readonly register: number;
  readonly source: number;
};

export type LinkageDraft = {
  readonly records: number;
  readonly errors: ErrorProfile;
  readonly seed: string;
};

/** Records of the civil registry and of DTKS that one family brings along. */
const RECORDS_A_FAMILY = 4.6;

const REGISTER = 1;
const SOURCE = 2;

/** What matching reads of a staged person, and nothing more. */
const NARROW = `record_key, delivery_no, source, as_of, nik, kk, name, mother_name, birth_date, sex,
  village_code, life_status, relationship`;

/** The narrow files of a draft; made once and kept, for they are the same every time. */
export async function linkageData(
  draft: LinkageDraft,
  home: string,
  limits: Omit<EngineLimits, "workFolder">,
): Promise<LinkageData> {
  const folder = join(home, `${draft.records}-${draft.errors}-${draft.seed}`);
  const figures = join(folder, "figures.json");
  if (!existsSync(figures)) {
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    const made = await makeData(draft, folder, { ...limits, workFolder: join(folder, "spill") });
    await writeFile(figures, JSON.stringify(made));
  }
  return JSON.parse(await readFile(figures, "utf8")) as LinkageData;
}

async function makeData(
  { records, errors, seed }: LinkageDraft,
  folder: string,
  limits: EngineLimits,
): Promise<LinkageData> {
  const nation = join(folder, "nation");
  process.stderr.write(`making and staging a nation of ${records} records (${errors}) …\n`);
  const families = Math.round(records / RECORDS_A_FAMILY);
  const sources = ["dukcapil", "dtks"] as const;
  const draft = { engineLimits: limits, outFolder: nation, families, seed, errors, sources };
  const { plan } = await synthesize(draft, quiet);
  const counts = { register: 0, source: 0 };
  const staged: string[] = [];
  for (const delivery of plan.deliveries.filter(({ set }) => set === "person")) {
    const name = delivery.source === "dukcapil" ? "register" : "source";
    const deliveryNo = name === "register" ? REGISTER : SOURCE;
    staged.push(await stage(delivery, deliveryNo, nation, join(folder, name), limits));
    counts[name] = await narrow(staged.at(-1) ?? "", join(folder, `${name}.parquet`), limits);
  }
  await writeTruth(staged, nation, folder, limits);
  for (const used of ["nation", "register", "source", "spill"]) {
    await rm(join(folder, used), { recursive: true, force: true });
  }
  return { folder, ...counts };
}

/** Stages a delivery as receiving does; answers the staged file. */
async function stage(
  { source, set, edition, file, asOf }: PlannedDelivery,
  deliveryNo: number,
  nation: string,
  folder: string,
  { threads, memory }: EngineLimits,
): Promise<string> {
  await mkdir(folder, { recursive: true });
  const layout = findLayout(source, set, edition);
  if (layout === undefined) throw new Error(`no layout of ${source} ${set} ${edition}`);
  const delivered = {
    file: join(nation, file),
    layout,
    deliveryNo,
    asOf: Number(asOf.replaceAll("-", "")),
    isKnownRegion: (code: string) => findRegion(code) !== undefined,
  };
  const staged = await stageDelivery(delivered, folder, { threads, memory });
  if (!staged.ok) throw new Error(`staging ${source} refused: ${staged.problem}`);
  return stagedFiles(folder, set).staged;
}

async function narrow(staged: string, file: string, limits: EngineLimits): Promise<number> {
  const db = await openDuckDb(limits);
  try {
    await db.run(`copy (select ${NARROW} from read_parquet(${text(staged)}) order by record_key)
      to ${text(file)} (format parquet, compression zstd)`);
    const [row] = await db.all<{ n: bigint }>(
      `select count(*) as n from read_parquet(${text(file)})`,
    );
    return Number(row?.n ?? 0n);
  } finally {
    db.close();
  }
}

/** Of whom each record speaks: record_key, person_no. */
async function writeTruth(
  staged: readonly string[],
  nation: string,
  folder: string,
  limits: EngineLimits,
): Promise<void> {
  const db = await openDuckDb(limits);
  try {
    await db.run(`copy (
      select s.record_key, t.person_no from read_parquet([${staged.map(text).join(", ")}]) s
      join read_parquet(${text(join(nation, "truth", "record", "*.parquet"))}) t
        on t.source = s.source and t."set" = 'person' and t.row_no = s.row_no
      order by s.record_key
    ) to ${text(join(folder, "truth.parquet"))} (format parquet, compression zstd)`);
  } finally {
    db.close();
  }
}
