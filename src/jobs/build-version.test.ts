import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { QUALITY_GATES } from "#domain/quality-gate.ts";
import { mustAccept, refuse } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { Keyring } from "#lake/keyring.ts";
import { readManifest, writeManifest } from "#lake/manifest.ts";
import { ofVersionOn, readProgramBook } from "#programs/program-book.ts";
import { asWorker } from "#store/transact.ts";
import { sightingsInLake } from "#test/canary.ts";
import { ownHouse } from "#test/own-house.ts";
import { BPS, deliverHamlet, hamlet } from "#test/staged-house.ts";
import { type BuildDraft, buildVersion, type VersionReceipt } from "./build-version.ts";
import type { House } from "./house.ts";
import { mayPublishLinks, readMatchingReport } from "./matching-evidence.ts";
import { readGates } from "./override-gate.ts";
import { projectAndPublish } from "./publish-version.ts";
import { verifyVersion } from "./verify-version.ts";
import {
  answerVersionProgram,
  listVersionPrograms,
  proposeVersionProgram,
} from "./version-programs.ts";

const made = hamlet(5, 120);
/** Whoever holds no key: only what lies open is read. */
const NO_KEYS = { get: async () => undefined } as unknown as Keyring;
let house: House;
let leave: () => Promise<void>;
let first: VersionReceipt;

const draft = (label: string): BuildDraft => ({
  label,
  basis: "persons",
  asOf: "2026-04-01" as PlainDate,
  seed: "1",
  actors: BPS,
});
const build = async (label: string, at: House = house) =>
  mustAccept(await buildVersion(at, draft(label), quiet), label);

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  await deliverHamlet(house, made);
  await addRegionalPayer();
  first = await build("2026-1");
});
afterAll(async () => await leave());

/** Two people let versions determine one program more, with places of its own and money for five of them. */
async function addRegionalPayer(): Promise<void> {
  const quota = { program: "pbi-daerah", regencyNo: 3204, places: 9, reserve: 0, isExample: false };
  const quotaFile = join(house.settings.dataFolder, "pbi-daerah.json");
  const dated = { validFrom: "2026-01-01", legalBasis: "Perjanjian 7/2026" };
  await writeFile(quotaFile, JSON.stringify([{ ...quota, ...dated }]));
  const budgetFile = join(house.settings.dataFolder, "pbi-daerah-rupiah.json");
  const budget = { program: "pbi-daerah", regencyNo: 3204, rupiah: 5 * 126_000 };
  await writeFile(budgetFile, JSON.stringify([{ ...budget, ...dated }]));
  const entry = {
    program: "pbi-daerah",
    isIn: true,
    from: "2026-04-01",
    quotaFile,
    budgetFile,
    reason: "Perjanjian 7/2026 dengan kabupaten",
    by: "bps-steward",
  };
  const { desk } = house;
  const said = (of: Partial<typeof entry>) => proposeVersionProgram(desk, { ...entry, ...of });
  expect(await said({ by: "village-head" })).toEqual(refuse("right-not-held"));
  expect(await said({ program: "klj" })).toEqual(refuse("quotas-unreadable"));
  expect(await said({ reason: "kurang" })).toEqual(refuse("reason-too-short"));
  const number = mustAccept(await said({}), "proposed");
  expect(await said({})).toEqual(refuse("proposed-already"));
  const answer = (by: string) =>
    answerVersionProgram(desk, { entry: number, answer: "confirmed", by });
  expect(await answer("bps-steward")).toEqual(refuse("same-person"));
  expect(await answer("village-head")).toEqual(refuse("right-not-held"));
  expect(ofVersionOn(await asWorker(desk, readProgramBook), "2026-04-01")).toHaveLength(3);
  mustAccept(await answer("bps-steward-2"), "confirmed");
  expect(await answer("bps-steward-2")).toEqual(refuse("answered-already"));
  for (const sql of [
    "update dtsen.version_program set from_day = '2025-01-01'",
    "delete from dtsen.version_program",
    `insert into dtsen.version_program (program_code, is_in, from_day, ground, proposed_by, answer, answered_by, answered_at)
     values ('klj', true, '2026-01-01', 'by hand, by one person', 1, 'confirmed', 1, now())`,
  ]) {
    await expect(desk.owner.query(sql)).rejects.toThrow(/does not change|violates check/);
  }
  expect(await listVersionPrograms(desk)).toMatchObject([
    {
      program: "pbi-daerah",
      hasQuotas: true,
      hasBudgets: true,
      answer: "confirmed",
      answeredBy: "bps-steward-2",
    },
  ]);
}

