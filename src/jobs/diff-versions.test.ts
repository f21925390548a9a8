import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EVALUATED, evaluationTermsOn } from "#domain/evaluation.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { FAMILY_PATHS, MOVE_REASONS } from "#domain/version-move.ts";
import { openDuckDb, type Row, text } from "#engine/duckdb/database.ts";
import { readKeyId } from "#lake/envelope.ts";
import { readManifest, writeManifest } from "#lake/manifest.ts";
import { evaluationPage } from "#programs/evaluation/report-page.ts";
import { asWorker } from "#store/transact.ts";
import { ownHouse } from "#test/own-house.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS, deliverHamlet, hamlet, putStaged } from "#test/staged-house.ts";
import { type BuildDraft, buildVersion, type VersionReceipt } from "./build-version.ts";
import { diffVersions, type VersionDiff } from "./diff-versions.ts";
import { evaluateProgram } from "./evaluate-program.ts";
import type { House } from "./house.ts";
import { keepDiff } from "./keep-diff.ts";
import { keepEvaluation } from "./keep-evaluation.ts";
import { readMatchingReport } from "./matching-evidence.ts";
import { openMoves } from "./open-moves.ts";

const made = hamlet(5, 120);
let house: House;
let leave: () => Promise<void>;
let before: VersionReceipt;
let after: VersionReceipt;
let said: VersionDiff;

const build = async (label: string, asOf = "2026-04-01" as PlainDate) => {
  const draft: BuildDraft = { label, basis: "persons", asOf, seed: "1", actors: BPS };
  return mustAccept(await buildVersion(house, draft, quiet), label);
};

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  await deliverHamlet(house, made);
  before = await build("2026-1");
  // A quarter later: a card is gone, another is new, half the houses answer otherwise.
  const gone = made.registry[0]?.kk;
  const rows = made.registry.filter(({ kk }) => kk !== gone);
  const fresh = { nik: "9932041177777777", kk: "9932040177777777", name: "RATNA PUSPITA" };
  const newcomer = { ...made.registry[1], ...fresh, birth_date: 19810711, relationship: 1 };
  await putStaged(house, { source: "dukcapil", set: "person", asOf: 20260601 }, [
    ...rows,
    newcomer,
  ]);
  const houses = made.families.map((family, i) =>
    i % 2 === 0 ? family : { ...family, floor_material: 8, motorcycle: 0, car: 0 },
  );
  await putStaged(house, { source: "regsosek", set: "family", asOf: 20260601 }, houses);
  after = await build("2026-2", "2026-07-01" as PlainDate);
  said = mustAccept(await diff({ cut: { from: 1, to: 4 } }), "diff");
}, PATIENCE);
afterAll(async () => await leave());

const diff = (how: object = {}) =>
  diffVersions(house, { before: "2026-1", after: "2026-2", ...how });
const nation = ({ paths }: VersionDiff) => paths.find(({ area }) => area === "ID")?.table;

async function read(file: string): Promise<readonly Row[]> {
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder: house.folders.work });
  try {
    return await db.all(`select * from read_parquet(${text(file)}) order by all`);
  } finally {
    db.close();
  }
}

