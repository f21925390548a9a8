import { say, type Words } from "./words.ts";

/** How one field of two records compares; marked on screens by shape and colour. */
export const COMPARED_ANSWERS = ["same", "near", "different", "not-known"] as const;
export type ComparedAnswer = (typeof COMPARED_ANSWERS)[number];

/** What two records are laid side by side by, in the order in which to show it. */
export const COMPARED_FIELDS = [
  "name",
  "nik",
  "kk",
  "birth-date",
  "sex",
  "mother-name",
  "address",
  "village",
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];

/** What matching weighs, in the order of a waterfall; the family stands for who else is on the card. */
export const WEIGHED_FIELDS = [
  "name",
  "birth-date",
  "nik",
  "place",
  "sex",
  "mother-name",
  "family",
] as const;
export type WeighedField = (typeof WEIGHED_FIELDS)[number];

/** What a level of agreement says in words, and how it is marked. */
export type LevelTerms = { readonly answer: ComparedAnswer; readonly words: Words };

const level = (answer: ComparedAnswer, id: string, en: string): LevelTerms => ({
  answer,
  words: say(id, en),
});

const NOT_KNOWN = level("not-known", "tidak tercatat di salah satu", "not recorded on one side");

const NAME: readonly LevelTerms[] = [
  NOT_KNOWN,
  level("different", "berbeda", "different"),
  level("different", "hanya satu kata sama", "one word shared"),
  level("near", "mirip", "alike"),
  level("near", "hampir sama, beda ejaan", "nearly the same, another spelling"),
  level("near", "yang satu termuat dalam yang lain", "one inside the other"),
  level("near", "kata-katanya sama", "the same words"),
  level("same", "sama", "the same"),
];

const NUMBER: readonly LevelTerms[] = [
  NOT_KNOWN,
  level("different", "nomor berbeda", "another number"),
  level("near", "satu angka berbeda atau tertukar", "one digit differs, or two are swapped"),
  level("same", "nomor sama", "the same number"),
];

/**
 * Levels of every field that matching compares, by number (matching/comparisons.ts): 0 is silence on one side,
 * the highest is full agreement.
 */
export const REVIEW_LEVELS = {
  name: NAME,
  "birth-date": [
    NOT_KNOWN,
    level("different", "berbeda", "different"),
    level("different", "selisih satu tahun", "a year apart"),
    level("different", "hanya tahunnya sama", "only the year agrees"),
    level(
      "near",
      "satu bagian berbeda, atau hari dan bulan tertukar",
      "one part differs, or day and month are swapped",
    ),
    level("same", "sama", "the same"),
  ],
  nik: NUMBER,
  place: [
    NOT_KNOWN,
    level("different", "kabupaten/kota lain", "another regency"),
    level("near", "kabupaten/kota sama", "the same regency"),
    level("near", "kecamatan sama", "the same district"),
    level("same", "desa/kelurahan sama", "the same village"),
    level("same", "kartu keluarga sama", "the same family card"),
  ],
  sex: [NOT_KNOWN, level("different", "berbeda", "different"), level("same", "sama", "the same")],
  "mother-name": NAME,
} as const satisfies Partial<Record<WeighedField, readonly LevelTerms[]>>;
export type ReviewLevelField = keyof typeof REVIEW_LEVELS;

/** Everything that a waterfall or a comparison names. */
export const REVIEW_ITEM_WORDS = {
  prior: say("Titik awal", "Starting point"),
  name: say("Nama", "Name"),
  nik: say("NIK", "NIK"),
  kk: say("Nomor KK", "Family card"),
  "birth-date": say("Tanggal lahir", "Birth date"),
  sex: say("Jenis kelamin", "Sex"),
  "mother-name": say("Nama ibu kandung", "Mother's name"),
  address: say("Alamat", "Address"),
  village: say("Desa/kelurahan", "Village"),
  place: say("Tempat dan kartu keluarga", "Place and family card"),
  family: say("Keluarga", "Family"),
  cap: say("Dibatasi", "Capped"),
  sum: say("Jumlah", "Sum"),
  agreement: say("Kecocokan kedua rekaman", "Agreement of both records"),
} as const satisfies Record<
  ComparedField | WeighedField | "prior" | "cap" | "sum" | "agreement",
  Words
