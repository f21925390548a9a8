/**
 * Levels of agreement, as SQL expressions over two narrow records `l` (from a source) and `r` (the
 * spine). 0 is always "not known on one side", which is evidence of nothing.
 */

/** 7 same, 6 same words, 5 one inside the other, 4 near, 3 alike, 2 a shared word, 1 different. */
export const NAME_NEAR = 4;
export const NAME_LEVELS = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/**
 * SQL (left_name, right_name, level): the levels of pairs of names that are not the same, from their forms (see
 * name-forms.ts). What several levels ask is worked out once; letters are compared last, where words leave it open.
 */
export function nameLevels(pairs: string): string {
  return `\
select left_name, right_name, case
    when told >= 0 then told
    when distance <= case when letters <= 4 then 0 when letters <= 12 then 1 else 2 end then 4
    when distance <= case when letters <= 4 then 1 when letters <= 10 then 2 else 4 end then 3
    when letters >= 3 and ${tailOf("left_joined")} = ${tailOf("right_joined")} then 3
    when shared >= 1 then 2 else 1 end as level
from (
  select c.*, case when told = ${BY_LETTERS} then levenshtein(left_joined, right_joined) else ${FAR} end as distance
  from (
    select left_name, right_name, letters, shared, left_joined, right_joined, ${TOLD_BY_WORDS} as told
    from (${sharedWords(pairs)}) w
  ) c
) d`;
}

/** More edits than any level allows. */
const FAR = 99;
/** Words say nothing: the letters must. */
const BY_LETTERS = -2;

/**
 * What the words of two names say. S SANTOSO and SLAMET SANTOSO: the same first letters in order, a word shared, one of them
 * abbreviated. The M that opened MARIA GORETI is read as MUHAMMAD: only one of the two names holds it. Names of few letters,
 * or of very different length, are not compared letter by letter.
 */
const TOLD_BY_WORDS = `case
      when letters = 0 then 0
      when is_same_words = 1 then 6
      when shared >= shorter and (shorter >= 2 or letters >= 3) then 5
      when greatest(left_initial, right_initial) = 2 and is_same_initials = 1 and shared >= 1 then 4
      when is_same_letters = 1 then 3
      when left_initial <> right_initial and is_same_initials = 1 and shared >= 1 then 3
      when letters < 3 or lengths > 4 then -1
      else ${BY_LETTERS} end`;

/** The end of a long name is how it is called (Wawan, Hermawan): three letters of the kanon make it alike. */
const tailOf = (joined: string): string =>
  `substr(${joined}, length(${joined}) - letters + 1, letters)`;

function sharedWords(pairs: string): string {
  const places = [1, 2, 3, 4, 5];
  const among = places.map((place) => `b.word_${place}`).join(", ");
  const shared = places.map(
    (place) => `case when a.word_${place} <> 0 and a.word_${place} in (${among}) then 1 else 0 end`,
  );
  const flag = (condition: string, name: string): string =>
    `case when ${condition} then 1 else 0 end as ${name}`;
  return `
      select p.left_name, p.right_name, a.joined as left_joined, b.joined as right_joined,
        a.has_initial as left_initial, b.has_initial as right_initial,
        least(a.word_count, b.word_count) as shorter, least(length(a.joined), length(b.joined)) as letters,
        abs(length(a.joined) - length(b.joined)) as lengths, ${shared.join(" + ")} as shared,
        ${flag("a.kanon_key = b.kanon_key or a.sorted_key = b.sorted_key or a.joined_key = b.joined_key", "is_same_words")},
        ${flag("a.initials = b.initials", "is_same_initials")},
        ${flag("a.letters_key <> 0 and a.letters_key = b.letters_key", "is_same_letters")}
      from ${pairs} p
      join name_form a on a.name_id = p.left_name
      join name_form b on b.name_id = p.right_name
    `;
}

