import { describe, expect, test } from "vitest";
import { isInForce, type Program } from "#domain/program.ts";
import type { RuleBasis, RuleEdits } from "#domain/rule-draft.ts";
import { type DraftedRule, draftRule } from "./draft-rule.ts";
import { workExample } from "./example-family.ts";
import { bookOf, findIn, withChange } from "./program-book.ts";
import { ALL_PROGRAMS, getProgram } from "./programs.ts";
import { previewRule, type RuleCell } from "./rule-preview.ts";
import { termsOn } from "./rule-terms.ts";
import { changedLines, sayLine } from "./rule-words.ts";
import { rulesetOn } from "./ruleset.ts";

const TODAY = "2026-11-23";
const DAY = "2027-01-01";
const BASIS: RuleBasis = {
  kind: "keputusan-menteri",
  number: "12/HUK/2026",
  signedOn: "2026-11-20",
  effectiveOn: DAY,
};
const NOTHING: RuleEdits = { values: {}, ended: [], added: [], settled: [] };

const tried = (program: Program, edits: Partial<RuleEdits>, basis: Partial<RuleBasis> = {}) =>
  draftRule(program, {
    edits: { ...NOTHING, ...edits },
    basis: { ...BASIS, ...basis },
    today: TODAY,
  });

function drafted(program: Program, edits: Partial<RuleEdits>): DraftedRule {
  const made = tried(program, edits);
  if (!made.ok) throw new Error(JSON.stringify(made.mistakes));
  return made.value;
}

const mistakesOf = (made: ReturnType<typeof tried>) =>
  made.ok ? [] : made.mistakes.map(({ code, at }) => `${code} ${at}`.trim());
const saidOf = ({ before, after }: DraftedRule) =>
  changedLines(before, after, DAY).map((line) => sayLine(line).id);

describe("a bound is changed", () => {
  const sembako = getProgram("sembako");
  const made = drafted(sembako, { values: { decile: 4 } });

  test("from its day on the new rule holds, in words and with the new act; every day before, the old one", () => {
    const rule = rulesetOn(made.after, DAY).rules.find(({ id }) => id.startsWith("decile-"));
    expect(rule?.says.id).toBe("Keluarga berada di kelompok (desil) 1 sampai 4.");
    expect([rule?.legalBasis, rule?.validFrom]).toEqual([
      "Keputusan Menteri 12/HUK/2026, 2026-11-20",
      DAY,
    ]);
    expect(saidOf(made)).toEqual(["Keluarga berada di kelompok (desil) 1 sampai 4."]);
    for (const day of ["2025-03-01", "2026-10-01", "2026-12-31"]) {
      expect(rulesetOn(made.after, day)).toEqual({
        ...rulesetOn(sembako, day),
        program: expect.anything(),
      });
      expect(rulesetOn(made.after, day).id).toBe(rulesetOn(sembako, day).id);
    }
    expect(rulesetOn(made.after, DAY).id).not.toBe(rulesetOn(sembako, DAY).id);
    expect(rulesetOn(made.after, "2031-01-01").id).toBe(rulesetOn(made.after, DAY).id);
  });

  test("what is kept as data and read back is the same rule to the letter", () => {
    const kept = JSON.parse(JSON.stringify(made.change));
    const book = bookOf([{ program: "sembako", change: kept }]);
    const again = findIn(book, "sembako") as Program;
    expect(rulesetOn(again, DAY).id).toBe(rulesetOn(made.after, DAY).id);
    expect(findIn(book, "pkh")).toBe(getProgram("pkh"));
  });

  test("the next change begins from it, and may not begin beside it", () => {
    const now = withChange(sembako, made.change);
    const next = draftRule(now, {
      edits: { ...NOTHING, values: { decile: 3 } },
      basis: { ...BASIS, effectiveOn: "2028-01-01" },
      today: TODAY,
    });
    expect(next.ok).toBe(true);
    expect(mistakesOf(tried(now, { values: { decile: 3 } }))).toEqual([
      "change-stands-later basis.effectiveOn",
    ]);
  });

  test("an example family that stands between the two is told by both", () => {
    const example = workExample(made);
    expect([example.decile, example.before.fits, example.after.fits]).toEqual([5, true, false]);
    expect(example.after.answers.map(({ answer }) => answer)).toContain("refuses");
  });
});

