import { describe, expect, test } from "vitest";
import { type Component, type Program, withConfirmed } from "#domain/program.ts";
import type { Evidence, Facts, Member, Subject } from "./evaluate-expression.ts";
import { exampleQuotas } from "./example-quotas.ts";
import { judgeSubject } from "./judge-subject.ts";
import { outcomeSentence } from "./outcome-sentences.ts";
import { determinePlainly } from "./plain-determination.ts";
import { getProgram } from "./programs.ts";
import { rulesetOn } from "./ruleset.ts";

const DAY = "2026-10-01";

const person = (id: number, facts: Facts): Member => ({
  personId: BigInt(id),
  facts: { life_status: 1, presence: 1, identity_status: "padan", ...facts },
});

/** A family about which nothing speaks against any program. */
const family = (
  members: readonly Facts[],
  facts: Facts = {},
  evidence: readonly Evidence[] = [],
): Subject => ({
  family: {
    family_id: 1,
    village_no: 3273012001,
    size: members.length,
    decile_national: 1,
    car: 0,
    receives_pkh: 0,
    receives_sembako: 0,
    ...facts,
  },
  members: members.map((one, i) => person(i + 1, { ...NOBODY, ...one })),
  evidence,
});

/** Every fact that components and exclusions ask, answered so that none applies. */
const NOBODY: Facts = {
  age: 40,
  relationship: 8,
  job_status: 1,
  school_participation: 3,
  school_level: -4,
  school_class: -4,
  pregnant: 0,
  nutrition: -4,
  has_chronic_disease: 0,
  pbi_regional: 0,
  diploma: 3,
  difficulty_sight: 4,
  difficulty_hearing: 4,
  difficulty_walking: 4,
  difficulty_hands: 4,
  difficulty_learning: 4,
  difficulty_speech: 4,
  difficulty_selfcare: 4,
  difficulty_memory: 4,
};

const stated = (statement: string, of: Partial<Evidence> = {}): Evidence => ({
  recordKey: 1n,
  source: "test",
  personId: null,
  statement,
  amount: 1n,
  observedOn: 20260901,
  matchProbabilityMilli: 990,
  ...of,
});

const judged = (id: string | Program, subject: Subject, day = DAY) =>
  judgeSubject(rulesetOn(typeof id === "string" ? getProgram(id) : id, day), subject);

