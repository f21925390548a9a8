import { appendFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { determinationWords } from "#cli/terminal/determination-words.ts";
import type { JointScenario } from "#domain/joint-scenario.ts";
import { quiet } from "#domain/progress.ts";
import type { Quota } from "#domain/quota.ts";
import { mustAccept } from "#domain/result.ts";
import type { RuleEdits } from "#domain/rule-draft.ts";
import { duckdbEngine } from "#engine/duckdb/duckdb-engine.ts";
import { lakeFolders, makeLakeFolders } from "#lake/folders.ts";
import { openKeyring } from "#lake/keyring.ts";
import { writeManifest } from "#lake/manifest.ts";
import { countRegencies } from "#programs/count-regencies.ts";
import { determine } from "#programs/determine.ts";
import { draftRule } from "#programs/draft-rule.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { exampleQuotas } from "#programs/example-quotas.ts";
import { getProgram } from "#programs/programs.ts";
import { jointPage } from "#programs/what-if/joint/joint-report.ts";
import { BECOMES } from "#programs/what-if/joint/sums.ts";
import { parseScenario } from "#programs/what-if/parse-scenario.ts";
import { projectVersion } from "#publication/project-version.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { freezeVersionForTests } from "#test/frozen-version.ts";
import { deskForTests } from "#test/store.ts";
import { askJoint } from "./ask-joint.ts";
import { bringLists } from "./bring-lists.ts";
import { countAskedRules } from "./count-asked-rules.ts";
import { countRule } from "./count-rule.ts";
import type { House } from "./house.ts";
import { keepJoint } from "./keep-joint.ts";
import { projectionTools } from "./publish-version.ts";
import { type Trial, tryDetermination } from "./try-determination.ts";

const desk = deskForTests();
let house: House;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dtsen-try-"));
  const folders = lakeFolders(folder);
  await makeLakeFolders(folders);
  const { keyFolder } = desk().settings;
  const settings = {
    dataFolder: folder,
    keyFolder,
    databaseUrl: undefined,
    isProduction: false,
    threads: 2,
    memory: "1GB",
    auditWitnesses: [],
  };
  house = { settings, folders, keyring: await openKeyring(keyFolder), desk: desk() };
  await freezeVersionForTests(house, { label: "2026-4", families: 300 });
});

afterAll(async () => rm(folder, { recursive: true, force: true }));

const attempt = (draft: { label: string; quotaFile?: string; programs?: readonly string[] }) =>
  tryDetermination(house, draft, quiet);

const outcomeBytes = () => readFile(join(house.folders.versions, "1", "outcome.parquet"));

test("a trial counts every family and leaves the frozen version as it is", async () => {
  const before = await outcomeBytes();
  const tried = await attempt({ label: "2026-4" });
  expect(tried).toMatchObject({ ok: true, value: { isExampleQuota: true, label: "2026-4" } });
  if (!tried.ok) return;
  const [pkh] = tried.value.programs;
  expect(pkh).toBeDefined();
  if (pkh === undefined) return;
  const { recipient, review, reserve, ineligible } = pkh;
  expect(recipient + review + reserve + pkh["eligible-no-quota"] + ineligible).toBe(300);
  expect(await outcomeBytes()).toEqual(before);
});

test("a decree's quotas take the place of the example's", async () => {
  const quotas: Quota[] = [
    {
      program: "sembako",
      regencyNo: 1101,
      places: 7,
      reserve: 2,
      validFrom: "2020-01-01",
      legalBasis: "Kepmensos 1/2026",
      isExample: false,
    },
  ];
  const file = join(folder, "quotas.json");
  await writeFile(file, JSON.stringify(quotas));
  const tried = await attempt({ label: "2026-4", quotaFile: file });
  expect(tried.ok && tried.value.isExampleQuota).toBe(false);
  if (!tried.ok) return;
  const places = tried.value.programs.map(({ program, places }) => [program, places]);
  expect(places).toEqual([
    ["pkh", 0],
    ["sembako", 7],
    ["pbi-jk", 0],
  ]);
});

test("programs that are named come with those whose recipients they do not take; candidates are all who fit", async () => {
  const tried = await attempt({ label: "2026-4", programs: ["blt-desa", "pip"] });
  if (!tried.ok) throw new Error(tried.problem);
  const { programs } = tried.value;
  expect(programs.map(({ program }) => program).sort()).toEqual([
    "blt-desa",
    "pip",
    "pkh",
    "sembako",
  ]);
  const blt = programs.find(({ program }) => program === "blt-desa");
  expect(blt).toMatchObject({ places: 300, reserve: 0, "eligible-no-quota": 0 });
  expect((blt?.recipient ?? 0) + (blt?.review ?? 0) + (blt?.ineligible ?? 0)).toBe(300);
  expect(programs.find(({ program }) => program === "pip")).toMatchObject({ recipient: 0 });
});

