import { describe, expect, test } from "vitest";
import { INSTITUTIONS } from "#domain/institution.ts";
import { isInForce, outcomeWords, type Program, withConfirmed } from "#domain/program.ts";
import {
  isDetermined,
  OUTSIDE_OWNERS,
  PROGRAM_MODES,
  PROGRAM_UNITS,
} from "#domain/program-terms.ts";
import type { Quota } from "#domain/quota.ts";
import type { Expression } from "#domain/rule.ts";
import { choosePrograms } from "./chosen-programs.ts";
import { exampleQuotas } from "./example-quotas.ts";
import { ownerOf } from "./facts.ts";
import { outcomeSentence } from "./outcome-sentences.ts";
import { bookOf, findIn, ofVersionOn, publicOf } from "./program-book.ts";
import { ALL_PROGRAMS, PROGRAM_CARDS, PROGRAMS } from "./programs.ts";
import { rulesetOn } from "./ruleset.ts";
import { areExample, versionQuotas } from "./version-quotas.ts";

test("ids stand once; every mode and every unit has a program", () => {
  const ids = PROGRAM_CARDS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(new Set(PROGRAM_CARDS.map(({ mode }) => mode))).toEqual(new Set(PROGRAM_MODES));
  expect(new Set(PROGRAM_CARDS.map(({ unit }) => unit))).toEqual(new Set(PROGRAM_UNITS));
});

test("every version determines only programs that rank and quota, or a sector's list, decide", () => {
  expect(PROGRAMS.filter((program) => !isDetermined(program))).toEqual([]);
});

test("nobody is called a recipient where people decide", () => {
  for (const card of PROGRAM_CARDS.filter((program) => !isDetermined(program))) {
    expect(outcomeWords(card, "recipient")).toEqual({ id: "calon", en: "candidate" });
    expect(outcomeWords(card, "ineligible").en).toBe("no candidate");
  }
  const [pkh] = PROGRAMS;
  expect(pkh === undefined ? "" : outcomeWords(pkh, "recipient").id).toBe("penerima");
});

test("where people decide, no sentence speaks of a place or a quota", () => {
  const deciding = ALL_PROGRAMS.filter((program) => !isDetermined(program));
  expect(deciding.length).toBeGreaterThan(5);
  for (const program of deciding) {
    for (const outcome of ["recipient", "review", "reserve", "eligible-no-quota"] as const) {
      const { sentence } = outcomeSentence({ outcome, firstReason: "" }, program, undefined);
      expect(sentence.id).toMatch(/calon/i);
      expect(sentence.id).not.toMatch(/kuota|tempat|penerima/i);
    }
  }
});

test("programs are chosen with those whose recipients they do not take, and only in force", () => {
  const ids = (asked: readonly string[] | undefined, day: string) => {
    const chosen = choosePrograms(asked, day, ALL_PROGRAMS);
    return chosen.ok ? chosen.value.map(({ id }) => id) : chosen.problem;
  };
  expect(ids(undefined, "2026-10-01")).toEqual(["pkh", "sembako", "pbi-jk"]);
  expect(ids(["klj"], "2026-10-01")).toEqual(["klj", "pkh", "sembako"]);
  expect(ids(["pbi-daerah"], "2026-10-01")).toEqual(["pbi-daerah", "pbi-jk"]);
  expect(ids(["prakerja"], "2026-10-01")).toBe("program-not-in-force");
  expect(ids(["kube"], "2026-10-01")).toBe("program-unknown");
  const rice = choosePrograms(["bantuan-pangan-beras"], "2025-10-15", ALL_PROGRAMS);
  expect(rice.ok && rice.value[0]?.nationalPlaces).toBe(18_000_000);
});

