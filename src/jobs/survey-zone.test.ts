import { readdirSync } from "node:fs";
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { SURVEY_SECRETS } from "#domain/survey-secrecy.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { readKeyId } from "#lake/envelope.ts";
import { surveyFolders } from "#lake/survey-zone.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { emptyHouseForTests } from "#test/empty-house.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS, deliverHamlet, hamlet, putStaged } from "#test/staged-house.ts";
import { deskForTests } from "#test/store.ts";
import { stagedSurvey } from "./build-staged.ts";
import { type BuildDraft, buildVersion } from "./build-version.ts";
import { eraseHousehold } from "./erase-household.ts";
import { openSurveyReturn } from "./open-survey-return.ts";
import { receiveDelivery } from "./receive-delivery.ts";
import { runRetention } from "./run-retention.ts";
import { surveyPlaceOf, zoneOf } from "./survey-place.ts";

const desk = deskForTests();
const house = emptyHouseForTests(desk);
const SURVEY_NO = 6;

beforeAll(async () => {
  await deliverHamlet(house(), hamlet(5, 12));
  const survey = { source: "susenas", set: "survey", asOf: 20260302 } as const;
  const sample = hamlet(6, 40).sample.map((row, i) => ({
    ...row,
    household_no: `TERTUTUP-${i}-RUMAH`,
  }));
  expect(await putStaged(house(), survey, sample)).toBe(SURVEY_NO);
}, PATIENCE);

const DRAFT: BuildDraft = {
  label: "2026-1",
  basis: "persons",
  asOf: "2026-04-01" as PlainDate,
  seed: "1",
  actors: BPS,
  decisions: [],
};

/** The zone's key taken elsewhere for the time of work: what is left is the register's alone. */
async function withoutItsKey<T>(work: () => Promise<T>): Promise<T> {
  const { surveyKeyFolder } = surveyPlaceOf(house());
  await rename(surveyKeyFolder, `${surveyKeyFolder}-away`);
  try {
    return await work();
  } finally {
    await rename(`${surveyKeyFolder}-away`, surveyKeyFolder);
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
}

test("a survey lies in a zone of its own, under a key that the register's ring does not know", async () => {
  const file = stagedSurvey(house(), SURVEY_NO);
  expect(file.startsWith(surveyFolders(house().settings.dataFolder).staged)).toBe(true);
  expect(file.startsWith(house().folders.root)).toBe(false);
  expect(await house().keyring.get(await readKeyId(file))).toBeUndefined();
  await expect(withIdentity(house(), [file], async () => "opened")).rejects.toThrow("its key");
  const zone = await zoneOf(house());
  const opened = zone && (await withIdentity(zone, [file], async () => "opened"));
  expect(opened).toBe("opened");
});

test("the register's master key does not unwrap the zone's: copied over it, nothing opens", async () => {
  const { surveyKeyFolder } = surveyPlaceOf(house());
  const [theirs, ours] = [surveyKeyFolder, house().settings.keyFolder].map((f) =>
    join(f, "master.key"),
  );
  const kept = await readFile(theirs as string);
  await writeFile(theirs as string, await readFile(ours as string), { mode: 0o600 });
  const zone = await zoneOf(house());
  const file = stagedSurvey(house(), SURVEY_NO);
  await expect(withIdentity(zone ?? house(), [file], async () => "opened")).rejects.toThrow(
    "does not open with this master key",
  );
  await writeFile(theirs as string, kept, { mode: 0o600 });
});

test("who holds the register's key alone builds nothing of a survey", async () => {
  await withoutItsKey(async () => {
    const refused = { ok: false, problem: "survey-zone-closed" };
    expect(await buildVersion(house(), DRAFT, quiet)).toEqual(refused);
    const { surveyKeyFolder } = surveyPlaceOf(house());
    expect(await stat(surveyKeyFolder).catch(() => undefined)).toBeUndefined();
  });
});

test(
  "models, aggregates and errors leave the zone: no household of it is in the version, in the lake or in any folder of work",
  async () => {
    const zone = surveyFolders(house().settings.dataFolder);
    const plainInputs: string[] = [];
    const built = await buildVersion(house(), DRAFT, ({ step }) => {
      if (step !== "train") return;
      const names = readdirSync(house().settings.dataFolder, { recursive: true }).map(String);
      plainInputs.push(...names.filter((name) => /survey.*\.parquet$/.test(name)));
    });
    expect(built).toMatchObject({ ok: true });
    // While models learn there is plain text, and it is in the zone.
    expect(plainInputs.length).toBeGreaterThan(1);
    expect(plainInputs.filter((name) => !name.startsWith("survey/work/"))).toEqual([]);
    expect(await filesBelow(zone.work)).toEqual([]);
    const secrets = await secretsOfSurvey();
    expect(secrets.length).toBeGreaterThan(100);
    const version = join(house().folders.versions, "1");
    const models = await readFile(join(version, "models.json"), "utf8");
    expect(models).toContain("outOfFold");
    const columns = await columnsOf(
      (await filesBelow(version)).filter((f) => f.endsWith(".parquet")),
    );
    for (const secret of SURVEY_SECRETS) expect(columns).not.toContain(secret);
    for (const file of await filesBelow(house().folders.root)) {
      const bytes = await readFile(file);
      for (const secret of secrets) expect([file, bytes.includes(secret)]).toEqual([file, false]);
    }
  },
  PATIENCE,
);

/** Numbers of households and sampling units as their files write them. */
const secretsOfSurvey = () => secretsOf(SURVEY_NO);

async function secretsOf(deliveryNo: number): Promise<readonly string[]> {
  const zone = await zoneOf(house());
  if (zone === undefined) throw new Error("the zone of the test has its key");
  return await withIdentity(zone, [stagedSurvey(house(), deliveryNo)], async ([plain = ""]) => {
    const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: dirname(plain) });
    try {
      const rows = await db.all<{ secret: string }>(
        `select distinct household_no || '' as secret from read_parquet(${text(plain)}) where length(household_no) > 5 order by 1`,
      );
      return rows.map(({ secret }) => secret);
    } finally {
      db.close();
    }
  });
}