test("every term of every program can be changed, is read back as it was typed, and changes nothing before its day", () => {
  const living = ALL_PROGRAMS.filter((program) => isInForce(program, DAY));
  let terms = 0;
  for (const program of living) {
    for (const { id, value, low, high } of termsOn(program, DAY)) {
      const other = value + 1 <= high && !id.startsWith("from:") ? value + 1 : value - 1;
      if (other < low || id === "most-children") continue;
      terms++;
      const made = drafted(program, { values: { [id]: other } });
      const after = new Map(termsOn(made.after, DAY).map((term) => [term.id, term.value]));
      expect([program.id, id, after.get(id)]).toEqual([program.id, id, other]);
      expect(saidOf(made).length, `${program.id} ${id}`).toBeGreaterThan(0);
      expect(rulesetOn(made.after, "2026-12-31").id).toBe(rulesetOn(program, "2026-12-31").id);
    }
  }
  expect(terms).toBeGreaterThan(60);
});

test("an age of a component moves in the component, in the rule that asks for one, and in their words", () => {
  const made = drafted(getProgram("pkh"), { values: { "to:early-childhood": 5 } });
  const { program, rules } = rulesetOn(made.after, DAY);
  const children = program.benefit.kind === "components" ? program.benefit.components : [];
  expect(children.find(({ id }) => id === "early-childhood")?.name.id).toBe(
    "Anak usia dini 0-5 tahun",
  );
  const rule = rules.find(({ id }) => id === "has-component");
  expect(rule?.says.id).toContain("anak 0-5 tahun");
  expect(JSON.stringify(rule?.when)).toContain('"between":[0,5]');
  expect(rule?.validFrom).toBe(DAY);
});

test("a threshold moves with its sentence; what only contains its digits stays", () => {
  const made = drafted(getProgram("sembako"), { values: { "least:power-above-2200": 3501 } });
  const rule = rulesetOn(made.after, DAY).rules.find(({ id }) => id === "power-above-2200");
  expect(rule?.says).toEqual({
    id: "Daya listrik rumah tidak lebih dari 3.500 VA.",
    en: "The house has at most 3,500 VA of electric power.",
  });
});

test("components stand by their amounts again, the highest first", () => {
  const made = drafted(getProgram("pkh"), { values: { "amount:elderly": 900_000 } });
  const { benefit } = rulesetOn(made.after, DAY).program;
  expect(benefit.kind === "components" && benefit.components[0].id).toBe("elderly");
});

test("a rule begins by a typed condition and ends by its name; an open question is settled", () => {
  const added = {
    kind: "exclusion",
    when: { fact: "size", in: [1] },
    says: "Keluarga terdiri dari dua orang atau lebih.",
    tells: "Keluarga Anda tercatat satu orang.",
    remedy: "Perbaiki kartu keluarga di Dinas Dukcapil.",
  } as const;
  const [open] = getProgram("sembako").notEstablished;
  const made = drafted(getProgram("sembako"), {
    added: [added],
    ended: ["car"],
    settled: [open?.id ?? ""],
  });
  const rules = rulesetOn(made.after, DAY).rules;
  expect(rules.map(({ id }) => id)).not.toContain("car");
  expect(rules.at(-1)?.when).toEqual(added.when);
  expect(saidOf(made)).toEqual([
    "Tidak berlaku lagi: Keluarga tidak memiliki mobil.",
    added.says,
    `Dipastikan oleh keputusan ini: ${open?.id}`,
  ]);
});

test.each([
  ["nothing changed", {}, {}, ["nothing-changed"]],
  ["too high", { values: { decile: 11 } }, {}, ["value-out-of-range decile"]],
  ["no such term", { values: { colour: 1 } }, {}, ["term-unknown colour"]],
  [
    "yesterday",
    { values: { decile: 4 } },
    { effectiveOn: "2026-11-22" },
    ["effective-in-past basis.effectiveOn"],
  ],
  [
    "no day",
    { values: { decile: 4 } },
    { effectiveOn: "2027-02-30" },
    ["effective-in-past basis.effectiveOn"],
  ],
  [
    "signed tomorrow",
    { values: { decile: 4 } },
    { signedOn: "2026-11-24" },
    ["act-signed-later basis.signedOn"],
  ],
  ["no number", { values: { decile: 4 } }, { number: " " }, ["act-number-missing basis.number"]],
  ["ends what is not there", { ended: ["unicorn"] }, {}, ["rule-unknown ended[0]"]],
  [
    "asks no fact",
    {
      added: [
        {
          kind: "check",
          when: { fact: "unicorn", in: [1] },
          says: "Keluarga tidak memiliki kuda.",
          tells: "Keluarga tercatat memiliki kuda.",
          remedy: "Perbaiki di desa atau kelurahan.",
        },
      ],
    },
    {},
    ["unknown-word added[0].when.fact"],
  ],
  [
    "says nothing",
    {
      added: [
        {
          kind: "check",
          when: { fact: "size", in: [1] },
          says: "x",
          tells: "9904110607990001 adalah orangnya",
          remedy: "Perbaiki di desa atau kelurahan.",
        },
      ],
    },
    {},
    ["sentence-missing added[0].says", "sentence-missing added[0].tells"],
  ],
] as const)("a wrong rule is refused with its place: %s", (_, edits, basis, expected) => {
  expect(mistakesOf(tried(getProgram("sembako"), edits as Partial<RuleEdits>, basis))).toEqual(
    expected,
  );
});