describe("PKH: families with 0 to 7 components", () => {
  const KINDS: Readonly<Record<string, Facts>> = {
    "early-childhood": { age: 3 },
    pregnant: { age: 30, pregnant: 1 },
    disability: { age: 30, difficulty_walking: 1 },
    elderly: { age: 70 },
    "senior-school": { age: 16, school_participation: 2, school_level: 13 },
    "junior-school": { age: 13, school_participation: 2, school_level: 8 },
    "primary-school": { age: 9, school_participation: 2, school_level: 3 },
  };
  const ids = Object.keys(KINDS);
  const pkh = getProgram("pkh");
  const { benefit } = pkh;
  if (benefit.kind !== "components") throw new Error("PKH is paid by components");

  /** Plain and slow: every choice of members that breaks no limit; of all, the one that priority prefers member by member. */
  function slowly(present: readonly string[]): number {
    if (benefit.kind !== "components") throw new Error("PKH is paid by components");
    const of = (id: string): Component => {
      const found = benefit.components.find((one) => one.id === id);
      if (found === undefined) throw new Error(id);
      return found;
    };
    const choices = Array.from({ length: 2 ** present.length }, (_, mask) =>
      present.filter((_id, i) => (mask >> i) & 1),
    ).filter((taken) => {
      const many = (id: string) => taken.filter((one) => one === id).length;
      return (
        taken.length <= benefit.most &&
        taken.filter((id) => of(id).isChild).length <= benefit.mostChildren &&
        taken.every((id) => many(id) <= of(id).most)
      );
    });
    const counts = (taken: readonly string[]) =>
      benefit.priority.map((id) => taken.filter((one) => one === id).length);
    const [best = []] = choices.sort((a, b) => {
      const [left, right] = [counts(a), counts(b)];
      const at = left.findIndex((count, i) => count !== right[i]);
      return at < 0 ? 0 : (right[at] ?? 0) - (left[at] ?? 0);
    });
    return best.reduce((sum, id) => sum + of(id).amountRupiah, 0);
  }

  /** Every way to have so many members among the seven kinds. */
  const families = (count: number, from = 0): readonly (readonly string[])[] =>
    count === 0
      ? [[]]
      : ids
          .slice(from)
          .flatMap((id, i) => families(count - 1, from + i).map((rest) => [id, ...rest]));

  test.each([0, 1, 2, 3, 4, 5, 6, 7])("%i components, in every combination", (count) => {
    const all = families(count);
    for (const present of all) {
      const members = present.map((id) => KINDS[id] ?? {});
      // Somebody without a component stands among them, and changes nothing.
      const { amountRupiah, refusedBy } = judged("pkh", family([...members, {}]));
      expect([present, Number(amountRupiah)]).toEqual([present, slowly(present)]);
      expect(refusedBy?.id).toBe(count === 0 ? "has-component" : undefined);
    }
  });

  test.each([
    [
      "pregnant and severely disabled: once, by the higher",
      [{ ...KINDS.pregnant, ...KINDS.disability }],
      750_000,
    ],
    [
      "six years old and already at school: once, as a small child",
      [{ ...KINDS["primary-school"], age: 6 }],
      750_000,
    ],
    [
      "a grandchild counts as a child does",
      [{ ...KINDS["senior-school"], relationship: 5 }],
      500_000,
    ],
    ["twenty-two and still at school: no component", [{ ...KINDS["senior-school"], age: 22 }], 0],
    [
      "who has died does not count",
      [{ ...KINDS.elderly, life_status: 2 }, KINDS.disability],
      600_000,
    ],
    [
      "who has moved away does not count",
      [{ ...KINDS.elderly, presence: 3 }, KINDS.disability],
      600_000,
    ],
    ["of three small children two", Array(3).fill(KINDS["early-childhood"]), 1_500_000],
  ] as [string, Facts[], number][])("%s", (_, members, rupiah) => {
    const { amountRupiah, refusedBy } = judged("pkh", family(members));
    expect(Number(amountRupiah)).toBe(rupiah);
    expect(refusedBy?.id).toBe(rupiah === 0 ? "has-component" : undefined);
  });

  test("where the only one who counted has died, nobody is left to be paid for", () => {
    const { amountRupiah, refusedBy } = judged(
      "pkh",
      family([{ ...KINDS.elderly, life_status: 2 }, {}]),
    );
    expect([Number(amountRupiah), refusedBy?.id]).toEqual([0, "has-component"]);
  });

  test.each([
    ["has moved away", { presence: 3 }, 0, "has-component"],
    ["has moved abroad", { presence: 4 }, 0, "has-component"],
    ["is there", { presence: 1 }, 600_000, undefined],
    ["may be there or not: nobody knows", { presence: -1 }, 600_000, undefined],
    ["was never asked after", { presence: null }, 600_000, undefined],
  ] as [string, Facts, number, string | undefined][])(
    "where the only one who counts %s: a place is for whoever is paid",
    (_, facts, rupiah, rule) => {
      const subject = family([{ ...KINDS.elderly, ...facts }, {}]);
      const said = (day: string) => {
        const { amountRupiah, refusedBy } = judged("pkh", subject, day);
        return [Number(amountRupiah), refusedBy?.id];
      };
      expect(said("2026-12-01")).toEqual([rupiah, rule]);
      // As it was read the day before: a place, and nothing to pay.
      expect(said("2026-11-30")).toEqual([rupiah, undefined]);
    },
  );

  test("the ministry's amounts of a year are four phases", () => {
    const year = (facts: Facts) => Number(judged("pkh", family([facts])).amountRupiah) * 4;
    expect(ids.map((id) => year(KINDS[id] ?? {}))).toEqual([
      3_000_000, 3_000_000, 2_400_000, 2_400_000, 2_000_000, 1_500_000, 900_000,
    ]);
  });
});

describe("Sembako at deciles 4 and 5, under both dated rules", () => {
  const sembako = getProgram("sembako");
  const [waiting] = sembako.unconfirmed ?? [];
  if (waiting === undefined) throw new Error("the narrower row is not in the data");
  const confirmed = withConfirmed(sembako, waiting);
  test.each([
    ["as decreed", sembako, DAY, 4, undefined],
    ["as decreed", sembako, DAY, 5, undefined],
    ["as decreed", sembako, DAY, 6, "decile-1-to-5"],
    ["once confirmed", confirmed, DAY, 4, undefined],
    ["once confirmed", confirmed, DAY, 5, "decile-1-to-4"],
    ["confirmed, the day before", confirmed, "2026-07-31", 5, undefined],
    ["confirmed, the first day", confirmed, "2026-08-01", 5, "decile-1-to-4"],
  ] as const)("%s, on %3$s, decile %4$i", (_, program, day, decile, refusedBy) => {
    const verdict = judged(program, family([{}], { decile_national: decile }), day);
    expect(verdict.refusedBy?.id).toBe(refusedBy);
  });

  test("the two have different ids, and the row that waits leaves the ruleset as it is", () => {
    const { unconfirmed: _, ...without } = sembako;
    expect(rulesetOn(sembako, DAY).id).toBe(rulesetOn(without, DAY).id);
    expect(rulesetOn(sembako, DAY).id).not.toBe(rulesetOn(confirmed, DAY).id);
    expect(rulesetOn(confirmed, "2026-07-31").id).toBe(rulesetOn(sembako, DAY).id);
  });
});

