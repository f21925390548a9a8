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

const SHORTER = "least(length(a.joined), length(b.joined))";
const EDITS = "levenshtein(a.joined, b.joined)";
const APART = "abs(length(a.joined) - length(b.joined))";
/** Two signs that changed places; asked only where two edits were counted, for it is slow. */
const oneSlip = (edits: string): string =>
  `(${edits} <= 1 or (${edits} = 2 and length(a.joined) = length(b.joined)
  and damerau_levenshtein(a.joined, b.joined) = 1))`;
/** Texts that are one slip apart begin or end alike, up to the middle: edits of long texts are counted for those alone. */
const HALF = `greatest(0, ${SHORTER} // 2 - 1)`;
const BEGIN_OR_END_ALIKE = `(${APART} <= 1 and (left(a.joined, ${HALF}) = left(b.joined, ${HALF})
  or right(a.joined, ${HALF}) = right(b.joined, ${HALF})))`;
const ONE_SLIP = `(case when ${BEGIN_OR_END_ALIKE} then ${oneSlip(EDITS)} else false end)`;
/** The same where edits were worked out once. */
const ONE_SLIP_KNOWN = oneSlip("edits");
/** More than two edits are as good as many; of texts this long most are, and it would take long to count them. */
const MANY = 3;
const LONG = 48;
const FEW_EDITS = `case when ${APART} >= ${MANY} or (${SHORTER} > ${LONG} and not ${BEGIN_OR_END_ALIKE}) then ${MANY} else ${EDITS} end as edits`;
const SHARED = "len(list_intersect(a.words, b.words))";
const OVERLAP = `(${SHARED} / (len(a.words) + len(b.words) - ${SHARED}))`;
const SAME_WORDS = "a.joined = b.joined or a.sorted = b.sorted";

const LIKENESS = `greatest(jaro_winkler_similarity(a.joined, b.joined),
  case when a.sorted <> a.whole or b.sorted <> b.whole
    then jaro_winkler_similarity(a.sorted, b.sorted) else 0 end) as jw`;

/** SQL: what is dear about comparing two values of a kind, worked out once for all its levels. */
export function measureOf(kind: FieldKind): string {
  switch (kind) {
    case "name":
    case "text":
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

/** SQL: the level of two unequal values, forms `a` and `b`, with the measure of their kind. */
export function unequalLevel(kind: FieldKind): string {
  switch (kind) {
    case "name":
      return `case when ${SAME_WORDS} then 5
        when jw >= 0.94 or (jw > 0.7 and ${SHORTER} >= 4 and ${ONE_SLIP}) then 4
        when jw >= 0.88 or a.p1 = b.p1 or ${SHARED} = least(len(a.words), len(b.words))
          or (${SHORTER} = 1 and left(a.joined, 1) = left(b.joined, 1))
          or (${SHORTER} >= 3 and (starts_with(a.joined, b.joined) or starts_with(b.joined, a.joined)))
          or (${SHORTER} >= 4 and (ends_with(a.joined, b.joined) or ends_with(b.joined, a.joined))) then 3
        when jw >= 0.8 or ${SHARED} > 0 then 2 else 1 end`;
    case "text":
      return `case when ${SAME_WORDS} then 5
        when jw >= 0.95 or (jw > 0.7 and ${SHORTER} >= 4 and ${ONE_SLIP}) or ${OVERLAP} > 0.7 then 4
        when jw >= 0.88 or ${OVERLAP} >= 0.5 then 3
        when jw >= 0.8 or ${SHARED} > 0 then 2 else 1 end`;
    case "date":
      return dateLevel();
    case "id":
      return `case when ${SHORTER} >= 3 and ${ONE_SLIP_KNOWN} then 4
        when ${SHORTER} >= 6 and edits <= 2 then 3
        when (a.p1 = b.p1 and a.p1 <> 0) or (a.p2 = b.p2 and a.p2 <> 0) then 2 else 1 end`;
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
const fewBetween = (share: number): string => `abs(a.y - b.y) <= ${share}`;
/** Of years all are within a hundredth of each other: near is only what is so and has few between. */
const isWithin = (share: number): string =>
  `abs(a.x - b.x) <= ${share} * greatest(abs(a.x), abs(b.x))`;
const ARE_NUMBERS = "(a.z = 1 and b.z = 1)";

const KILOMETRES = `(0.00011132 * sqrt((a.x - b.x) * (a.x - b.x)
  + (a.y - b.y) * (a.y - b.y) * pow(cos(radians((a.x + b.x) / 2000000)), 2)))`;

function dateLevel(): string {
  const same = (part: string): string => `(a.${part} = b.${part} and a.${part} <> 0)::int`;
  const parts = `(${same("x")} + ${same("y")} + ${same("z")})`;
  const isYearOnly = "a.x = b.x and a.x <> 0 and (a.y = 0 or b.y = 0 or a.z = 0 or b.z = 0)";
  return `case when ${ONE_SLIP_KNOWN} or (a.x = b.x and a.y = b.z and a.z = b.y) then 5
    when ${parts} = 2 or (${isYearOnly}) then 4
    when a.x = b.x and a.x <> 0 then 3
    when abs(a.x - b.x) <= 1 or edits <= 2 then 2 else 1 end`;
}
