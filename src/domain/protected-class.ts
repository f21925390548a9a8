import { HAS_DISABILITY } from "./disability-indicators.ts";
import type { Expression } from "./rule.ts";
import { say, type Words } from "./words.ts";

/** People who never leave a program by a decile or a quota alone: somebody looks first, and the place is held. */
export const PROTECTED_CLASSES = [
  "disability",
  "pregnancy",
  "infant",
  "lone-elderly",
  "chronic-illness",
] as const;
export type ProtectedClass = (typeof PROTECTED_CLASSES)[number];

export const PROTECTED_CLASS_WORDS = {
  disability: say("penyandang disabilitas", "disability"),
  pregnancy: say("ibu hamil", "pregnancy"),
  infant: say("bayi", "infant"),
  "lone-elderly": say("lanjut usia sendirian", "older person alone"),
  "chronic-illness": say("sakit menahun", "chronic illness"),
} as const satisfies Record<ProtectedClass, Words>;

/** How the register tells a class: by facts of a member, who lives alone where that is asked. */
export type ProtectedTerms = {
  readonly id: ProtectedClass;
  readonly who: Expression;
  readonly isAlone: boolean;
  readonly validFrom: string;
  readonly legalBasis: string;
  readonly isExample: boolean;
};

const SINCE = "2025-02-05";

/**
 * In the order of the bits. Of an illness only the yes or no that the survey asked is read, never which it is; what has no
 * answer is told apart from a no.
 */
const TERMS: readonly ProtectedTerms[] = [
  {
    id: "disability",
    who: HAS_DISABILITY,
    isAlone: false,
    validFrom: SINCE,
    legalBasis: "UU 8/2016 pasal 5",
    isExample: false,
  },
  {
    id: "pregnancy",
    who: { fact: "pregnant", in: [1] },
    isAlone: false,
    validFrom: SINCE,
    legalBasis: "UU 17/2023 pasal 40",
    isExample: false,
  },
  {
    id: "infant",
    who: { fact: "age", between: [0, 1] },
    isAlone: false,
    validFrom: SINCE,
    legalBasis: "UU 4/2024 pasal 1 (seribu hari pertama)",
    isExample: false,
  },
  {
    id: "lone-elderly",
    who: { fact: "age", between: [60, 150] },
    isAlone: true,
    validFrom: SINCE,
    legalBasis: "UU 13/1998 pasal 1",
    isExample: false,
  },
  {
    id: "chronic-illness",
    who: { fact: "has_chronic_disease", in: [1] },
    isAlone: false,
    validFrom: SINCE,
    legalBasis: "Permensos 3/2026 (penyakit kronis dan katastropik)",
    isExample: true,
  },
];

/** The classes that hold on a day, in the order of their bits. */
export function protectedOn(day: string): readonly ProtectedTerms[] {
  return TERMS.filter(({ validFrom }) => validFrom <= day);
}