test("what two people added is determined with its places and its money, and named among what the version is made of", async () => {
  const { manifest } = await readManifest(first.folder);
  expect(Object.keys(manifest.inputs)).toContainEqual(expect.stringMatching(/^rules pbi-daerah /));
  expect(manifest.inputs).toHaveProperty("budgets");
  const work = join(house.folders.work, "added");
  const db = await openDuckDb({ threads: 1, memory: "1GB", workFolder: work });
  try {
    const file = join(first.folder, "outcome.parquet");
    const held = await db.all(
      `select count(*) as held from '${file}' where program = 'pbi-daerah' and outcome in ('recipient', 'review')`,
    );
    expect(held).toEqual([{ held: 5n }]);
  } finally {
    db.close();
    await rm(work, { recursive: true, force: true });
  }
});

test("a build freezes a version whose every file is as its manifest says", async () => {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query("select state, families, persons from dtsen.version where label = '2026-1'"),
  );
  expect(row).toEqual({ state: "frozen", families: first.families, persons: first.persons });
  expect(mustAccept(await verifyVersion(house, "2026-1"), "verify")).toMatchObject({
    isWhole: true,
    differences: [],
  });
  expect(await readdir(house.folders.work)).toEqual([]);
  expect(await readdir(house.folders.versions)).toEqual(["1"]);
});

test("what lies open in the lake names nobody: no NIK, no card, no name", async () => {
  const said = [...made.registry, ...made.list].flatMap(({ nik, kk, name, mother_name }) => [
    nik,
    kk,
    ...[name, mother_name].filter((each) => String(each).includes(" ")),
  ]);
  const canaries = [...new Set(said.filter((each) => each !== null && each !== undefined))];
  expect(canaries.length).toBeGreaterThan(300);
  const { work, versions } = house.folders;
  const lake = { root: dirname(versions), keyring: NO_KEYS, scratch: work };
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: join(work, "canary") });
  try {
    const seen = await sightingsInLake(lake, db, canaries.map(String));
    expect(seen.sightings).toEqual([]);
    // The scan itself sees what is there: the same files hold the version's own numbers.
    const known = await sightingsInLake(lake, db, [first.manifestSha256]);
    expect(known.sightings).toHaveLength(1);
  } finally {
    db.close();
    await rm(join(work, "canary"), { recursive: true, force: true });
  }
});

test("the manifest lists by hash everything that the version is a function of", async () => {
  const { manifest } = await readManifest(first.folder);
  expect(Object.keys(manifest.inputs)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^rules pkh /),
      expect.stringMatching(/^rules sembako /),
      expect.stringMatching(/^rules pbi-jk /),
      ...["programs", "variables", "code lists", "regions edition", "quotas", "code version"],
    ]),
  );
  expect(manifest.inputs["draw key"]).toBe("2026-04-01|1");
});

test("a version is judged as it is frozen: manifest and desk say the same of every gate", async () => {
  const { manifest } = await readManifest(first.folder);
  expect(manifest.gates?.map(({ gate }) => gate)).toEqual(QUALITY_GATES);
  expect(manifest.gates?.map(({ outcome }) => outcome)).not.toContain("failed");
  const atDesk = mustAccept(await readGates(house.desk, "2026-1"), "gates");
  expect(atDesk).toEqual(manifest.gates?.map((gate) => ({ ...gate, overrides: [] })));
  expect(first.gates).toEqual(manifest.gates);
});

