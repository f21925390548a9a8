import { Type } from "typebox";
import { FamilyId } from "./families.ts";
import { Words } from "./words.ts";

export const PersonId = FamilyId;

const Basis = Type.Enum([
  "own-data-assisted",
  "victim-protection",
  "child-protection",
  "social-rehabilitation",
  "witness-protection",
]);
const Case = Type.String({
  minLength: 5,
  maxLength: 200,
  description: "The case or assignment that needs it; kept in the audit log; never names people",
});

/** Opens the vault of one person: on which law, and for which case. */
export const VaultQuestion = Type.Object(
  { basis: Basis, caseReference: Case },
  { additionalProperties: false },
);
export type VaultQuestion = Type.Static<typeof VaultQuestion>;

/** What the vault holds of a person; both lists empty where it holds nothing. */
export const VaultSheet = Type.Object(
  {
    facts: Type.Array(Type.Object({ label: Words, text: Words }, { additionalProperties: false })),
    notes: Type.Array(
      Type.Object(
        {
          noteId: Type.String(),
          category: Words,
          text: Type.String(),
          legalBasis: Type.String(),
          recordedOn: Type.String(),
          /** It is erased after this day. */
          eraseAfter: Type.String(),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type VaultSheet = Type.Static<typeof VaultSheet>;

/** A note for the vault, with the day after which it is erased. */
export const VaultNoteDraft = Type.Object(
  {
    category: Type.Enum([
      "ppks",
      "pas",
      "hiv",
      "drugs",
      "mental-health",
      "violence",
      "diagnosis",
      "gambling",
    ]),
    basis: Basis,
    caseReference: Case,
    text: Type.String({ minLength: 3, maxLength: 2000 }),
    eraseAfter: Type.String({ format: "date" }),
  },
  { additionalProperties: false },
);
export type VaultNoteDraft = Type.Static<typeof VaultNoteDraft>;

export const VaultReceipt = Type.Object({ words: Words }, { additionalProperties: false });
export type VaultReceipt = Type.Static<typeof VaultReceipt>;
