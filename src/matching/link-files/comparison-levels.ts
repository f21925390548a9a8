import type { FieldKind } from "./job.ts";

/** A level of agreement: what it says, and how often true pairs reach it before anything is learned. */
export type Level = { readonly says: string; readonly usual: number };

/** Level 0 of every kind: one side is not known, which says nothing. Later levels agree better. */
const UNKNOWN: Level = { says: "not known on one side", usual: 0 };

const level = (says: string, usual: number): Level => ({ says, usual });

/** The last level of each kind is equality. */
export const LEVELS: Readonly<Record<FieldKind, readonly Level[]>> = {
  name: [
    UNKNOWN,
    level("different", 0.04),
    level("a word in common, or somewhat alike", 0.03),
    level("alike, one inside the other, or the same sound", 0.05),
    level("one letter off, or very alike", 0.08),
    level("the same words in another order or joined", 0.02),
    level("equal", 0.78),
  ],
  text: [
    UNKNOWN,
    level("different", 0.06),
    level("a telling word in common, or somewhat alike", 0.04),
    level("half of the telling words in common, or alike", 0.06),
    level("most telling words in common, or very alike", 0.09),
    level("the same words in another order or joined", 0.02),
    level("equal", 0.73),
  ],
  date: [
    UNKNOWN,
    level("different", 0.02),
    level("neighbouring years, or a few digits off", 0.01),
    level("the same year", 0.02),
    level("two of year, month and day equal", 0.03),
    level("one digit off, or day and month swapped", 0.05),
    level("equal", 0.87),
  ],
  id: [
    UNKNOWN,
    level("different", 0.03),
    level("one half equal", 0.01),
    level("two signs off", 0.01),
    level("one sign off, or two swapped", 0.05),
    level("equal", 0.9),
  ],
  category: [
    UNKNOWN,
    level("different", 0.08),
    level("one sign off, or two swapped", 0.05),
    level("equal", 0.87),
  ],
  number: [
    UNKNOWN,
    level("different", 0.1),
    level("within a tenth, not many values between", 0.03),
    level("within a hundredth, few values between, or one digit off", 0.03),
    level("hardly any value between", 0.05),
    level("equal", 0.79),
  ],
  geo: [
    UNKNOWN,
    level("more than 50 km apart", 0.1),
    level("within 50 km", 0.1),
    level("within 5 km", 0.1),
    level("within 500 m", 0.2),
    level("equal", 0.5),
  ],
};

/** The level at which two values are equal. */
export const equalLevel = (kind: FieldKind): number => LEVELS[kind].length - 1;
/** Two columns hold each other's names: one level above equality, so that no order is implied. */
export const swappedLevel = (kind: FieldKind): number => LEVELS[kind].length;

const SHORTER = "least(length(a_joined), length(b_joined))";
const EDITS = "levenshtein(a_joined, b_joined)";
const APART = "abs(length(a_joined) - length(b_joined))";
/** Two signs that changed places; asked only where two edits were counted, for it is slow. */
const oneSlip = (edits: string): string =>
  `(${edits} <= 1 or (${edits} = 2 and length(a_joined) = length(b_joined)
  and damerau_levenshtein(a_joined, b_joined) = 1))`;
/** Texts that are one slip apart begin or end alike, up to the middle: edits of long texts are counted for those alone. */
const HALF = `greatest(0, ${SHORTER} // 2 - 1)`;
const BEGIN_OR_END_ALIKE = `(${APART} <= 1 and (left(a_joined, ${HALF}) = left(b_joined, ${HALF})
  or right(a_joined, ${HALF}) = right(b_joined, ${HALF})))`;
const ONE_SLIP = `(case when ${BEGIN_OR_END_ALIKE} then ${oneSlip(EDITS)} else false end)`;
/** The same where edits were worked out once. */
const ONE_SLIP_KNOWN = oneSlip("edits");
/** More than two edits are as good as many; of texts this long most are, and it would take long to count them. */
const MANY = 3;
const LONG = 48;
const FEW_EDITS = `case when ${APART} >= ${MANY} or (${SHORTER} > ${LONG} and not ${BEGIN_OR_END_ALIKE}) then ${MANY} else ${EDITS} end as edits`;
const OVERLAP = "(shared / (len(a_words) + len(b_words) - shared))";
const SAME_WORDS = "a_joined = b_joined or a_sorted = b_sorted";

const LIKENESS = `greatest(jaro_winkler_similarity(a_joined, b_joined),
  case when a_sorted <> a_whole or b_sorted <> b_whole
    then jaro_winkler_similarity(a_sorted, b_sorted) else 0 end) as jw`;
/** Lists are dear to compare, and most have one word. */
const SHARED = `case when len(a_words) = 1 and len(b_words) = 1 then (a_words[1] = b_words[1])::int
  else len(list_intersect(a_words, b_words)) end as shared`;