test("asked again after freezing, the same build answers the same receipt and builds nothing", async () => {
  const again = await build("2026-1");
  expect(again).toEqual({ ...first, resumed: ["frozen"] });
  const rows = await asWorker(house.desk, (tx) => tx.query("select from dtsen.ledger_segment"));
  expect(rows).toHaveLength(1);
});

test("a second build from the same deliveries has the same content hash and mints nobody", async () => {
  const second = await build("2026-1 again");
  expect(second.contentHashes).toEqual(first.contentHashes);
  const { ranking } = mustAccept(await readMatchingReport(house, "2026-1 again"), "report");
  expect(ranking?.moves).toMatchObject({ came: 0, left: 0, mobility: 0, stability: { psi: 0 } });
  const { manifest } = await readManifest(second.folder);
  const differing = ranking?.differing.national;
  expect(manifest.counts["families with another decile by the other basis"]).toBe(differing);
  expect(second.places).toEqual({ decileBasis: "persons", differing });
  const figures = await asWorker(house.desk, (tx) =>
    tx.query<{ figure: string; dims: object; value: number }>(
      "select figure, dims, value::int from dtsen.version_figure where version_no = $1 order by value",
      [second.versionNo],
    ),
  );
  const told = (name: string) => figures.filter(({ figure }) => figure === name);
  expect(told("other-basis-families")).toContainEqual({
    figure: "other-basis-families",
    dims: { scope: "national" },
    value: differing,
  });
  expect(told("cut-tie-families")).toHaveLength(ranking?.ties.national.length ?? 0);
  expect(told("program-cut").map(({ value }) => value)).toEqual([4, 5, 5]);
  const drawn = told("quota-tie-sharing").reduce((sum, { value }) => sum + value, 0);
  expect(drawn).toBe(second.programs.reduce((sum, { ties }) => sum + ties.sharing, 0));
  const segments = await asWorker(house.desk, (tx) =>
    tx.query("select next_person_id, next_family_id from dtsen.ledger_segment order by segment_no"),
  );
  expect(segments[1]).toEqual(segments[0]);
});

test("evidence that a version took over is published only while it is no older than the rule, and its learner stands", async () => {
  const again = await build("2026-1 again");
  expect(again.matching.route).toMatchObject({ how: "increment", onVersionNo: first.versionNo });
  expect(again.matching.calibration.carried).toMatchObject({ label: "2026-1", increments: 1 });
  const { manifest } = await readManifest(again.folder);
  expect(manifest.inputs.matching).toBe(`increment on ${first.versionNo}`);
  // A hamlet has too few trials for evidence: here it is said that it had enough.
  const believed = { ...again.matching.calibration, basis: "calibrated" };
  await writeFile(join(again.folder, "calibration.json"), JSON.stringify(believed));
  const { sha256 } = await writeManifest(again.folder, manifest);
  const set = (column: string, versionNo: number) =>
    house.desk.owner.query(`update dtsen.version set ${column} where version_no = ${versionNo}`);
  await set(`manifest_sha256 = '${sha256}'`, again.versionNo);
  const old = { ok: false, problem: "matching-evidence-old" };
  expect(await mayPublishLinks(house, again.label)).toEqual({ ok: true, value: "may" });
  await set("frozen_at = frozen_at - interval '366 days'", first.versionNo);
  expect(await mayPublishLinks(house, again.label)).toEqual({ ok: true, value: "may" });
  await set("frozen_at = frozen_at - interval '1 day'", first.versionNo);
  expect(await mayPublishLinks(house, again.label)).toEqual(old);
  await set("frozen_at = frozen_at + interval '367 days'", first.versionNo);
  await set("state = 'withdrawn'", first.versionNo);
  expect(await mayPublishLinks(house, again.label)).toEqual(old);
  await set("state = 'frozen'", first.versionNo);
});

