import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readXlsx } from "hucre/xlsx";
import { extractText, getDocumentProxy } from "unpdf";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dice } from "#domain/dice.ts";
import { type JointProgram, type JointScenario, termsOf } from "#domain/joint-scenario.ts";
import type { WhatIfTerms } from "#domain/what-if.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { plainUnits } from "#test/plain-nation.ts";
import type { TestRow } from "#test/random-families.ts";
import { WHAT_IF_AS_OF, whatIfWorld, worldFile, writeWorld } from "#test/what-if-world.ts";
import { judgeSubject } from "../../judge-subject.ts";
import { ALL_PROGRAMS, getProgram } from "../../programs.ts";
import { shown } from "../report-page.ts";
import { answerFromFile, cubeTerms } from "../run-what-if.ts";
import { safe, writeParquet, writeWorkbook } from "../write-tables.ts";
import { aloneOf, answerJoint, type JointAnswer, type ProgramAnswer } from "./answer-joint.ts";
import { type JointReport, jointNotes, jointPage, jointPdf } from "./joint-report.ts";
import { jointTables } from "./joint-tables.ts";
import { BECOMES } from "./sums.ts";

const world = whatIfWorld(41, 700);
const number = (row: TestRow, key: string): number => Number(row[key]);
const FAMILIES = plainUnits("family", world).map(({ subject, familyId }, i) => ({
  id: Number(familyId),
  subject,
  place: world.ranks[i] as TestRow,
  chance: world.chances[i] as TestRow,
  size: number(world.families[i] as TestRow, "size"),
  regency: Math.floor(number(world.families[i] as TestRow, "village_no") / 1e6),
}));
type Family = (typeof FAMILIES)[number];
const MEMBERS = Map.groupBy(plainUnits("person", world), ({ familyId }) => Number(familyId));

/** Who holds what in the version; a few hold BLT of the village beside PKH, which excludes it, and a card of Jakarta beside both. */
const HELD: Readonly<
  Record<string, (id: number) => { units: number; rupiah: number } | undefined>
> = {
  pkh: (id) => (id % 7 === 0 ? { units: 1, rupiah: 250_000 } : undefined),
  sembako: (id) => (id % 3 === 0 ? { units: 1, rupiah: 600_000 } : undefined),
  "blt-desa": (id) => (id % 5 === 1 && id % 3 !== 0 ? { units: 1, rupiah: 300_000 } : undefined),
  "pbi-jk": (id) => (id % 4 === 0 ? { units: 2, rupiah: 252_000 } : undefined),
  klj: (id) => (id % 11 === 1 ? { units: 1, rupiah: 300_000 } : undefined),
};

let folder: string;
const limits = () => ({ threads: 2, memory: "512MB", workFolder: join(folder, "spill") });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "joint-"));
  const outcomes = Object.entries(HELD).flatMap(([program, of]) =>
    FAMILIES.flatMap(({ id }) => {
      const held = of(id);
      return Array.from({ length: held?.units ?? 0 }, (_, i) => ({
        ...{ program, unit: "family", unit_id: id * 10 + i, family_id: id },
        village_no: 3273012001,
        outcome: id % 2 === 0 ? "recipient" : "review",
        amount_rupiah: (held?.rupiah ?? 0) / (held?.units ?? 1),
      }));
    }),
  );
  await writeWorld(world, outcomes, folder, limits());
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const TERMS: WhatIfTerms = {
  cut: { by: "percentile", atMost: 35 },
  programRules: true,
  conditions: [],
  benefit: { kind: "flat", rupiah: 300_000 },
  phasesAYear: 4,
};
const entry = (program: string, more: Partial<JointProgram> = {}): JointProgram => ({
  program,
  baseline: "as-determined",
  reform: "as-determined",
  phasesAYear: 4,
  administrationRupiah: 10_000,
  ...more,
});
const jointOf = (...programs: readonly JointProgram[]): JointScenario => ({
  ...{ name: "test", version: "2026-4", poorDecile: 4, rhoTenths: 30, ties: "draw" },
  programs,
});