test("PBI-JK: 96.8 million persons have a place, whatever the regencies, with a reserve beside them", () => {
  const counts = Array.from({ length: 514 }, (_, i) => ({
    regencyNo: 1101 + i,
    families: 0,
    persons: 400_000 + 619 * i,
  }));
  const persons = counts.reduce((sum, one) => sum + one.persons, 0);
  const whole = [...counts, { regencyNo: 9999, families: 0, persons: 290_130_000 - persons }];
  const quotas = exampleQuotas(whole, [getProgram("pbi-jk")]);
  const sum = (of: "places" | "reserve") => quotas.reduce((all, quota) => all + quota[of], 0);
  expect(sum("places")).toBe(96_800_000);
  expect(sum("reserve")).toBeGreaterThan(9_679_000);
  expect(sum("reserve")).toBeLessThanOrEqual(9_680_000);
});

test("rice aid: the reserve is the act's, not a tenth", () => {
  const everyone = [{ regencyNo: 3273, families: 95_980_000, persons: 0 }];
  expect(exampleQuotas(everyone, [getProgram("bantuan-pangan-beras")])).toMatchObject([
    { places: 18_277_083, reserve: 4_000_000 },
  ]);
});

test("a list of candidates is never cut by rank, and a program of one province has quotas there alone", () => {
  const here = [
    { regencyNo: 3171, families: 40, persons: 90 },
    { regencyNo: 3273, families: 50, persons: 120 },
  ];
  expect(exampleQuotas(here, [getProgram("blt-desa")]).map(({ places }) => places)).toEqual([
    40, 50,
  ]);
  expect(exampleQuotas(here, [getProgram("atensi")]).map(({ places }) => places)).toEqual([
    90, 120,
  ]);
  expect(exampleQuotas(here, [getProgram("klj")]).map(({ regencyNo }) => regencyNo)).toEqual([
    3171,
  ]);
  expect(exampleQuotas(here, [getProgram("pip")])).toEqual([]);
});

describe("BLT Desa beside PKH and Sembako", () => {
  test("their recipients have no place, by an act of law", () => {
    const { exclusiveWith } = getProgram("blt-desa");
    expect(exclusiveWith.map(({ program }) => program)).toEqual(["pkh", "sembako"]);
    expect(exclusiveWith.every(({ legalBasis }) => legalBasis.includes("PMK 108/2024"))).toBe(true);
  });
  test("what a family said once opens a question and refuses nobody", () => {
    const verdict = judged("blt-desa", family([{}], { receives_pkh: 1 }));
    expect([verdict.refusedBy, verdict.askedBy?.id]).toEqual([undefined, "says-pkh"]);
  });
  test.each([
    ["the poorest", family([{}]), undefined],
    [
      "somebody chronically ill",
      family([{}, { has_chronic_disease: 1 }], { decile_national: 6 }),
      undefined,
    ],
    ["an older person alone", family([{ age: 71 }], { decile_national: 6 }), undefined],
    [
      "an older person among others",
      family([{ age: 71 }, {}], { decile_national: 6 }),
      "priority-known",
    ],
  ] as const)("%s", (_, subject, refusedBy) => {
    expect(judged("blt-desa", subject).refusedBy?.id).toBe(refusedBy);
  });
});

describe("a place given back", () => {
  const own = (statement: string) => family([{ pregnant: 1 }, {}], {}, [stated(statement, {})]);
  const refusedBy = (program: string, statement: string, day: string) =>
    judged(program, own(statement), day).refusedBy?.id;

  test("ends the place in that program alone, from the day on which the rule is in force", () => {
    expect(refusedBy("pkh", "gave-up-pkh", "2026-12-01")).toBe("own-word");
    expect(refusedBy("sembako", "gave-up-pkh", "2026-12-01")).toBeUndefined();
    expect(refusedBy("sembako", "gave-up-sembako", "2027-06-30")).toBe("own-word");
    expect(refusedBy("pkh", "gave-up-pkh", "2026-11-30")).toBeUndefined();
  });
});