test("one thread says what two say", async () => {
  const narrow = { ...house, settings: { ...house.settings, threads: 1 } };
  const other = await build("2026-1 on one thread", narrow);
  expect(other.contentHash).toBe(first.contentHash);
});

test.each([
  ["ranking-right-not-held", { actors: { ...BPS, rankedBy: "ministry-officer" } }],
  ["ranking-right-not-held", { actors: { ...BPS, rankedBy: "regency-supervisor" } }],
  ["ranking-right-not-held", { actors: { ...BPS, rankedBy: "village-operator" } }],
  ["freezing-right-not-held", { actors: { ...BPS, frozenBy: "bps-statistician" } }],
  ["freezing-right-not-held", { actors: { ...BPS, frozenBy: "nobody" } }],
  ["label-taken", { label: "2026-1", seed: "2" }],
  ["label-taken", { label: "2026-1", basis: "families" as const }],
  ["delivery-unknown", { label: "x", deliveries: [1, 999] }],
  ["no-civil-registry", { label: "x", deliveries: [2, 3] }],
  ["no-families", { label: "x", deliveries: [1, 2] }],
])("refused: %s", async (problem, change) => {
  const answer = await buildVersion(house, { ...draft("x"), ...change }, quiet);
  expect(answer).toEqual({ ok: false, problem });
});

test("a weight changed by one unit, its size kept, is seen by the manifest and by the signature", async () => {
  const path = join(first.folder, "models.json");
  const written = await readFile(path, "utf8");
  const check = async (text: string) => {
    await writeFile(path, text);
    return mustAccept(await verifyVersion(house, "2026-1"), "verify");
  };
  const changed = written.replace(
    /"intercept": (\d+)(\d),/,
    (_, head, last) => `"intercept": ${head}${(Number(last) + 1) % 10},`,
  );
  expect((await check(changed)).differences).toEqual([
    { path: "models.json", difference: "other-content" },
    { path: "models.json", difference: "signature-wrong" },
  ]);
  const { signature: _, ...bare } = JSON.parse(written);
  expect(await check(JSON.stringify(bare))).toMatchObject({ isWhole: false, models: "unsigned" });
  expect(await check(written)).toMatchObject({ isWhole: true, models: "signed" });
  expect(await check(written.slice(0, -9))).toMatchObject({ isWhole: false, models: "wrong" });
  await check(written);
  const elsewhere = { ...house.settings, keyFolder: join(house.settings.keyFolder, "none") };
  const stranger = await verifyVersion({ ...house, settings: elsewhere }, "2026-1");
  expect(mustAccept(stranger, "verify")).toMatchObject({
    isWhole: false,
    differences: [{ path: "models.json", difference: "signer-unknown" }],
  });
});

test("a file that changed is named", async () => {
  await writeFile(join(first.folder, "models.json"), "{}");
  const check = mustAccept(await verifyVersion(house, "2026-1"), "verify");
  expect(check.isWhole).toBe(false);
  expect(check.differences).toEqual([{ path: "models.json", difference: "other-size" }]);
});

type Stated = {
  readonly record_key: bigint;
  readonly family_id: bigint;
  readonly statement: string;
  readonly amount: bigint;
  readonly observed_on: number;
  readonly match_probability_milli: number;
};

async function evidenceOf({ folder }: VersionReceipt): Promise<readonly Stated[]> {
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house.folders.work });
  try {
    return await db.all<Stated>(
      `select * from read_parquet('${join(folder, "evidence.parquet")}') order by record_key`,
    );
  } finally {
    db.close();
  }
}

