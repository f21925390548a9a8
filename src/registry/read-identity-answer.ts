import type { CheckedField, FieldAnswer, FieldAnswers } from "#domain/identity-outcome.ts";
import { FIELD_ANSWER_CODES, LIFE_ANSWER_CODES } from "#sources/layouts/dukcapil-answers.ts";
import type { IdentityAnswer } from "./identity-check.ts";

/** How the fields are called where the civil registry answers: in its file and in its service. */
export const ANSWER_FIELDS = {
  nik: "nik",
  name: "nama",
  "birth-date": "tanggal_lahir",
  kk: "nomor_kk",
  sex: "jenis_kelamin",
} as const satisfies Record<CheckedField, string>;

/** An answer in the words of the office; undefined where it keeps no such contract. Empty is not known. */
export function readAnswer(questionId: string, body: unknown): IdentityAnswer | undefined {
  if (typeof body !== "object" || body === null || !("nik" in body)) return undefined;
  const said = body as Readonly<Record<string, unknown>>;
  const fields: Partial<Record<CheckedField, FieldAnswer>> = {};
  for (const [field, name] of Object.entries(ANSWER_FIELDS)) {
    const read = readCode(FIELD_ANSWER_CODES, said[name]);
    if (read === undefined) return undefined;
    fields[field as CheckedField] = read;
  }
  const life = readCode(LIFE_ANSWER_CODES, said.status);
  return life === undefined ? undefined : { questionId, fields: fields as FieldAnswers, life };
}

function readCode<Code>(
  codes: Readonly<Record<string, Code>>,
  value: unknown,
): Code | "not-known" | undefined {
  const text = String(value ?? "")
    .trim()
    .toLowerCase();
  return text === "" ? "not-known" : codes[text];
}