describe("programs that versions determine beside those of every version", () => {
  const listed = (
    program: string,
    valid_to: string | null = null,
    quotas: readonly Quota[] = [],
  ) => ({
    program,
    valid_from: "2026-04-01",
    valid_to,
    quotas: quotas.length === 0 ? null : quotas,
    budgets: null,
  });
  const idsOn = (day: string, ...entries: readonly ReturnType<typeof listed>[]) =>
    ofVersionOn(bookOf([], entries), day).map(({ id }) => id);
  const always = ["pkh", "sembako", "pbi-jk"];

  test.each([
    ["nobody added one", idsOn("2026-10-01"), always],
    ["from its day on", idsOn("2026-04-01", listed("klj")), [...always, "klj"]],
    ["not before", idsOn("2026-03-31", listed("klj")), always],
    ["until it ended", idsOn("2026-07-01", listed("klj", "2026-06-30")), always],
    [
      "in the order of the book",
      idsOn("2026-10-01", listed("pbi-daerah"), listed("klj")),
      [...always, "klj", "pbi-daerah"],
    ],
    ["never beyond its own days", idsOn("2026-10-01", listed("blt-kesra")), always],
  ] as const)("%s", (_, said, expected) => expect(said).toEqual(expected));

  test("places are those decreed for it, else the example's; only the first are no example", () => {
    const quota: Quota = {
      program: "klj",
      regencyNo: 3171,
      places: 7,
      reserve: 1,
      validFrom: "2026-01-01",
      legalBasis: "Kepgub 1/2026",
      isExample: false,
    };
    const counts = [{ regencyNo: 3171, families: 100_000, persons: 300_000 }];
    const klj = (quotas: readonly Quota[]) => [
      findIn(bookOf([], [listed("klj", null, quotas)]), "klj") as Program,
    ];
    expect(versionQuotas(counts, klj([quota]), "2026-10-01")).toEqual([quota]);
    expect(areExample(klj([quota])[0] as Program, "2026-10-01")).toBe(false);
    expect(versionQuotas(counts, klj([]), "2026-10-01")).toEqual(exampleQuotas(counts, klj([])));
    expect(areExample(klj([])[0] as Program, "2026-10-01")).toBe(true);
  });

  test("the public is told of those that say who has a place, and of none that tells of an illness or a disability", () => {
    const all = new Set(ALL_PROGRAMS.map(({ id }) => id));
    expect(publicOf(new Set())).toEqual(always);
    expect(publicOf(all)).toEqual([...always, "blt-kesra", "bantuan-pangan-beras", "klj", "kaj"]);
  });
});

test("what is excluded is a program, and owners are known", () => {
  const ids = new Set(PROGRAM_CARDS.map(({ id }) => id));
  const owners = new Set<string>([...INSTITUTIONS, ...Object.keys(OUTSIDE_OWNERS)]);
  for (const { exclusiveWith, owner, determiner } of PROGRAM_CARDS) {
    expect(exclusiveWith.every(({ program }) => ids.has(program))).toBe(true);
    expect(owners.has(owner) && owners.has(determiner)).toBe(true);
  }
});

/** Facts that are asked of whoever the program looks at, and of members one by one. */
function factsIn(
  expression: Expression,
  ofMember: boolean,
): readonly (readonly [string, boolean])[] {
  if ("fact" in expression) return [[expression.fact, ofMember]];
  if ("members" in expression) return factsIn(expression.members, true);
  if ("not" in expression) return factsIn(expression.not, ofMember);
  if ("known" in expression) return factsIn(expression.known, ofMember);
  if ("evidence" in expression) return [];
  const parts = "all" in expression ? expression.all : expression.any;
  return parts.flatMap((part) => factsIn(part, ofMember));
}

describe.each(ALL_PROGRAMS)("$id", (program) => {
  test("rules ask facts of the catalogue, of the right owner, and never the vault", () => {
    const rules = [...program.rules, ...(program.unconfirmed ?? []).map(({ rule }) => rule)];
    for (const { when } of rules) {
      for (const [fact, ofMember] of factsIn(when, program.unit === "person")) {
        // Asking of a fact outside the catalogue, or in the vault, throws.
        expect(ownerOf(fact) === "family" || ofMember, fact).toBe(true);
      }
    }
  });

  test("on its first day it has rules, an amount and a law; each rule speaks to people", () => {
    const { rules, program: then } = rulesetOn(program, program.validFrom);
    expect(rules.length).toBeGreaterThan(0);
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    expect(then.legalBasis.length).toBeGreaterThan(5);
    for (const { says, tells, remedy } of rules) {
      expect([says, tells, remedy].every(({ id, en }) => id.length > 1 && en.length > 1)).toBe(
        true,
      );
    }
    if (then.benefit.kind === "by-rule") {
      const named = then.benefit.amounts.map(({ rule }) => rule);
      expect(named).toEqual(rules.filter(({ kind }) => kind === "amount").map(({ id }) => id));
    }
    if (then.benefit.kind === "flat" && then.benefit.amountRupiah === 0) {
      expect(then.benefit.inWords).toBeDefined();
    }
  });

  test("a rule without an act stands beside another, is not in force, and could be", () => {
    for (const waiting of program.unconfirmed ?? []) {
      const day = waiting.rule.validFrom;
      const before = rulesetOn(program, day).rules.map(({ id }) => id);
      const after = rulesetOn(withConfirmed(program, waiting), day).rules.map(({ id }) => id);
      expect(before).toContain(waiting.insteadOf);
      expect(after).toEqual(before.map((id) => (id === waiting.insteadOf ? waiting.rule.id : id)));
    }
  });
});

test("what changed is dated within the program, and changes nothing outside its days", () => {
  for (const program of ALL_PROGRAMS) {
    for (const { validFrom } of program.changes ?? []) {
      expect(isInForce(program, validFrom)).toBe(true);
      expect(rulesetOn(program, program.validFrom).program.benefit).toBe(program.benefit);
      expect(rulesetOn(program, validFrom).program.benefit).not.toBe(program.benefit);
    }
  }
});