test("ages do not cross, children are not more than all, an amount's rule does not end, a program that is over has no next rule", () => {
  const pkh = getProgram("pkh");
  expect(mistakesOf(tried(pkh, { values: { "from:early-childhood": 7 } }))).toEqual([
    "ages-crossed from:early-childhood",
  ]);
  expect(mistakesOf(tried(pkh, { values: { "most-children": 5 } }))).toEqual([
    "children-above-all most-children",
  ]);
  expect(mistakesOf(tried(getProgram("pip"), { ended: ["primary"] }))).toEqual([
    "amount-follows ended[0]",
  ]);
  expect(mistakesOf(tried(getProgram("blt-kesra"), { values: { decile: 3 } }))).toEqual([
    "program-over basis.effectiveOn",
  ]);
});

/** Two regencies of a hundred families a decile, all of whom fit; every family is paid for one child. */
const CELLS: readonly RuleCell[] = [3204, 3273].flatMap((regencyNo) =>
  Array.from({ length: 10 }, (_, i) => ({
    regencyNo,
    bin: i * 10 + 1,
    decile: i + 1,
    fits: true,
    families: 100,
    persons: 400,
    units: 100,
    unitsHeld: i < 2 ? 100 : 0,
    amount: 100 * 600_000,
    parts: { "early-childhood": 60, elderly: 40 },
  })),
);
const looked = (program: Program, edits: Partial<RuleEdits>, quotasAreExample = true) =>
  previewRule(
    drafted(program, edits),
    { ...NOTHING, ...edits },
    { cells: CELLS, quotasAreExample },
  );

describe("before it is saved", () => {
  // 2,000 families of the register's 95,980,000: 381 places of Sembako's 18,300,000.
  test("places fill up from the poorest; fewer deciles put out whom the places had reached beyond them", () => {
    const { whole, provinces, unknown } = looked(getProgram("sembako"), { values: { decile: 1 } });
    expect(whole).toMatchObject({ staying: 200, winners: 0, losers: 181 });
    expect([whole.baseline_rupiah, whole.reform_rupiah]).toEqual([381 * 600_000, 200 * 600_000]);
    expect(provinces).toHaveLength(1);
    expect(unknown).toEqual([]);
  });

  test("more places let the next ones in, and an amount is paid to all of them", () => {
    const values = { places: 36_600_000, amount: 700_000 };
    const { whole } = looked(getProgram("sembako"), { values });
    expect(whole).toMatchObject({ staying: 381, winners: 381, losers: 0 });
    expect(whole.reform_rupiah).toBe(762 * 700_000);
  });

  test("where quotas were decreed, places held grow and shrink as the nation's do", () => {
    const { whole } = looked(getProgram("sembako"), { values: { places: 9_150_000 } }, false);
    expect(whole).toMatchObject({ staying: 200, losers: 200 });
  });

  test("an amount of a component is reckoned from how many it pays for", () => {
    const { whole, isCostKnown } = looked(getProgram("pkh"), {
      values: { "amount:elderly": 700_000 },
    });
    expect(isCostKnown).toBe(true);
    const each = (60 * 750_000 + 40 * 700_000) / 100;
    expect(whole.reform_rupiah).toBe((whole.staying + whole.winners) * each);
  });

  test("what the counts cannot know is said, each change by its name", () => {
    const { unknown, isCostKnown } = looked(getProgram("pkh"), {
      values: { "from:elderly": 70, most: 5, decile: 3 },
      ended: ["car"],
    });
    expect(unknown.map(({ id }) => id)).toEqual([
      "Lanjut usia 60 tahun ke atas: umur dari",
      "Paling banyak orang sekeluarga",
      "Berakhir: Keluarga tidak memiliki mobil.",
    ]);
    expect(isCostKnown).toBe(true);
  });
});