describe("what is said of one member", () => {
  test("a report of online gambling about one member stops nobody's aid: a person asks for the answer first", () => {
    const flagged = family([{ pregnant: 1 }, {}], {}, [stated("sealed-report", { personId: 2n })]);
    for (const id of ["pkh", "sembako"]) {
      const { refusedBy, askedBy } = judged(id, flagged);
      expect([id, refusedBy, askedBy?.id]).toEqual([id, undefined, "sealed-report"]);
    }
    for (const person of flagged.members) {
      const { refusedBy, askedBy } = judged("pbi-jk", { ...flagged, person });
      expect([refusedBy, askedBy]).toEqual([undefined, undefined]);
    }
  });

  test("an unsure or an old report of it opens the same question and ends nothing", () => {
    const reported = (of: Partial<Evidence>) =>
      judged("sembako", family([{}, {}], {}, [stated("sealed-report", { personId: 2n, ...of })]));
    for (const of of [{}, { matchProbabilityMilli: 700 }, { observedOn: 20240101 }]) {
      const { refusedBy, askedBy } = reported(of);
      expect([refusedBy, askedBy?.id]).toEqual([undefined, "sealed-report"]);
    }
  });

  test.each(["state-pensioner", "village-official", "social-staff"])(
    "a member listed as %s ends a family's aid when the match is sure, and never by an unsure one",
    (statement) => {
      const listed = (milli: number) =>
        judged(
          "pkh",
          family([{ pregnant: 1 }, {}], {}, [
            stated(statement, { personId: 2n, matchProbabilityMilli: milli }),
          ]),
        );
      expect(listed(990).refusedBy?.id).toBe(statement);
      expect([listed(940).refusedBy, listed(940).askedBy?.id]).toEqual([undefined, statement]);
    },
  );

  test("a civil servant in the list ends a family's aid when the match is sure, and opens a check when it is not", () => {
    const listed = (milli: number) =>
      judged(
        "sembako",
        family([{}, {}], {}, [
          stated("civil-servant", { personId: 2n, matchProbabilityMilli: milli }),
        ]),
      );
    expect(listed(990).refusedBy?.id).toBe("civil-servant-list");
    expect([listed(940).refusedBy, listed(940).askedBy?.id]).toEqual([
      undefined,
      "civil-servant-list",
    ]);
  });

  test("of programs for persons it touches that person alone", () => {
    const subject = family([{}, {}], {}, [stated("civil-servant", { personId: 2n })]);
    const [first, second] = subject.members as readonly [Member, Member];
    expect(judged("pbi-jk", { ...subject, person: first }).refusedBy).toBeUndefined();
    expect(judged("pbi-jk", { ...subject, person: second }).refusedBy?.id).toBe(
      "civil-servant-list",
    );
  });

  test("a meter that two families share holds a place and refuses neither", () => {
    const meter = stated("power-va", { amount: 5500n });
    const both = [family([{}], { families_in_house: 2 }, [meter]), family([{}], {}, [meter])];
    for (const subject of both) {
      const verdict = judged("sembako", subject);
      expect([verdict.refusedBy, verdict.askedBy?.id]).toEqual([undefined, "power-above-2200"]);
    }
  });
});

test("the baby of a mother without contribution is judged by itself: nothing of hers refuses it", () => {
  const subject = family([{ pbi_national: 0, pbi_regional: 1 }, { age: 0 }], {
    decile_national: 5,
  });
  const [mother, baby] = subject.members as readonly [Member, Member];
  expect(judged("pbi-jk", { ...subject, person: mother }).refusedBy?.id).toBe("one-payer");
  expect(judged("pbi-jk", { ...subject, person: baby }).refusedBy).toBeUndefined();
  expect(judged("pbi-daerah", { ...subject, person: baby }).refusedBy).toBeUndefined();
  expect(getProgram("pbi-daerah").exclusiveWith.map(({ program }) => program)).toEqual(["pbi-jk"]);
});

