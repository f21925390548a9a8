import { expect, test } from "vitest";
import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import { judgeSubject } from "#programs/judge-subject.ts";
import { PROGRAMS } from "#programs/programs.ts";
import { rulesetOn } from "#programs/ruleset.ts";
import { subjectOf } from "./decision-subject.ts";
import { decisionsOf } from "./family-programs.ts";
import type { FamilyRecord, OutcomeRecord, PersonRecord } from "./family-rows.ts";

const AS_OF = "2026-10-31";
const PKH = PROGRAMS.find(({ id }) => id === "pkh");
if (PKH === undefined) throw new Error("no program pkh");
const RULESET = rulesetOn(PKH, AS_OF);

const FAMILY: FamilyRecord = {
  version_no: 1,
  family_id: 7,
  size: 1,
  is_whole: true,
  village_no: 3204052001,
  domicile_village_no: 3204052001,
  kk_enc: null,
  head_person_id: 70,
  head_name: "Siti",
  address: null,
  rt: null,
  rw: null,
  facts_as_of: 20261031,
  facts: FAMILY_FACTS.map(() => 1),
  score: 1,
  decile_national: 2,
  decile_province: 2,
  decile_regency: 2,
  percentile: 15,
  place_band: null,
  model_id: "test",
  sources: { housing: { source: "regsosek", as_of: 20221015 } },
};
const SITI: PersonRecord = {
  person_id: 70,
  name: "Siti",
  nik_enc: null,
  birth_date: 19800517,
  identity_status: "padan",
  life_status: 1,
  facts: PERSON_FACTS.map(() => 1),
  sources: { "civil-status": { source: "dukcapil", as_of: 20260930 } },
};

/** The row that was stored when these facts were judged. */
function storedFor(family: FamilyRecord, members: readonly PersonRecord[]): OutcomeRecord {
  const subject = { ...subjectOf(family, members), evidence: [] };
  const { rulesTrue, rulesUnknown, refusedBy, askedBy, amountRupiah } = judgeSubject(
    RULESET,
    subject,
  );
  return {
    program: "pkh",
    unit: "family",
    unit_id: 7,
    family_id: 7,
    village_no: 3204052001,
    outcome:
      refusedBy !== undefined ? "ineligible" : askedBy === undefined ? "recipient" : "review",
    place: 1,
    first_reason: (refusedBy ?? askedBy)?.id ?? "within-quota",
    rules_true: String(rulesTrue),
    rules_unknown: String(rulesUnknown),
    amount_rupiah: Number(amountRupiah),
    ruleset_id: RULESET.id,
  };
}

const ROW = storedFor(FAMILY, [SITI]);
const decide = (change: Partial<FamilyRecord>, members = [SITI], level: "L3" | "L4" = "L4") =>
  decisionsOf([ROW], AS_OF, { family: { ...FAMILY, ...change }, members, level }, PROGRAMS)[0];

test("a decision shows its facts with source and day, and what can be done", () => {
  const decision = decide({});
  expect(decision?.remedy?.id.length).toBeGreaterThan(10);
  expect(decision?.rules.some(({ changed }) => changed)).toBe(false);
  const facts = decision?.rules.flatMap(({ facts }) => facts) ?? [];
  expect(facts).toContainEqual(
    expect.objectContaining({
      text: { id: "Hidup", en: "Alive" },
      personId: "70",
      source: { id: "Dukcapil", en: "Civil registry" },
      asOf: "2026-09-30",
    }),
  );
  expect(facts).toContainEqual(
    expect.objectContaining({ label: { id: "Desil nasional", en: "National decile" } }),
  );
});

test("a fact corrected since does not rewrite the decision; the rule says that it changed", () => {
  const before = decide({});
  const after = decide({}, [{ ...SITI, life_status: 2 }]);
  expect(after?.sentence).toEqual(before?.sentence);
  expect(after?.rules.map(({ answer }) => answer)).toEqual(
    before?.rules.map(({ answer }) => answer),
  );
  expect(after?.rules.some(({ changed }) => changed)).toBe(true);
});

test("where a member is not shown, neither facts nor changes tell of them", () => {
  const decision = decide({ is_whole: false }, []);
  expect(decision?.rules.length).toBeGreaterThan(0);
  expect(decision?.rules.every(({ changed, facts }) => !changed && facts.length === 0)).toBe(true);
});

test("a narrower sheet carries only the facts of its level", () => {
  const labels = (level: "L3" | "L4") =>
    new Set(
      decide({}, [SITI], level)?.rules.flatMap(({ facts }) => facts.map(({ label }) => label.id)),
    );
  expect(labels("L3").size).toBeLessThan(labels("L4").size);
});