test.each([
  ["kube", "program-unknown"],
  ["prakerja", "program-not-in-force"],
])("refused: %s, %s", async (id, problem) => {
  expect(await attempt({ label: "2026-4", programs: [id] })).toEqual({ ok: false, problem });
});

test("other programs, in the order of what they exclude, and a budget that ends before the quota", async () => {
  const since = { validFrom: "2020-01-01", legalBasis: "DPA 2026" };
  const at = { regencyNo: 1101, places: 200, reserve: 5, isExample: false, ...since };
  const quotas = ["blt-desa", "pkh", "sembako"].map((program) => ({ program, ...at }));
  const budgets = [{ program: "sembako", regencyNo: 1101, rupiah: 12_000_000, ...since }];
  const [quotaFile, budgetFile] = [join(folder, "three.json"), join(folder, "money.json")];
  await writeFile(quotaFile, JSON.stringify(quotas));
  await writeFile(budgetFile, JSON.stringify(budgets));
  const programs = ["blt-desa", "pkh", "sembako"];
  const tried = await tryDetermination(
    house,
    { label: "2026-4", quotaFile, budgetFile, programs },
    quiet,
  );
  expect(tried.ok).toBe(true);
  if (!tried.ok) return;
  const sembako = tried.value.programs.find(({ program }) => program === "sembako");
  expect(sembako).toMatchObject({ budgetRupiah: 12_000_000n, amountRupiah: 12_000_000n });
  expect((sembako?.recipient ?? 0) + (sembako?.review ?? 0)).toBe(20);
  expect(sembako?.budgetFull).toBeGreaterThan(0);
  const village = tried.value.programs.at(-1);
  expect(village?.program).toBe("blt-desa");
  expect(village?.receiving.map(({ program }) => program).sort()).toEqual(["pkh", "sembako"]);
  const words = determinationWords(tried.value);
  expect(words).toContain("dalam kuota, anggaran habis");
  expect(words).toContain("sudah di Program Sembako");
  expect(words).toContain("desil 1-2 tanpa satu program pun");
});

