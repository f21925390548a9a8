import { type AbsentReason, readAbsence } from "#domain/absent.ts";
import { findCode } from "#domain/codes/all-lists.ts";
import { IDENTITY_OUTCOME_TERMS } from "#domain/identity-outcome.ts";
import type { FieldGroup, Variable } from "#domain/variables/variable.ts";
import { say, type Words } from "#domain/words.ts";

const ABSENT_WORDS = {
  "not-asked": say("tidak ditanyakan", "not asked"),
  "not-known": say("tidak diketahui", "not known"),
  refused: say("tidak dijawab", "not answered"),
  "not-applicable": say("tidak berlaku", "not applicable"),
  erased: say("sudah dihapus", "erased"),
} as const satisfies Record<AbsentReason, Words>;

export const GROUP_WORDS = {
  identity: say("Identitas", "Identity"),
  address: say("Alamat", "Address"),
  "identity-check": say("Pencocokan Dukcapil", "Check with the civil registry"),
  "civil-status": say("Status kependudukan", "Civil status"),
  schooling: say("Pendidikan", "Schooling"),
  work: say("Pekerjaan", "Work"),
  business: say("Usaha", "Business"),
  health: say("Kesehatan", "Health"),
  housing: say("Perumahan", "Housing"),
  "water-and-sanitation": say("Air dan sanitasi", "Water and sanitation"),
  energy: say("Listrik dan bahan bakar", "Energy"),
  "movable-assets": say("Aset bergerak", "Movable assets"),
  "immovable-assets": say("Aset tidak bergerak", "Immovable assets"),
  livestock: say("Ternak", "Livestock"),
  "program-receipt": say("Program yang diterima menurut sumber", "Programs received, by source"),
} as const satisfies Record<FieldGroup, Words>;

const SOURCE_WORDS: Readonly<Record<string, Words>> = {
  dukcapil: say("Dukcapil", "Civil registry"),
  dtks: say("DTKS", "DTKS"),
  regsosek: say("Regsosek", "Regsosek"),
  p3ke: say("P3KE", "P3KE"),
  dtsen: say("DTSEN", "DTSEN"),
  feedback: say("Koreksi warga", "Citizen's correction"),
};

/** What an answer says, as people say it. */
export function sayAnswer(variable: Variable, value: number): Words {
  const absence = readAbsence(value);
  if (absence !== undefined) return ABSENT_WORDS[absence];
  if (variable.codeList !== undefined) {
    const code = findCode(variable.codeList, value);
    return code === undefined ? same(String(value)) : say(code.id_ID, code.en);
  }
  const { measure } = variable;
  return same(measure === undefined ? String(value) : `${value} ${measure.replace("m2", "m²")}`);
}

/** A source as screens name it; sources that only have a code are named by it. */
export function saySource(source: string): Words {
  return SOURCE_WORDS[source] ?? same(source);
}

/** What the civil registry said of a person. */
export function sayIdentity(status: string | null): Words {
  const code = status ?? "belum-dicek";
  const terms = Object.entries(IDENTITY_OUTCOME_TERMS).find(([known]) => known === code)?.[1];
  return terms?.words ?? same(code);
}

/** Numbers and names that are the same in both languages. */
export function same(text: string): Words {
  return say(text, text);
}
