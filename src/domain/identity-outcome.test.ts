import fc from "fast-check";
import { expect, test } from "vitest";
import {
  CHECKED_FIELDS,
  decideOutcome,
  type FieldAnswers,
  IDENTITY_OUTCOME_TERMS,
  IDENTITY_OUTCOMES,
  type LifeAnswer,
  listDifferences,
} from "./identity-outcome.ts";

const ALL_SAME: FieldAnswers = {
  nik: "same",
  name: "same",
  "birth-date": "same",
  kk: "same",
  sex: "same",
};

test.each([
  [{}, "alive", "padan"],
  [{ nik: "not-known" }, "not-known", "belum-dicek"],
  [{ nik: "different" }, "not-known", "nik-tidak-ditemukan"],
  [{ name: "different" }, "deceased", "meninggal"],
  [{}, "double-record", "ganda"],
  [{}, "abroad", "pindah-luar-negeri"],
  [{ name: "near" }, "alive", "padan"],
  [{ name: "near", sex: "different" }, "alive", "nama-beda"],
  [{ name: "different", "birth-date": "different" }, "alive", "nama-beda"],
  [{ "birth-date": "different", kk: "different" }, "alive", "tgl-lahir-beda"],
  [{ kk: "different" }, "alive", "kk-beda"],
  [{ kk: "different" }, "not-recorded", "belum-rekam"],
  [{ kk: "not-known", "birth-date": "not-known" }, "alive", "padan"],
] as const)("%j, %s: %s", (fields, life, outcome) => {
  expect(decideOutcome({ ...ALL_SAME, ...fields }, life)).toBe(outcome);
});

const answers = fc.constantFrom("same", "near", "different", "not-known");
const anyFields = fc.record({
  nik: answers,
  name: answers,
  "birth-date": answers,
  kk: answers,
  sex: answers,
});
const anyLife = fc.constantFrom<LifeAnswer>(
  "alive",
  "deceased",
  "abroad",
  "double-record",
  "not-recorded",
  "not-known",
);

test("every answer has an outcome, and every outcome a sentence and a remedy in two languages", () => {
  fc.assert(
    fc.property(anyFields, anyLife, (fields, life) => {
      expect(IDENTITY_OUTCOMES).toContain(decideOutcome(fields as FieldAnswers, life));
    }),
  );
  for (const outcome of IDENTITY_OUTCOMES) {
    const { sentence, bring } = IDENTITY_OUTCOME_TERMS[outcome];
    expect([sentence.id, sentence.en, bring.id, bring.en].every((text) => text.length > 10)).toBe(
      true,
    );
  }
});

test("not knowing a field never makes an outcome worse", () => {
  fc.assert(
    fc.property(anyFields, anyLife, fc.constantFrom(...CHECKED_FIELDS), (fields, life, field) => {
      fc.pre(field !== "nik" && decideOutcome(fields as FieldAnswers, life) === "padan");
      expect(decideOutcome({ ...(fields as FieldAnswers), [field]: "not-known" }, life)).toBe(
        "padan",
      );
    }),
  );
});

test("differences are told field by field", () => {
  expect(listDifferences({ ...ALL_SAME, name: "near", kk: "different" })).toEqual(["name", "kk"]);
});