async function answer(joint: JointScenario): Promise<JointAnswer> {
  const made = new Map<string, string>();
  for (const one of joint.programs) {
    if (termsOf(one.reform) === undefined && termsOf(one.baseline) === undefined) continue;
    const alone = aloneOf(joint, one);
    const at = { folder, limits: limits() };
    made.set(one.program, await worldFile(alone, getProgram(one.program), "what_if_family", at));
  }
  const [first] = joint.programs as readonly [JointProgram];
  const base =
    [...made.values()][0] ??
    (await worldFile(aloneOf(joint, first), getProgram(first.program), "what_if_family", {
      folder,
      limits: limits(),
    }));
  const db = await openDuckDb(limits());
  try {
    return await answerJoint(db, joint, ALL_PROGRAMS, { folder, families: made, base });
  } finally {
    db.close();
  }
}

type Given = { readonly share: number; readonly units: number; readonly rupiah: number };
type List = ReadonlyMap<number, Given>;

/** The lists of one side said slowly: program after program, family by family. */
function plainLists(joint: JointScenario, side: "reform" | "baseline", other?: Lists): Lists {
  const lists = new Map<string, List>();
  const order = ["pkh", "sembako", "pbi-jk", "blt-desa"];
  const programs = joint.programs.toSorted(
    (a, b) => order.indexOf(a.program) - order.indexOf(b.program),
  );
  for (const one of programs) {
    const exclusions = getProgram(one.program).exclusiveWith.map(({ program }) => program);
    const holds = (own: Lists, id: number) =>
      exclusions.some((program) => own.get(program)?.has(id) ?? HELD[program]?.(id) !== undefined);
    const terms = termsOf(one[side]);
    if (one[side] === "ended") lists.set(one.program, new Map());
    else if (terms === undefined) {
      const stays = (id: number) => other === undefined || !holds(lists, id) || holds(other, id);
      const rows = FAMILIES.flatMap(({ id }) => {
        const held = HELD[one.program]?.(id);
        if (held === undefined || !stays(id)) return [];
        const { units, rupiah } = held;
        return [[id, { share: 1, units, rupiah: rupiah * one.phasesAYear }] as const];
      });
      lists.set(one.program, new Map(rows));
    } else {
      const free = FAMILIES.filter(({ id }) => !holds(lists, id));
      lists.set(one.program, plainList(one.program, terms, free, joint, side));
    }
  }
  return lists;
}
type Lists = ReadonlyMap<string, List>;