describe("a rule is counted exactly before it is proposed", () => {
  const DAY = "2027-01-01";
  const onlySize = (from: number, to: number) => ({
    kind: "eligibility" as const,
    when: { fact: "size", between: [from, to] },
    says: "Anggota keluarga sebanyak itu.",
    tells: "Anggota keluarga tidak sebanyak itu.",
    remedy: "Perbaiki KK di desa.",
  });
  const basis = {
    kind: "peraturan-menteri" as const,
    number: "12/2026",
    signedOn: "2026-11-02",
    effectiveOn: DAY,
  };
  const none = { values: {}, ended: [], added: [], settled: [] };
  const counted = (edits: Partial<RuleEdits>, program = "sembako") =>
    countRule(
      house,
      {
        program,
        version: "2026-4",
        rule: { basis, edits: { ...none, ...edits } },
        today: "2026-11-23",
      },
      quiet,
    );

  /** The same rule as it was proposed, by its number. */
  async function countProposed() {
    await seedDemoAccounts(desk(), "1101");
    const edits = { ...none, values: { decile: 2 } };
    const drafted = draftRule(getProgram("sembako"), { basis, edits, today: "2026-11-23" });
    if (!drafted.ok) throw new Error("the rule of this test has mistakes");
    const { rows } = await desk().owner.query(
      `insert into dtsen.rule_draft (program_code, effective_on, act_kind, act_number, act_signed_on, edits, change, said,
         before_ruleset, after_ruleset, proposed_by)
       select 'sembako', $1, 'peraturan-menteri', '12/2026', '2026-11-02', '{}', $2, '[]', 'x', 'y', min(account_id)
       from dtsen.account returning draft_no::int as number`,
      [DAY, JSON.stringify(drafted.value.change)],
    );
    const question = { program: "sembako", version: "2026-4", today: "2026-11-23" };
    return countRule(house, { ...question, rule: rows[0].number }, quiet);
  }

  test("by a condition that no family meets everybody goes out", async () => {
    const tried = mustAccept(await attempt({ label: "2026-4" }), "now").programs;
    const { recipient = 0, review = 0 } = tried.find(({ program }) => program === "sembako") ?? {};
    const answer = mustAccept(await counted({ added: [onlySize(99, 120)] }), "counted");
    expect(recipient + review).toBeGreaterThan(10);
    expect(answer).toMatchObject({
      before: recipient + review,
      after: 0,
      staying: 0,
      comingIn: 0,
      goingOut: recipient + review,
      phaseRupiahAfter: 0,
      effectiveOn: DAY,
    });
  });

  test("those left are as many as when the rule is determined by itself, and parts add up", async () => {
    const answer = mustAccept(await counted({ values: { decile: 2 } }), "counted");
    const program = getProgram("sembako");
    const engine = await duckdbEngine({
      threads: 1,
      memory: "1GB",
      workFolder: join(folder, "own"),
    });
    const at = join(house.folders.versions, "1");
    const [row] = (await desk().owner.query("select as_of::text, seed from dtsen.version")).rows;
    const regencies = await countRegencies(join(at, "family.parquet"), join(folder, "own"));
    const own = [
      {
        ...program,
        rules: program.rules.map((rule) =>
          JSON.stringify(rule.when).includes('"decile_national","between":[1,')
            ? { ...rule, when: { fact: "decile_national", between: [1, 2] as const } }
            : rule,
        ),
      },
    ];
    const { programs } = await determine(engine, {
      folder: at,
      programs: own,
      quotas: exampleQuotas(regencies, own),
      asOf: row.as_of,
      drawKey: drawKeyOf(row.as_of, row.seed),
      versionNo: 1,
      outFile: join(folder, "own.parquet"),
    });
    await engine.close();
    const [first] = programs;
    expect(answer.after).toBe((first?.recipient ?? 0) + (first?.review ?? 0));
    expect(answer.phaseRupiahAfter).toBe(Number(first?.amountRupiah));
    expect((answer.staying ?? 0) + (answer.comingIn ?? 0)).toBe(answer.after);
    expect(answer.goingOut).toBeGreaterThan(0);
    const { seconds: _, ...figures } = answer;
    const { seconds: __, ...again } = mustAccept(await countProposed(), "by its number");
    expect(again).toEqual(figures);
    const shown = answer.deciles.flatMap(({ staying, winners, losers }) => [
      staying,
      winners,
      losers,
    ]);
    expect(shown.filter((value) => value !== null && value > 0 && value < 10)).toEqual([]);
  });

  test("asked for on the screen it is counted the same, once; a rule that cannot be counted says why", async () => {
    const { owner } = desk();
    await seedDemoAccounts(desk(), "1101");
    const ask = (edits: object) =>
      owner.query(
        `insert into dtsen.rule_count (program_code, rule, rule_sha256, version_no, asked_by)
         select 'sembako', r, encode(sha256(convert_to(r::text, 'UTF8')), 'hex'), v.version_no, min(a.account_id)
         from (select jsonb_build_object('effectiveOn', $1::text, 'edits', $2::jsonb) as r) x, dtsen.version v, dtsen.account a
         where v.label = '2026-4' group by r, v.version_no`,
        [DAY, JSON.stringify({ ...none, ...edits })],
      );
    await ask({ values: { decile: 2 } });
    await ask({ values: { decile: 99 } });
    const fail = (error: unknown) => {
      throw error;
    };
    const ended = await countAskedRules(house, "2026-11-23", fail);
    expect(ended.map(({ problem }) => problem)).toEqual([undefined, "rule-mistaken"]);
    expect(await countAskedRules(house, "2026-11-23", fail)).toEqual([]);
    const { rows } = await owner.query("select result from dtsen.rule_count where state = 'done'");
    const { seconds: _, ...asked } = rows[0].result;
    const { seconds: __, ...byHand } = mustAccept(
      await counted({ values: { decile: 2 } }),
      "counted",
    );
    expect(asked).toEqual(byHand);
  });

  test("refused: a rule with mistakes, each told; no such draft, version or program", async () => {
    expect(await counted({}, "raskin")).toMatchObject({ problem: "program-unknown" });
    const bad = await counted({});
    expect(bad).toMatchObject({ ok: false, problem: "rule-mistaken" });
    expect(!bad.ok && bad.mistakes?.length).toBeGreaterThan(0);
    const question = { program: "sembako", version: "2026-4", rule: 77, today: "2026-11-23" };
    expect(await countRule(house, question, quiet)).toMatchObject({ problem: "draft-unknown" });
    const none = { ...question, version: undefined };
    expect(await countRule(house, none, quiet)).toMatchObject({ problem: "version-unknown" });
  });
});