/** How many of year, month and day agree: 0 to 3; 0 also where one day is not known. */
export function datePartsAgreeing(l: string, r: string): string {
  return `case when ${l}.birth_day = 0 or ${r}.birth_day = 0 then 0 else
    (case when ${yearOf(l)} = ${yearOf(r)} then 1 else 0 end)
    + (case when ${monthOf(l)} = ${monthOf(r)} then 1 else 0 end)
    + (case when ${dayOf(l)} = ${dayOf(r)} then 1 else 0 end) end`;
}

/**
 * 5 same day, 4 two of three parts, day and month swapped, or the year where one side writes 1 January, which
 * says no more than the year; 3 same year, 2 a year apart, 1 different.
 */
export const DATE_LEVELS = [0, 1, 2, 3, 4, 5] as const;

export function dateLevel(l: string, r: string): string {
  return `case
  when ${l}.birth_day = 0 or ${r}.birth_day = 0 then 0
  when ${l}.birth_day = ${r}.birth_day then 5
  when ${datePartsAgreeing(l, r)} = 2 then 4
  when ${yearOf(l)} = ${yearOf(r)} and ${monthOf(l)} = ${dayOf(r)} and ${dayOf(l)} = ${monthOf(r)} then 4
  when ${yearOf(l)} = ${yearOf(r)} and (${isNewYear(l)} or ${isNewYear(r)}) then 4
  when ${yearOf(l)} = ${yearOf(r)} then 3
  when abs(${yearOf(l)} - ${yearOf(r)}) = 1 then 2
  else 1 end`;
}

/** 3 same, 2 one digit wrong or two neighbours swapped, 1 different. */
export function numberLevel(l: string, r: string): string {
  return `case
  when ${l} = 0 or ${r} = 0 then 0
  when ${l} = ${r} then 3
  when abs(${l} - ${r}) in (${ONE_SLIP}) then 2
  else 1 end`;
}

/** 5 same card (then the place says nothing new), 4 village, 3 district, 2 regency, 1 different. */
export const PLACE_LEVELS = [0, 1, 2, 3, 4, 5] as const;

export function placeLevel(l: string, r: string): string {
  return `case
  when ${l}.kk <> 0 and ${l}.kk = ${r}.kk then 5
  when ${l}.village = 0 or ${r}.village = 0 then 0
  when ${l}.village = ${r}.village then 4
  when ${l}.district = ${r}.district then 3
  when ${l}.regency = ${r}.regency then 2
  else 1 end`;
}

/** 2 same, 1 different. */
export const SEX_LEVELS = [0, 1, 2] as const;

export function sexLevel(l: string, r: string): string {
  return `case when ${l}.sex = 0 or ${r}.sex = 0 then 0 when ${l}.sex = ${r}.sex then 2 else 1 end`;
}

/** 3 same relation to the head, 2 head and spouse have changed places, 1 different. */
export const RELATION_LEVELS = [0, 1, 2, 3] as const;

export function relationLevel(l: string, r: string): string {
  return `case
  when ${l}.relationship = 0 or ${r}.relationship = 0 then 0
  when ${l}.relationship = ${r}.relationship then 3
  when ${l}.relationship <= 2 and ${r}.relationship <= 2 then 2
  else 1 end`;
}

const yearOf = (side: string): string => `${side}.birth_year`;
const monthOf = (side: string): string => `${side}.birth_month`;
const dayOf = (side: string): string => `${side}.birth_dom`;
const isNewYear = (side: string): string => `${monthOf(side)} = 1 and ${dayOf(side)} = 1`;

/** Differences that one mistyped digit, or one swap of neighbours, can make in sixteen digits. */
const ONE_SLIP = oneSlip().join(", ");

function oneSlip(): bigint[] {
  const found = new Set<bigint>();
  for (let place = 0n; place < 16n; place++) {
    for (let digit = 1n; digit <= 9n; digit++) {
      found.add(digit * 10n ** place);
      if (place < 15n) found.add(digit * 9n * 10n ** place);
    }
  }
  return [...found].sort((a, b) => (a < b ? -1 : 1));
}