async function columnsOf(files: readonly string[]): Promise<readonly string[]> {
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house().folders.work });
  try {
    const named = await Promise.all(
      files.map((file) =>
        db.all<{ column_name: string }>(`describe select * from read_parquet(${text(file)})`),
      ),
    );
    return named.flat().map(({ column_name }) => column_name);
  } finally {
    db.close();
  }
}

test("the desk has no table of it: not a column, and no row of a survey's quarantine", async () => {
  const { rows } = await desk().owner.query<{ name: string }>(
    "select column_name as name from information_schema.columns where table_schema in ('dtsen', 'dtsen_loading')",
  );
  const names = rows.map(({ name }) => name);
  for (const secret of SURVEY_SECRETS) expect(names).not.toContain(secret);
  expect(await deliverMixed()).toMatchObject({ rowsAccepted: 3, rowsRefused: 2 });
  const quarantined = await desk().owner.query(
    "select from dtsen.quarantine_row q join dtsen.delivery d using (delivery_no) where d.delivery_set = 'survey'",
  );
  expect(quarantined.rowCount).toBe(0);
});

const MIXED = ["3204", "3204", "nowhere", "3204", ""].map((region, i) => ({
  renum: `TERTUTUP-B${i}`,
  psu: `TERTUTUP-P${i}`,
  kode_kabupaten: region,
  jumlah_art: 3,
  penimbang_ribuan: 1000,
  pengeluaran_per_kapita: 900_000 + i,
}));
let outside = "";
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), "dtsen-bps-"));
});
afterAll(async () => await rm(outside, { recursive: true, force: true }));

/** A survey as BPS sends it, of whose five rows two say no regency; the same file again is answered with its receipt. */
async function deliverMixed() {
  const file = join(outside, "susenas.parquet");
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: outside });
  const rows = MIXED.map((row) => `(${Object.values(row).map(cell).join(", ")})`).join(", ");
  await db.run(
    `copy (select * from (values ${rows}) t (${Object.keys(MIXED[0] ?? {}).join(", ")})) to ${text(file)} (format parquet)`,
  );
  db.close();
  const draft = {
    source: "susenas",
    set: "survey",
    file,
    asOf: "2026-03-03" as PlainDate,
  } as const;
  const answer = await receiveDelivery(house(), { ...draft, receivedBy: "bps-steward" });
  return mustAccept(answer, "received");
}
const cell = (value: string | number) => (typeof value === "string" ? text(value) : String(value));