test("several programs are asked of a version at once, and twice they say the same", async () => {
  const text = JSON.stringify({
    schema: 2,
    name: "Sembako berakhir, PKH sampai desil 5",
    version: "2026-4",
    programs: [
      { program: "sembako", reform: "ended" },
      { program: "pkh", reform: { cut: { by: "decile", atMost: 5 } } },
    ],
  });
  const joint = parseScenario(text).joint as JointScenario;
  await writeManifest(join(house.folders.versions, "1"), {
    ...{ kind: "version", codeVersion: "test", inputs: {}, counts: {}, files: [] },
  });
  const asked = mustAccept(await askJoint(house, joint), "asked");
  const [sembako, pkh] = asked.answer.programs;
  expect(sembako?.losers).toBeGreaterThan(10);
  expect([sembako?.baseline.families, sembako?.reform.families]).toEqual([sembako?.losers, 0]);
  expect(pkh?.baseline.families).toBe((pkh?.losers ?? 0) + (pkh?.staying ?? 0));
  expect(asked.answer.all.families).toBe(
    BECOMES.reduce((sum, name) => sum + asked.answer.all[name], 0),
  );
  const kept = await keepJoint(house, asked);
  const again = mustAccept(await askJoint(house, joint), "again");
  expect(await keepJoint(house, again)).toBe(kept);
  const { rows } = await desk().owner.query(
    "select count(*)::int as many, max(name) as name from dtsen.joint_what_if",
  );
  expect(rows).toEqual([{ many: 1, name: "Sembako berakhir, PKH sampai desil 5" }]);
  expect(jointPage(again)).toBe(jointPage(asked));
  const elsewhere = await askJoint(house, { ...joint, version: "1999-1" });
  expect(elsewhere).toMatchObject({ ok: false, problem: "version-unknown" });
});

test("lists of other programs are brought beside those of every version, twice the same, and only by who publishes", async () => {
  const { owner } = desk();
  await seedDemoAccounts(desk(), "1101");
  const bring = (draft: Partial<Trial>, by = "bps-steward") =>
    bringLists(house, { label: "2026-4", programs: ["blt-desa", "pip"], by, ...draft }, quiet);
  expect(await bring({})).toEqual({ ok: false, problem: "version-not-at-desk" });
  mustAccept(await projectVersion(await projectionTools(house), "2026-4", quiet), "projected");
  expect(await bring({}, "village-head")).toEqual({ ok: false, problem: "right-not-held" });
  expect(await bring({ programs: ["pkh"] })).toEqual({
    ok: false,
    problem: "lists-of-every-version",
  });
  const lists = async () =>
    (
      await owner.query(
        `select l.program_code as program, l.outcome_sha256 as sha, l.determiner, l.is_by_rank as ranked,
           (select count(*)::int from dtsen.outcome o where o.version_no = l.version_no and o.program = l.program_code) as rows
         from dtsen.version_list l order by 1`,
      )
    ).rows;
  const before = await owner.query("select count(*)::int as n from dtsen.outcome");
  mustAccept(await bring({}), "first");
  const first = await lists();
  expect(first).toMatchObject([
    { program: "blt-desa", determiner: "village-government", ranked: false, rows: 300 },
    { program: "pip", determiner: "kemendikdasmen" },
  ]);
  mustAccept(await bring({ programs: ["blt-desa"] }), "again, beside other programs");
  expect(await lists()).toEqual(first);
  const own = await owner.query(
    "select count(*)::int as n from dtsen.outcome where program not in ('blt-desa', 'pip')",
  );
  expect(own.rows).toEqual(before.rows);
  const project = async () =>
    mustAccept(await projectVersion(await projectionTools(house), "2026-4", quiet), "again").lists;
  const rowsOf = async () =>
    (
      await owner.query(
        "select program, unit_id, outcome, place, first_reason, amount_rupiah from dtsen.outcome order by 1, 2",
      )
    ).rows;
  const rows = await rowsOf();
  expect(await project()).toEqual({ brought: ["blt-desa", "pip"], lost: [] });
  expect([await lists(), await rowsOf()]).toEqual([first, rows]);
  await appendFile(join(house.folders.lists, "1", "pip.parquet"), "changed");
  expect(await project()).toEqual({ brought: ["blt-desa"], lost: ["pip"] });
  expect(await lists()).toEqual(first.filter(({ program }) => program !== "pip"));
  await expect(desk().worker.query("select dtsen.take_brought_list(1, 'pkh')")).rejects.toThrow(
    "a list of every version",
  );
});

test("refused: no such version, and quotas nobody can read", async () => {
  expect(await attempt({ label: "1999-1" })).toEqual({ ok: false, problem: "version-unknown" });
  const broken = join(folder, "broken.json");
  await writeFile(broken, "[{}]");
  for (const quotaFile of [broken, join(folder, "missing.json")]) {
    const answer = await attempt({ label: "2026-4", quotaFile });
    expect(answer).toEqual({ ok: false, problem: "quotas-unreadable" });
  }
  const budgetFile = broken;
  const other = (draft: Partial<Trial>) =>
    tryDetermination(house, { label: "2026-4", ...draft }, quiet);
  expect(await other({ budgetFile })).toEqual({ ok: false, problem: "budgets-unreadable" });
  expect(await other({ programs: ["raskin"] })).toEqual({ ok: false, problem: "program-unknown" });
});