/** What of the forms of two values their levels are told by. */
const READ: Readonly<Record<FieldKind, readonly string[]>> = {
  name: ["whole", "joined", "sorted", "words", "p1"],
  text: ["whole", "joined", "sorted", "words"],
  date: ["joined", "x", "y", "z"],
  id: ["joined", "p1", "p2"],
  category: ["whole", "joined", "sorted"],
  number: ["joined", "x", "y", "z"],
  geo: ["x", "y"],
};

/** SQL: the forms `a` and `b` of two values side by side, as `a_joined`, `b_joined` and so on. */
export const formsOf = (kind: FieldKind): string =>
  READ[kind].flatMap((form) => [`a.${form} as a_${form}`, `b.${form} as b_${form}`]).join(", ");

/** SQL: what is dear about comparing two values of a kind, worked out once for all its levels. */
export function measureOf(kind: FieldKind): string {
  switch (kind) {
    case "name":
    case "text":
      return `${LIKENESS}, ${SHARED}`;
    case "category":
      return LIKENESS;
    case "date":
    case "id":
    case "number":
      return FEW_EDITS;
    case "geo":
      return `${KILOMETRES} as km`;
  }
}

/** SQL: the level of two unequal values, their forms side by side with the measure of their kind. */
export function unequalLevel(kind: FieldKind): string {
  switch (kind) {
    case "name":
      return `case when ${SAME_WORDS} then 5
        when jw >= 0.94 or (jw > 0.7 and ${SHORTER} >= 4 and ${ONE_SLIP}) then 4
        when jw >= 0.88 or a_p1 = b_p1 or shared = least(len(a_words), len(b_words))
          or (${SHORTER} = 1 and left(a_joined, 1) = left(b_joined, 1))
          or (${SHORTER} >= 3 and (starts_with(a_joined, b_joined) or starts_with(b_joined, a_joined)))
          or (${SHORTER} >= 4 and (ends_with(a_joined, b_joined) or ends_with(b_joined, a_joined))) then 3
        when jw >= 0.8 or shared > 0 then 2 else 1 end`;
    case "text":
      return `case when ${SAME_WORDS} then 5
        when jw >= 0.95 or (jw > 0.7 and ${SHORTER} >= 4 and ${ONE_SLIP}) or ${OVERLAP} > 0.7 then 4
        when jw >= 0.88 or ${OVERLAP} >= 0.5 then 3
        when jw >= 0.8 or shared > 0 then 2 else 1 end`;
    case "date":
      return dateLevel();
    case "id":
      return `case when ${SHORTER} >= 3 and ${ONE_SLIP_KNOWN} then 4
        when ${SHORTER} >= 6 and edits <= 2 then 3
        when (a_p1 = b_p1 and a_p1 <> 0) or (a_p2 = b_p2 and a_p2 <> 0) then 2 else 1 end`;
    case "category":
      return `case when (${SHORTER} >= 2 and ${ONE_SLIP}) or jw >= 0.94 or ${SAME_WORDS} then 2 else 1 end`;
    case "number":
      return `case when not ${ARE_NUMBERS} then 1 when ${fewBetween(0.03)} then 4
        when ${isWithin(0.01)} and ${fewBetween(0.1)} then 3 when ${SHORTER} >= 2 and ${ONE_SLIP_KNOWN} then 3
        when ${isWithin(0.1)} and ${fewBetween(0.3)} then 2 else 1 end`;
    case "geo":
      return `case when km < 0.5 then 4 when km < 5 then 3
        when km < 50 then 2 else 1 end`;
  }
}

/** Numbers with no more than this share of all records between them: what is near depends on what is measured. */
const fewBetween = (share: number): string => `abs(a_y - b_y) <= ${share}`;
/** Of years all are within a hundredth of each other: near is only what is so and has few between. */
const isWithin = (share: number): string =>
  `abs(a_x - b_x) <= ${share} * greatest(abs(a_x), abs(b_x))`;
const ARE_NUMBERS = "(a_z = 1 and b_z = 1)";

const KILOMETRES = `(0.00011132 * sqrt((a_x - b_x) * (a_x - b_x)
  + (a_y - b_y) * (a_y - b_y) * pow(cos(radians((a_x + b_x) / 2000000)), 2)))`;

function dateLevel(): string {
  const same = (part: string): string => `(a_${part} = b_${part} and a_${part} <> 0)::int`;
  const parts = `(${same("x")} + ${same("y")} + ${same("z")})`;
  const isYearOnly = "a_x = b_x and a_x <> 0 and (a_y = 0 or b_y = 0 or a_z = 0 or b_z = 0)";
  return `case when ${ONE_SLIP_KNOWN} or (a_x = b_x and a_y = b_z and a_z = b_y) then 5
    when ${parts} = 2 or (${isYearOnly}) then 4
    when a_x = b_x and a_x <> 0 then 3
    when abs(a_x - b_x) <= 1 or edits <= 2 then 2 else 1 end`;
}