/** As the desk keeps an answer; a second person's only where the statement holds. */
async function answerAt(row: Stated | undefined, state: "confirmed" | "dismissed", second: number) {
  await house.desk.owner.query(
    `insert into dtsen.evidence_check (version_no, family_id, village_no, domicile_village_no, source, subject_kind,
       statement, amount, observed_on, match_probability_milli, reason, state, decided_by, decided_at, confirmed_by)
     select $1, $2, 1, 1, 'pln', 'meter', $3, $4, to_date($5::text, 'YYYYMMDD'), 500, 'below-threshold', $6,
       min(account_id), now(), case when $7 > 0 then max(account_id) end from dtsen.account`,
    [first.versionNo, row?.family_id, row?.statement, row?.amount, row?.observed_on, state, second],
  );
}

/** The third is confirmed by one person alone, which counts for nothing. */
async function answeredChecks(): Promise<(signed: VersionReceipt) => Promise<void>> {
  const [aside, sure, alone] = await evidenceOf(first);
  await answerAt(aside, "dismissed", 0);
  await answerAt(sure, "confirmed", 1);
  await answerAt(alone, "confirmed", 0);
  return async (signed) => {
    const after = new Map((await evidenceOf(signed)).map((row) => [row.record_key, row]));
    const milliOf = (row: Stated | undefined) =>
      after.get(row?.record_key ?? 0n)?.match_probability_milli;
    expect([aside, sure, alone].map(milliOf)).toEqual([
      undefined,
      1000,
      alone?.match_probability_milli,
    ]);
    expect(after.size).toBe((await evidenceOf(first)).length - 1);
    const { manifest } = await readManifest(signed.folder);
    expect(Object.keys(manifest.inputs)).toContain("answered evidence checks (2)");
  };
}

test("links without evidence are not published, unless the steward signs for their bands", async () => {
  const refused = { ok: false, problem: "matching-without-evidence" };
  expect(first.matching.calibration.basis).toBe("prior");
  expect(
    await projectAndPublish(house, { label: "2026-1", publishedBy: BPS.frozenBy }, quiet),
  ).toEqual(refused);

  const statedBands = { link: 6_000, review: 0, reason: "kiriman percobaan, berita acara 7" };
  const expectAnswered = await answeredChecks();
  const signed = mustAccept(
    await buildVersion(house, { ...draft("signed"), statedBands }, quiet),
    "signed",
  );
  expect(signed.matching.calibration).toMatchObject({
    basis: "stated",
    stated: { by: BPS.frozenBy, reason: statedBands.reason },
  });
  // What people answered about statements counts from here on.
  await expectAnswered(signed);
  expect(await mayPublishLinks(house, "signed")).toEqual({ ok: true, value: "may" });
  const { decided, calibration } = mustAccept(await readMatchingReport(house, "signed"), "report");
  expect(calibration).toEqual(signed.matching.calibration);
  expect(decided.links.reduce((sum, { records }) => sum + records, 0)).toBe(
    signed.matching.rows.link,
  );
  expect(await readMatchingReport(house, "never built")).toEqual({
    ok: false,
    problem: "version-unknown",
  });
  const { manifest } = await readManifest(signed.folder);
  expect(Object.keys(manifest.inputs)).toContain("stated bands");
  const audited = await house.desk.owner.query(
    "select actor, version_no from dtsen.audit_entry where act = 'state-matching-bands'",
  );
  expect(audited.rows).toEqual([{ actor: `cli:${BPS.frozenBy}`, version_no: signed.versionNo }]);

  const forged = '{ "basis": "calibrated" }';
  await writeFile(join(signed.folder, "calibration.json"), forged);
  expect(await mayPublishLinks(house, "signed")).toEqual(refused);
  // Whoever writes the manifest anew as well does not write it at the desk.
  await writeManifest(signed.folder, { ...manifest, files: [{ path: "calibration.json" }] });
  expect(await mayPublishLinks(house, "signed")).toEqual(refused);
  expect(await readMatchingReport(house, "signed")).toEqual(refused);
  await rm(join(signed.folder, "manifest.json"));
  expect(await mayPublishLinks(house, "signed")).toEqual(refused);
});