test("says what moved between two versions, and keeps every family's reasons sealed", async () => {
  expect(said).toMatchObject({
    basis: "persons",
    before: { label: "2026-1", families: before.families },
    after: { label: "2026-2", families: after.families, differing: after.places.differing },
  });
  const same = nation(said)?.columns.findIndex(([path]) => path === FAMILY_PATHS.indexOf("same"));
  // One came and one left: too few to be told, and neither can be reckoned from the sums.
  expect(nation(said)?.columnSums[same ?? -1]).toBeNull();
  expect(nation(said)?.sum).toBeGreaterThan(before.families);
  const data = said.reasons.find(({ reason }) => reason === "data");
  expect(data?.lowered).toBeGreaterThan(20);
  expect(said.drift.find(({ of }) => of === "floor_material")?.psi).toBeGreaterThan(0.25);
  expect(said.transition.at(-1)?.at(-1)).toBe(nation(said)?.sum);
  expect(said.cut?.[0]?.table.sum).toBe(nation(said)?.sum);

  const file = join(house.folders.work, "moves.parquet");
  const by = "bps-statistician";
  const opened = mustAccept(await openMoves(house, said, { file, by }), "opened");
  const moves = await read(file);
  expect(moves).toHaveLength(opened.families);
  const paths = moves.map(({ path }) => path);
  expect([paths.includes("entered"), paths.includes("left")]).toEqual([true, true]);
  for (const move of moves.filter(({ score_before, origin_id }) => score_before && origin_id)) {
    const sum = MOVE_REASONS.reduce((all, reason) => all + Number(move[`by_${reason}`]), 0);
    expect(sum).toBe(Number(move.score_after) - Number(move.score_before));
  }
  const { rows } = await house.desk.owner.query(
    "select actor, purpose_code, row_count from dtsen.audit_entry where act = 'read-family-moves'",
  );
  expect(rows).toEqual([{ actor: `cli:${by}`, purpose_code: "update", row_count: moves.length }]);
});

test("report, comparison and quality gate tell one stability index of the score", async () => {
  const { ranking } = mustAccept(await readMatchingReport(house, "2026-2"), "report");
  const drift = said.drift.find(({ of }) => of === "score");
  expect(drift?.psi).toBeGreaterThan(0);
  expect({ of: "score", ...ranking?.moves?.stability }).toEqual(drift);
  const gate = after.gates.find((one) => one.gate === "score-shift");
  expect(gate).toMatchObject({ figure: Math.ceil((drift?.psi ?? 0) * 1000) });
});

test("no figure tells of fewer than ten families", () => {
  const cells = [...said.paths, ...said.moves, ...(said.cut ?? [])].flatMap(({ table }) => [
    ...table.cells.flat(),
    ...table.columnSums,
    ...table.regionSums,
  ]);
  const counts = [...cells, ...said.transition.flat()];
  expect(counts.filter((count) => count !== null && count > 0 && count < 10)).toEqual([]);
  expect(counts.filter((count) => count === null).length).toBeGreaterThan(0);
});

test("only who ranks or oversees opens what moved each family", async () => {
  const file = join(house.folders.work, "not-theirs.parquet");
  for (const by of ["bps-steward", "village-operator", "ministry-officer", "nobody"]) {
    expect(await openMoves(house, said, { file, by }), by).toEqual({
      ok: false,
      problem: "reading-right-not-held",
    });
  }
  mustAccept(await openMoves(house, said, { file, by: "auditor" }), "auditor");
  await rm(file);
});

test("asked again, the same comes out, and the key of the earlier sealed file is gone", async () => {
  const old = await readKeyId(said.sealedFile);
  const { seconds: _, ...again } = mustAccept(await diff({ cut: { from: 1, to: 4 } }), "again");
  const { seconds: __, ...first } = said;
  expect(again).toEqual(first);
  expect(await house.keyring.get(old)).toBeUndefined();
  expect(await house.keyring.get(await readKeyId(said.sealedFile))).toBeDefined();
});

const kept = async () =>
  (await house.desk.owner.query("select before_no, figures, refused from dtsen.version_diff")).rows;

test("what a build compares is kept at the desk as figures, and tells of nobody", async () => {
  expect(await keepDiff(house, "2026-1")).toEqual({ ok: false, problem: "no-version-before" });
  mustAccept(await keepDiff(house, "2026-2"), "kept");
  const [row, ...others] = await kept();
  expect([row?.before_no, row?.refused, others]).toEqual([before.versionNo, null, []]);
  const { paths, moves, transition } = said;
  const differing = { before: before.places.differing, after: after.places.differing };
  expect(row?.figures).toMatchObject({ basis: "persons", differing, paths, moves, transition });
  expect(JSON.stringify(row?.figures)).not.toMatch(/family_id|parquet/);
});

const refused = async (how: object) => {
  const answer = await diff(how);
  return answer.ok ? "compared" : answer.problem;
};