>;

/** What the ends of a waterfall mean: from where it begins, and why something is cut off. */
export const WATERFALL_NOTES = {
  strangers: say(
    "dua orang sembarang hampir selalu bukan satu orang",
    "any two people are nearly always two",
  ),
  relatives: say(
    "keluarganya sudah ditemukan, anggota yang tersisa sedikit",
    "its family is found, few of it are left",
  ),
  cap: say(
    "nama dan tanggal lahir saja tidak cukup",
    "name and birth date by themselves do not carry it",
  ),
} as const satisfies Record<string, Words>;

/** The terms of a level; what no list knows counts as not known. */
export function levelTerms(field: ReviewLevelField, number: number): LevelTerms {
  return REVIEW_LEVELS[field][number] ?? NOT_KNOWN;
}

/** Two written numbers: same, one slip of writing, different, or unknown on one side. */
export function compareNumbers(left: string | undefined, right: string | undefined): LevelTerms {
  if (left === undefined || right === undefined) return levelTerms("nik", 0);
  if (left === right) return levelTerms("nik", 3);
  return levelTerms("nik", isOneSlip(left, right) ? 2 : 1);
}

function isOneSlip(left: string, right: string): boolean {
  if (left.length !== right.length) return false;
  const places = [...left].flatMap((digit, place) => (digit === right[place] ? [] : [place]));
  const [first = -1, second = -1] = places;
  if (places.length === 1) return true;
  return (
    places.length === 2 &&
    second === first + 1 &&
    left[first] === right[second] &&
    left[second] === right[first]
  );
}

/** Two texts that people read: same but for case and spaces, or different. */
export function compareTexts(left: string | undefined, right: string | undefined): LevelTerms {
  if (left === undefined || right === undefined) return NOT_KNOWN;
  const plain = (text: string): string =>
    text
      .toUpperCase()
      .replaceAll(/[^A-Z0-9]+/g, " ")
      .trim();
  return plain(left) === plain(right)
    ? level("same", "sama", "the same")
    : level("different", "berbeda", "different");
}

/** Names as a reader compares them; the machine's own levels stand in the waterfall. */
export function compareNames(left: string | null, right: string | null): LevelTerms {
  if (left === null || right === null) return levelTerms("name", 0);
  if (left === right) return levelTerms("name", 7);
  const [mine, theirs] = [left.split(" "), right.split(" ")];
  const shared = mine.filter((word) => theirs.includes(word)).length;
  if (shared === mine.length && shared === theirs.length) return levelTerms("name", 6);
  if (shared === Math.min(mine.length, theirs.length)) return levelTerms("name", 5);
  if (lettersApart(left, right) <= 2) return levelTerms("name", 4);
  return levelTerms("name", shared > 0 ? 2 : 1);
}

/** Letters to change, add or leave out to make one text of another (Levenshtein). */
function lettersApart(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...left].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...right].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** Two days as yyyymmdd. */
export function compareDays(left: number | null, right: number | null): LevelTerms {
  if (left === null || right === null) return levelTerms("birth-date", 0);
  if (left === right) return levelTerms("birth-date", 5);
  const parts = (day: number) =>
    [Math.floor(day / 10_000), Math.floor(day / 100) % 100, day % 100] as const;
  const [[y1, m1, d1], [y2, m2, d2]] = [parts(left), parts(right)];
  const agreeing = [y1 === y2, m1 === m2, d1 === d2].filter(Boolean).length;
  if (agreeing === 2 || (y1 === y2 && m1 === d2 && d1 === m2)) return levelTerms("birth-date", 4);
  if (y1 === y2) return levelTerms("birth-date", 3);
  return levelTerms("birth-date", Math.abs(y1 - y2) === 1 ? 2 : 1);
}

/** Two sexes by their codes. */
export function compareSexes(left: number | null, right: number | null): LevelTerms {
  if (left === null || right === null) return levelTerms("sex", 0);
  return levelTerms("sex", left === right ? 2 : 1);
}