function plainList(
  id: string,
  terms: WhatIfTerms,
  families: readonly Family[],
  joint: JointScenario,
  side: "reform" | "baseline",
): List {
  const program = getProgram(id);
  const found = joint.programs.find((one) => one.program === id) as JointProgram;
  const ruleset = cubeTerms(aloneOf(joint, found), program, {
    asOf: WHAT_IF_AS_OF,
    drawKey: "draw",
  })[side];
  const fits = (subject: Family["subject"]) =>
    judgeSubject(ruleset, subject).refusedBy === undefined;
  const unitsOf = (one: Family) =>
    program.unit === "person"
      ? (MEMBERS.get(one.id) ?? []).filter(({ subject }) => fits(subject)).length
      : Number(fits(one.subject));
  const lot = (one: Family) =>
    BigInt(`0x${createHash("md5").update(`draw|${id}|${one.id}`).digest("hex").slice(0, 15)}`);
  const sorted = families
    .map((one) => ({ one, units: unitsOf(one) }))
    .filter(({ units }) => units > 0)
    .sort(
      (a, b) =>
        number(a.one.place, "score") - number(b.one.place, "score") ||
        (lot(a.one) < lot(b.one) ? -1 : 1),
    );
  const { cut, benefit } = terms;
  const left = new Map(
    cut.by === "quota" && "table" in cut.shares
      ? cut.shares.table.map(({ area, places }) => [area, places])
      : [],
  );
  const list = new Map<number, Given>();
  let budget = terms.budgetRupiah ?? Number.POSITIVE_INFINITY;
  for (const { one, units } of sorted) {
    let taken = 0;
    if (cut.by === "percentile") taken = number(one.place, "percentile") <= cut.atMost ? units : 0;
    if (cut.by === "decile") taken = number(one.place, "decile_national") <= cut.atMost ? units : 0;
    if (cut.by === "probability") {
      taken = number(one.chance, `below_${cut.decile}`) >= cut.atLeastPercent ? units : 0;
    }
    if (cut.by === "quota") {
      const area = cut.area === "nation" ? 0 : one.regency;
      taken = Math.min(units, left.get(area) ?? 0);
      left.set(area, (left.get(area) ?? 0) - taken);
    }
    if (taken === 0) continue;
    const each =
      benefit.kind === "flat"
        ? benefit.rupiah
        : Number(judgeSubject(ruleset, one.subject).amountRupiah);
    const rupiah = taken * each * terms.phasesAYear;
    budget -= rupiah + taken * (terms.administrationRupiah ?? 0);
    if (budget < 0) break;
    list.set(one.id, { share: taken / units, units: taken, rupiah });
  }
  return list;
}

/** Everything that is counted, from two sets of lists. */
function plainly(joint: JointScenario) {
  const before = plainLists(joint, "baseline");
  const after = plainLists(joint, "reform", before);
  const sumOf = (lists: Lists, id: number) => {
    const own = joint.programs.flatMap(({ program }) => lists.get(program)?.get(id) ?? []);
    return { has: own.length > 0, rupiah: own.reduce((sum, { rupiah }) => sum + rupiah, 0) };
  };
  const rows = FAMILIES.map((one) => {
    const [was, is] = [sumOf(before, one.id), sumOf(after, one.id)];
    const changed = (from: Lists, to: Lists) =>
      joint.programs.some(
        ({ program }) => from.get(program)?.has(one.id) && !to.get(program)?.has(one.id),
      );
    let becomes: (typeof BECOMES)[number] = "even";
    if (!was.has && !is.has) becomes = "neither";
    else if (!was.has) becomes = "in";
    else if (!is.has) becomes = "out";
    else if (Math.abs(is.rupiah - was.rupiah) > 0.5)
      becomes = is.rupiah > was.rupiah ? "more" : "less";
    return {
      ...{ one, was, is, becomes },
      lost: changed(before, after),
      gained: changed(after, before),
    };
  });
  const count = (of: typeof rows) =>
    Object.fromEntries(
      BECOMES.map((name) => [name, of.filter(({ becomes }) => becomes === name).length]),
    );
  const total = (pick: (row: (typeof rows)[number]) => number) =>
    rows.reduce((sum, row) => sum + pick(row), 0);
  const program = ({ program: id }: JointProgram) => {
    const [was, is] = [before.get(id) as List, after.get(id) as List];
    const side = (list: List) => ({
      families: list.size,
      persons: FAMILIES.filter((one) => list.has(one.id)).reduce((sum, { size }) => sum + size, 0),
      units: [...list.values()].reduce((sum, { units }) => sum + units, 0),
      rupiahAYear: Math.round([...list.values()].reduce((sum, { rupiah }) => sum + rupiah, 0)),
    });
    return {
      baseline: side(was),
      reform: side(is),
      winners: [...is.keys()].filter((one) => !was.has(one)).length,
      losers: [...was.keys()].filter((one) => !is.has(one)).length,
    };
  };
  return {
    rows,
    figures: {
      programs: joint.programs.map(program),
      becomes: count(rows),
      deciles: [...Map.groupBy(rows, ({ one }) => number(one.place, "decile_national"))]
        .sort(([a], [b]) => a - b)
        .map(([key, of]) => ({ key, ...count(of) })),
      swapping: rows.filter(({ lost, gained }) => lost && gained).length,
      beforeRupiah: Math.round(total(({ was }) => was.rupiah)),
      afterRupiah: Math.round(total(({ is }) => is.rupiah)),
      afterPoor: Math.round(
        total(({ one, is }) => (is.has ? one.size * number(one.chance, "below_4") : 0)) / 100,
      ),
    },
  };
}

