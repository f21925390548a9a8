import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { quiet } from "#domain/progress.ts";
import { type DuckDb, openDuckDb, text } from "#engine/duckdb/database.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import type { Engine, EngineLimits } from "#engine/engine.ts";
import { type Keyring, openKeyring } from "#lake/keyring.ts";
import { STAGED_FAMILY } from "#lake/tables.ts";
import { matchPersons } from "#matching/match-persons.ts";
import type { ReviewDecision } from "#matching/review-decisions.ts";
import { type SettledDecisions, settleDecisions } from "#matching/settle-decisions.ts";
import { buildRegistry, type RegistryReport } from "#registry/build-registry.ts";
import { type SmallPerson, writeRows, writeSmallPersons } from "./small-nation.ts";

/** A version of a small nation: its tables, plain, and what a next one goes on from. */
export type SmallVersion = {
  readonly place: string;
  readonly report: RegistryReport;
  readonly people: readonly SmallPerson[];
  readonly hasDecisions: boolean;
};

export type SmallDraft = {
  readonly people: readonly SmallPerson[];
  readonly families?: readonly Readonly<Record<string, string | number>>[];
  /** Versions before it, the first one first. */
  readonly history?: readonly SmallVersion[];
  /** The whole book of decisions. */
  readonly book?: readonly ReviewDecision[];
  readonly erased?: readonly bigint[];
};

export type SmallRegistry = {
  readonly db: DuckDb;
  /** Matches and registers; everything is in clear, beside each other. */
  build(draft: SmallDraft): Promise<SmallVersion>;
  /** Rows of a table of a version. */
  read<T>(
    version: SmallVersion,
    table: string,
    columns: string,
    order?: string,
  ): Promise<readonly T[]>;
  /** The ledger's segments of these versions. */
  segments(history: readonly SmallVersion[]): readonly string[];
  close(): Promise<void>;
};

/** Matching and registry over people that a test writes down, on one engine in a folder of its own. */
export async function openSmallRegistry(): Promise<SmallRegistry> {
  const folder = await mkdtemp(join(tmpdir(), "small-registry-"));
  const limits = { threads: 1, memory: "1GB", workFolder: join(folder, "spill") };
  const db = await openDuckDb({ ...limits, workFolder: join(folder, "db") });
  const engine = await duckdbEngine(limits);
  const tools = { folder, limits, db, engine, keyring: await openKeyring(join(folder, "keys")) };
  return {
    db,
    build: (draft) => buildSmall(tools, draft),
    read: ({ place }, table, columns, order = "1") =>
      db.all(
        `select ${columns} from read_parquet(${text(join(place, `${table}.parquet`))}) order by ${order}`,
      ),
    segments: (history) => history.map(({ place }) => join(place, "ledger_event.parquet")),
    close: async () => {
      await engine.close();
      db.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Tools = {
  readonly folder: string;
  readonly limits: EngineLimits;
  readonly db: DuckDb;
  readonly engine: Engine;
  readonly keyring: Keyring;
};

async function buildSmall(tools: Tools, draft: SmallDraft): Promise<SmallVersion> {
  const { engine, keyring, db, limits } = tools;
  const { people, families = [], history = [], book = [], erased = [] } = draft;
  const place = await mkdtemp(join(tools.folder, `${history.length + 1}-`));
  const [persons, familyFile] = ["person", "family"].map((set) =>
    join(place, `staged_${set}.parquet`),
  ) as [string, string];
  await writeSmallPersons(db, people, persons);
  const nowhere = { latitude: null, longitude: null };
  const rows = families.map((family) => ({ ...nowhere, ...family }));
  await writeRows(db, STAGED_FAMILY, rows, familyFile);
  const before = history.at(-1);
  const settled = await settle(tools, book, { place, persons, before });
  const shared = { personFiles: [persons], evidenceFiles: [], privateFolder: place, limits };
  const decided = settled === undefined ? {} : { decisions: settled };
  await matchPersons(engine, { ...shared, ...decided, outFolder: place, seed: "1" }, quiet);
  const report = await buildRegistry(
    engine,
    keyring,
    {
      ...shared,
      versionNo: history.length + 1,
      modelVersion: "m-test",
      asOf: 20260401,
      familyFiles: [familyFile],
      answerFiles: [],
      ledgerFiles: history.map((one) => join(one.place, "ledger_event.parquet")),
      matchFolder: place,
      outFolder: place,
      next: before?.report.next ?? { person: 1, family: 1, event: 1 },
      erasedPersons: erased,
      ...(settled === undefined ? {} : { decisions: { settled, carriedFiles: carriedBy(before) } }),
      ...(before === undefined ? {} : { parent: parentAt(before.place) }),
    },
    quiet,
  );
  return { place, report, people, hasDecisions: settled !== undefined };
}

async function settle(
  { engine, limits }: Tools,
  decisions: readonly ReviewDecision[],
  files: {
    readonly place: string;
    readonly persons: string;
    readonly before: SmallVersion | undefined;
  },
): Promise<SettledDecisions | undefined> {
  if (decisions.length === 0) return undefined;
  const { place, persons, before } = files;
  const privateFolder = join(place, "decisions");
  await mkdir(privateFolder, { recursive: true });
  const draft = {
    decisions,
    personFiles: [persons],
    earlierFiles: before === undefined ? [] : [join(before.place, "staged_person.parquet")],
    carriedFiles: carriedBy(before),
    privateFolder,
    limits,
  };
  return settleDecisions(engine, draft, quiet);
}

const carriedBy = (before: SmallVersion | undefined): readonly string[] =>
  before?.hasDecisions ? [join(before.place, "reviewed_record.parquet")] : [];

const parentAt = (place: string) => ({
  personFile: join(place, "person.parquet"),
  familyFile: join(place, "family.parquet"),
  membershipFile: join(place, "membership.parquet"),
  provenanceFile: join(place, "provenance.parquet"),
  identityFiles: [join(place, "identity.parquet")],
});