describe("PIP", () => {
  const enrolled = stated("enrolled", { personId: 1n, source: "dapodik" });
  const paid = (level: number, grade: number, evidence: readonly Evidence[] = [enrolled]) => {
    const facts = { age: 10, school_participation: 2, school_level: level, school_class: grade };
    const subject = family([facts], { decile_national: 9 }, evidence);
    return judged("pip", { ...subject, person: subject.members[0] as Member });
  };
  test.each([
    [3, 1, 225_000n],
    [3, 2, 450_000n],
    [3, 6, 225_000n],
    [8, 1, 375_000n],
    [8, 2, 750_000n],
    [8, 3, 375_000n],
    [15, 2, 1_800_000n],
    [15, 3, 900_000n],
    [15, -2, 1_800_000n],
  ])("level %i, class %i", (level, grade, rupiah) => {
    const { amountRupiah, refusedBy } = paid(level, grade);
    expect([amountRupiah, refusedBy]).toEqual([rupiah, undefined]);
  });
  test("who is not in Dapodik has no place; who is only probably there is looked at", () => {
    expect(paid(3, 2, []).refusedBy?.id).toBe("in-dapodik");
    const unsure = paid(3, 2, [{ ...enrolled, matchProbabilityMilli: 800 }]);
    expect([unsure.refusedBy, unsure.askedBy?.id]).toEqual([undefined, "in-dapodik"]);
  });
});

describe("Prakerja: at most two of one family card", () => {
  const LAST_DAY = "2024-12-31";
  const prakerja = rulesetOn(getProgram("prakerja"), LAST_DAY);
  const cards = (adults: number, facts: Facts, places: number) => {
    const subject = family(
      Array.from({ length: adults }, () => ({ ...facts })),
      { family_id: adults },
    );
    const persons = subject.members.map((member) => ({
      unitId: member.personId,
      familyId: BigInt(adults),
      regencyNo: 3273,
      score: 1n,
      subject: { ...subject, person: member },
    }));
    const dated = { validFrom: "2024-01-01", legalBasis: "test", isExample: true };
    const quota = { program: "prakerja", regencyNo: 3273, places, reserve: 1, ...dated };
    const terms = { quotas: [quota], asOf: LAST_DAY, drawKey: "1" };
    const outcomes = determinePlainly([prakerja], { families: [], persons }, terms);
    return (outcomes.get("prakerja") ?? []).map(({ outcome, firstReason }) =>
      outcome === "ineligible" ? outcome : firstReason,
    );
  };
  const fits = { age: 30 };
  test.each([
    ["one", cards(1, fits, 9), { "within-quota": 1 }],
    ["two", cards(2, fits, 9), { "within-quota": 2 }],
    ["three", cards(3, fits, 9), { "within-quota": 2, "family-full": 1 }],
    ["six", cards(6, fits, 9), { "within-quota": 2, "family-full": 4 }],
    [
      "three, one place left",
      cards(3, fits, 1),
      { "within-quota": 1, "reserve-list": 1, "family-full": 1 },
    ],
    ["three who do not fit", cards(3, { age: 70 }, 9), { ineligible: 3 }],
  ] as const)("%s of one card", (_, said, expected) => {
    const counted = Object.groupBy(said, (one) => one);
    expect(
      Object.fromEntries(Object.entries(counted).map(([key, rows]) => [key, rows?.length])),
    ).toEqual(expected);
  });
  test("whoever stands behind is told why, with the number", () => {
    const decided = { outcome: "eligible-no-quota", firstReason: "family-full" } as const;
    const { sentence } = outcomeSentence(decided, getProgram("prakerja"), undefined);
    expect(sentence.id).toContain("dari satu KK paling banyak 2 orang diterima");
    expect(sentence.en).toContain("at most 2 persons of one family card");
  });
  test("how many is dated data: another number is another set of rules", () => {
    const change = { validFrom: "2024-07-01", legalBasis: "test", mostPerFamily: 1 };
    const amended = { ...getProgram("prakerja"), changes: [change] };
    expect(rulesetOn(amended, "2024-06-30").id).toBe(prakerja.id);
    expect(rulesetOn(amended, LAST_DAY).id).not.toBe(prakerja.id);
  });
});

test("names of before and of the umbrella stand on the card: BPNT is Sembako, KIP is the card of PIP", () => {
  expect(getProgram("sembako").formerly).toEqual(expect.arrayContaining(["BPNT", "BSP", "Rastra"]));
  for (const id of ["pip", "kip-kuliah"]) expect(getProgram(id).umbrella?.id).toContain("KIP");
  expect(getProgram("yapi").umbrella?.id).toContain("ATENSI");
});

describe("where an assessment decides, no decile refuses", () => {
  test.each(["atensi", "yapi", "permakanan"])("%s at decile 9", (id) => {
    const child = id === "yapi" ? { age: 9 } : { age: 82 };
    const subject = family([child], { decile_national: 9 });
    const verdict = judged(id, { ...subject, person: subject.members[0] as Member });
    expect(verdict.refusedBy).toBeUndefined();
    expect(verdict.askedBy).toBeDefined();
  });
});