const PART = (side: JointAnswer["programs"][number]["reform"]) => ({
  families: side.families,
  persons: side.persons,
  units: side.units,
  rupiahAYear: side.rupiahAYear,
});

function figures({ all, programs, groups, moves }: JointAnswer) {
  const becomes = (of: JointAnswer["all"]) =>
    Object.fromEntries(BECOMES.map((name) => [name, of[name]]));
  return {
    programs: programs.map(({ baseline, reform, winners, losers }) => ({
      ...{ baseline: PART(baseline), reform: PART(reform), winners, losers },
    })),
    becomes: becomes(all),
    deciles: (groups.get("decile") ?? []).map((one) => ({ key: one.key, ...becomes(one) })),
    swapping: moves
      .filter(({ lost, gained }) => lost && gained)
      .reduce((sum, { families }) => sum + families, 0),
    beforeRupiah: all.before_rupiah,
    afterRupiah: all.after_rupiah,
    afterPoor: all.after_poor,
  };
}

const QUOTA = {
  by: "quota",
  places: 0,
  area: "regency",
  shares: {
    table: [
      { area: 3273, places: 41 },
      { area: 3204, places: 9 },
      { area: 9403, places: 500 },
    ],
  },
} as const;
const OPEN = { ...TERMS, programRules: false };

/** Reforms as people ask for them, then anything. */
const REFORMS: readonly (readonly [string, JointScenario])[] = [
  [
    "Sembako further up, other amounts of PKH, BLT ended",
    jointOf(
      entry("sembako", { reform: { ...TERMS, cut: { by: "decile", atMost: 6 } } }),
      entry("pkh", {
        reform: { ...TERMS, cut: { by: "percentile", atMost: 20 }, benefit: { kind: "program" } },
      }),
      entry("blt-desa", { reform: "ended", phasesAYear: 12 }),
    ),
  ],
  [
    "BLT gives way to a wider Sembako, written before it, and nobody comes in for whoever leaves",
    jointOf(
      entry("blt-desa", { phasesAYear: 12 }),
      entry("sembako", { reform: { ...OPEN, cut: { by: "decile", atMost: 7 } } }),
    ),
  ],
  [
    "BLT with places takes the next who holds neither, within its budget",
    jointOf(
      entry("pkh", { reform: { ...OPEN, cut: QUOTA } }),
      entry("sembako", { reform: "ended" }),
      entry("blt-desa", {
        reform: { ...OPEN, cut: QUOTA, budgetRupiah: 60_000_000, administrationRupiah: 40_000 },
        baseline: { ...OPEN, cut: { by: "percentile", atMost: 12 } },
      }),
    ),
  ],
  [
    "BLT alone passes over whoever the version gave PKH or Sembako",
    jointOf(entry("blt-desa", { reform: { ...OPEN, cut: QUOTA }, phasesAYear: 12 })),
  ],
  [
    "persons at a quota that ends within a family, by chance elsewhere",
    jointOf(
      entry("pbi-jk", {
        reform: { ...OPEN, cut: QUOTA, benefit: { kind: "flat", rupiah: 126_000 } },
      }),
      entry("pkh", {
        reform: { ...OPEN, cut: { by: "probability", decile: 4, atLeastPercent: 60 } },
      }),
    ),
  ],
];