test("versions that are not there, or one twice, are refused", async () => {
  expect(await refused({ after: "2027-1" })).toBe("version-unknown");
  expect(await refused({ after: "2026-1" })).toBe("same-version");
});

test("versions on other bases are refused: a move between their deciles means nothing", async () => {
  const set = (basis: string) =>
    house.desk.owner.query("update dtsen.version set basis = $1 where label = '2026-2'", [basis]);
  await set("families");
  expect(await refused({})).toBe("other-basis");
  expect((await keepDiff(house, "2026-2")).ok).toBe(false);
  expect(await kept()).toMatchObject([{ figures: null, refused: "other-basis" }]);
  await set("persons");
});

test("a version without its model, with another's features, or changed since is refused", async () => {
  const models = join(after.folder, "models.json");
  await rename(models, `${models}.away`);
  expect(await refused({})).toBe("model-missing");
  await writeFile(models, "{}");
  expect(await refused({})).toBe("version-damaged");
  await rm(models);
  await rename(`${models}.away`, models);
  const { manifest } = await readManifest(after.folder);
  await writeFile(join(after.folder, "manifest.json"), JSON.stringify(manifest));
  expect(await refused({})).toBe("version-damaged");
  await writeManifest(after.folder, manifest);
});

/** What a version of another program would be: its model file changed, and frozen so. */
async function frozenWith(change: (models: string) => string): Promise<void> {
  const models = join(after.folder, "models.json");
  await writeFile(models, change(await readFile(models, "utf8")));
  const { manifest } = await readManifest(after.folder);
  const { sha256 } = await writeManifest(after.folder, manifest);
  await house.desk.owner.query(
    "update dtsen.version set manifest_sha256 = $1 where label = '2026-2'",
    [sha256],
  );
}

test("a model of other variables, or one that the scores were not made with, is refused", async () => {
  await frozenWith((models) => models.replace('"features-1"', '"features-0"'));
  expect(await refused({})).toBe("other-feature-set");
  await frozenWith((models) =>
    models.replace('"features-0"', '"features-1"').replaceAll('"intercept": ', '"intercept": 1'),
  );
  expect(await refused({})).toBe("scores-not-reproduced");
});

test("the same two versions, at the line of a program: refused where little is known; what is told is kept once and stays", async () => {
  const asked = { program: "sembako", from: "2026-1", to: "2026-2" };
  const evaluated = (other: object = {}) => evaluateProgram(house, { ...asked, ...other });
  for (const [other, problem] of [
    [{}, "too-little-evidence"],
    [{ to: "2026-9" }, "version-unknown"],
    [{ to: "2026-1" }, "same-version"],
    [{ from: "2026-2", to: "2026-1" }, "not-later"],
    [{ program: "permakanan" }, "program-unknown"],
  ] as const) {
    expect(await evaluated(other)).toEqual({ ok: false, problem });
  }
  const few = { fewestFamilies: 10, fewestVillages: 3, mostDetectableMilli: 5000 };
  const terms = { ...evaluationTermsOn("2026-04-01"), ...few };
  const said = mustAccept(await evaluateProgram(house, asked, terms), "evaluated");
  expect(said.figures.lines).toMatchObject([{ kind: "quota", regencies: 1 }]);
  expect(said.figures.outcomes.map(({ id }) => id)).toEqual(EVALUATED);
  expect(evaluationPage(said)).toContain("bukan bagi semua penerima");
  const first = await keepEvaluation(house.desk, said);
  expect(await keepEvaluation(house.desk, said)).toBe(first);
  await expect(house.desk.owner.query("delete from dtsen.program_evaluation")).rejects.toThrow();
  // What builds versions is told of the plans of many together, never of one family's.
  const plans = (families: number) =>
    asWorker(house.desk, (tx) =>
      tx.query("select * from dtsen.plans_counted($1::bigint[], '2026-01-01', '2026-12-31')", [
        Array.from({ length: families }, (_, i) => i + 1),
      ]),
    );
  expect(await plans(10)).toEqual([{ opened: 0, graduated: 0, shocks: 0 }]);
  await expect(plans(9)).rejects.toThrow("ten families or more");
});