test("its provider has what was refused as a file, in the zone alone: row, column, code, sentence, remedy, and no value", async () => {
  const { deliveryNo } = await deliverMixed();
  const file = join(outside, "pengembalian.csv");
  const open = async (change: object = {}) => {
    const draft = { deliveryNo, file, by: "bps-steward", ...change };
    const answer = await openSurveyReturn(house(), draft);
    return answer.ok ? answer.value : answer.problem;
  };
  expect(await open({ by: "village-operator" })).toBe("receiving-right-not-held");
  expect(await open({ deliveryNo: 1 })).toBe("survey-unknown");
  const inside = join(house().settings.dataFolder, "pengembalian.csv");
  expect(await open({ file: inside })).toBe("beside-the-register");
  expect(await withoutItsKey(open)).toBe("survey-zone-closed");
  expect(await open()).toEqual({ file, rowsRefused: 2 });
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const said = await readFile(file, "utf8");
  const [head, ...lines] = said.trim().split("\r\n");
  expect(head).toBe('"baris";"kolom";"kode";"akibat";"alasan";"perbaikan"');
  const cells = lines.map((line) => line.slice(1, -1).split('";"'));
  expect(cells.map(([row, column, code, effect]) => [row, column, code, effect])).toEqual([
    ["3", "", "survey-incomplete", "ditolak"],
    ["3", "kode_kabupaten", "region-unreadable", "catatan"],
    ["5", "", "survey-incomplete", "ditolak"],
  ]);
  for (const [, , , , reason, remedy] of cells) expect([reason, remedy]).not.toContain("");
  expect(said).not.toContain("TERTUTUP");
  const { rows } = await desk().owner.query(
    "select actor, subject_id::int as subject_id, row_count from dtsen.audit_entry where act = 'read-return-file'",
  );
  expect(rows).toEqual([{ actor: "cli:bps-steward", subject_id: deliveryNo, row_count: 2 }]);
});

test("the zone's owner takes a household out, by two people: its rows go under a new key, and the old one is destroyed", async () => {
  const { deliveryNo } = await deliverMixed();
  const file = stagedSurvey(house(), deliveryNo);
  const before = await readKeyId(file);
  const erase = async (change: object = {}) => {
    const answer = await eraseHousehold(house(), {
      ...{ deliveryNo, householdNo: "TERTUTUP-B1", ground: "UU 27/2022 pasal 8, surat 4/2026" },
      ...{ erasedBy: "bps-steward", confirmedBy: "bps-steward-2", ...change },
    });
    return answer.ok ? answer.value : answer.problem;
  };
  expect(await erase({ confirmedBy: "BPS-Steward" })).toBe("same-person");
  expect(await erase({ erasedBy: "psm" })).toBe("right-not-held");
  expect(await erase({ confirmedBy: "psm" })).toBe("second-right-not-held");
  expect(await erase({ ground: " " })).toBe("ground-missing");
  expect(await erase({ ground: "NIK 9932041705800001" })).toBe("ground-names-somebody");
  expect(await erase({ deliveryNo: 1 })).toBe("survey-unknown");
  expect(await erase({ householdNo: "TERTUTUP-B9" })).toBe("household-unknown");
  expect(await withoutItsKey(erase)).toBe("survey-zone-closed");
  expect(await erase()).toBe("erased");
  const zone = await zoneOf(house());
  expect(await zone?.keyring.get(before)).toBeUndefined();
  expect(await readKeyId(file)).not.toBe(before);
  expect(await secretsOf(deliveryNo)).toEqual(["TERTUTUP-B0", "TERTUTUP-B3"]);
  expect(await erase()).toBe("household-unknown");
});

test("only who holds the zone's key destroys a survey whose day has passed; without it the delivery stays due", async () => {
  const { rows } = await desk().owner.query(
    "update dtsen.delivery set retention_until = '2026-01-01' where delivery_no = $1 returning delivery_no",
    [SURVEY_NO],
  );
  expect(rows).toHaveLength(1);
  const run = () => runRetention(house(), { today: "2026-04-02", by: "bps-steward" });
  const held = await withoutItsKey(run);
  expect(held).toMatchObject({ ok: true, value: { destroyed: [], held: [{ set: "survey" }] } });
  expect(await stat(stagedSurvey(house(), SURVEY_NO))).toBeDefined();
  const keyId = await readKeyId(stagedSurvey(house(), SURVEY_NO));
  expect(await run()).toMatchObject({
    ok: true,
    value: { destroyed: [{ set: "survey" }], held: [] },
  });
  expect(await stat(stagedSurvey(house(), SURVEY_NO)).catch(() => undefined)).toBeUndefined();
  expect(await (await zoneOf(house()))?.keyring.get(keyId)).toBeUndefined();
});