function anyReform(seed: number): JointScenario {
  const roll = dice(seed);
  const terms = (): WhatIfTerms => ({
    ...(roll(2) === 0 ? TERMS : OPEN),
    cut: roll(3) === 0 ? QUOTA : { by: "percentile", atMost: roll(101) },
    benefit: { kind: "flat", rupiah: (1 + roll(6)) * 100_000 },
    phasesAYear: 1 + roll(12),
  });
  const programs = ["pkh", "sembako", "pbi-jk", "blt-desa"].filter(() => roll(4) > 0);
  return jointOf(
    ...["sembako", ...programs.filter((id) => id !== "sembako")].map((id) =>
      entry(id, {
        reform:
          (["ended", "as-determined", terms(), terms(), terms()] as const)[roll(5)] ?? "ended",
        baseline: roll(4) === 0 ? terms() : "as-determined",
        phasesAYear: 1 + roll(12),
      }),
    ),
  );
}

describe("lists laid side by side are those of a plain reading", () => {
  const any = [1, 2, 3, 4].map((seed) => [`anything, ${seed}`, anyReform(seed)] as const);
  test.each([...REFORMS, ...any])("%s", async (_, joint) => {
    const given = await answer(joint);
    expect(figures(given)).toEqual(plainly(joint).figures);
  });
});

test("poverty gap and Gini are of everything a family is given", async () => {
  const [[, joint]] = REFORMS as readonly [(typeof REFORMS)[number]];
  const { reform, baseline } = await answer(joint);
  const { rows } = plainly(joint);
  const alike = Map.groupBy(rows, ({ one }) => `${one.place.percentile} ${one.size}`);
  const lived = rows
    .filter(({ one }) => one.size > 0)
    .map(({ one, was, is }) => {
      const same = alike.get(`${one.place.percentile} ${one.size}`) ?? [];
      const score =
        same.reduce((sum, row) => sum + number(row.one.place, "score"), 0) / same.length;
      const own = Math.exp(score / 1e6);
      const on = (rupiah: number) => own + rupiah / 12 / one.size;
      return { size: one.size, own, before: on(was.rupiah), after: on(is.rupiah) };
    });
  const all = lived.reduce((sum, { size }) => sum + size, 0);
  let below = 0;
  const line = lived
    .toSorted((a, b) => a.own - b.own)
    .find(({ size }) => {
      below += size;
      return below * 10 >= all * 4;
    })?.own as number;
  for (const [side, welfare] of [
    ["before", baseline.welfare],
    ["after", reform.welfare],
  ] as const) {
    const gap = lived.reduce((sum, one) => sum + one.size * Math.max(1 - one[side] / line, 0), 0);
    const mean = lived.reduce((sum, one) => sum + one.size * one[side], 0) / all;
    const apart = lived.reduce(
      (sum, a) =>
        sum + lived.reduce((own, b) => own + a.size * b.size * Math.abs(a[side] - b[side]), 0),
      0,
    );
    expect(welfare.gap).toBeCloseTo(gap / all, 5);
    expect(welfare.gini).toBeCloseTo(apart / (2 * all * all * mean), 4);
  }
  expect(reform.welfare.gap).not.toBe(baseline.welfare.gap);
});

test("of one program it says what a scenario of one program says, to the last family", async () => {
  const one = entry("sembako", { reform: { ...TERMS, cut: QUOTA } });
  const joint = jointOf(one);
  const alone = aloneOf(joint, one);
  const file = await worldFile(alone, getProgram("sembako"), "what_if_family", {
    folder,
    limits: limits(),
  });
  const single = await answerFromFile(file, alone, { isExact: true, limits: limits() });
  const { programs, all, reform, nothing } = await answer(joint);
  expect([programs[0]?.reform.families, programs[0]?.winners, programs[0]?.losers]).toEqual([
    single.reform.families,
    single.winners,
    single.losers,
  ]);
  expect(all.after_rupiah).toBe(single.reform.rupiahAYear);
  expect(reform.expected).toEqual(single.reform.expected);
  expect(reform.welfare).toEqual(single.reform.welfare);
  expect(nothing).toEqual(single.nothing);
});

test("programs outside the question that would end by it are named with their families", async () => {
  const wider = { ...OPEN, cut: { by: "decile", atMost: 9 } } as const;
  const { outside, order } = await answer(
    jointOf(entry("blt-desa", { reform: "ended" }), entry("sembako", { reform: wider })),
  );
  const { rows } = plainly(jointOf(entry("sembako", { reform: wider })));
  const reached = rows.filter(
    ({ one, gained }) => gained && HELD.klj?.(one.id) !== undefined,
  ).length;
  expect(order).toEqual(["sembako", "blt-desa"]);
  expect(outside).toEqual([{ program: "klj", families: reached }]);
  expect(reached).toBeGreaterThan(10);
});

const reportOf = (scenario: JointScenario, given: JointAnswer): JointReport => ({
  scenario,
  answer: given,
  origin: {
    version: "2026-4",
    asOf: WHAT_IF_AS_OF,
    rulesets: { reform: "sembako-1a2b, pkh-3c4d", baseline: "penetapan versi" },
    drawKey: "draw",
    decileBasis: "persons",
    manifest: "c".repeat(64),
    codeVersion: "1.0.0",
    scenarioSha256: "d".repeat(64),
  },
});

test("page, document and workbook tell the same figures, each program's and the whole's", async () => {
  const [[, joint]] = REFORMS as readonly [(typeof REFORMS)[number]];
  const given = await answer(joint);
  const report = reportOf(joint, given);
  const tables = jointTables(given);
  const file = join(folder, "what-if.xlsx");
  await writeWorkbook(tables, file);
  const { sheets } = await readXlsx(await readFile(file));
  const made = await jointPdf(report);
  const document = await getDocumentProxy(new Uint8Array(made));
  const pdf = (await extractText(document)).text.join(" ");
  const page = jointPage(report);
  for (const [i, { rows }] of tables.entries()) {
    expect(sheets[i]?.rows.slice(1)).toEqual(rows.map((row) => row.map(safe)));
    for (const cell of rows.flat().filter((one) => typeof one === "number")) {
      expect([pdf.includes(shown(cell)), page.includes(shown(cell))]).toEqual([true, true]);
    }
  }
  expect(made.equals(await jointPdf(report))).toBe(true);
  const files = await writeParquet(tables, folder, limits());
  expect(files).toHaveLength(tables.length);
  expect(jointNotes(report).map(({ en }) => en)[0]).toMatch(/Sembako.*PKH.*BLT Desa/);
});

test("a number below ten families is in no table, nor can it be reckoned from sums", async () => {
  const [few, all] = [entry("pkh", { reform: "ended" }), entry("sembako")];
  const given = await answer(jointOf(few, all));
  const [first, second] = given.programs as readonly [ProgramAnswer, ProgramAnswer];
  const small = { ...given, programs: [{ ...first, losers: 4 }, second] };
  const table = (name: string) => jointTables(small).find((one) => one.name === name)?.rows ?? [];
  expect(table("programs")[0]?.slice(2)).toEqual([null, 0, null, 0, 0, null, 0]);
  expect(table("program_money")[0]?.slice(1)).toEqual([null, 0, null, 0, null, 0]);
  expect(table("program_money")[1]?.[1]).toBe(second.baseline.units);
  const money = table("whole").find(([figure]) => `${figure}`.startsWith("rupiah setahun"));
  expect(money?.slice(1)).toEqual([null, given.all.after_rupiah]);
  expect(table("by_decile").map((row) => row.at(-2))).toEqual(table("by_decile").map(() => null));
  for (const { rows } of jointTables(given).slice(3)) {
    for (const count of rows.flatMap((row) => row.slice(1))) {
      expect(count === null || count === 0 || Math.abs(Number(count)) >= 10).toBe(true);
    }
  }
});
