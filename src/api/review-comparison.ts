import type { ReviewCompared, ReviewWaterfall, WeightBar } from "#contract/review-weights.ts";
import { maskNumber } from "#domain/disclosure.ts";
import {
  type ComparedField,
  compareDays,
  compareNames,
  compareNumbers,
  compareSexes,
  compareTexts,
  type LevelTerms,
  levelTerms,
  REVIEW_ITEM_WORDS,
  type ReviewLevelField,
  WATERFALL_NOTES,
  WEIGHED_FIELDS,
  type WeighedField,
} from "#domain/review-levels.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { say, type Words } from "#domain/words.ts";
import { writeDay } from "./family-facts.ts";
import { placeOf } from "./family-place.ts";
import { same, sayAnswer } from "./family-words.ts";
import type { OpenRecord } from "./review-records.ts";
import type { KeptBar, PairRow } from "./review-rows.ts";

type Read<Value> = { readonly left: Value | undefined; readonly right: Value | undefined };
type Shown = Read<string | Words>;

/** Both records field by field, numbers masked, each with how it compares. */
export function compareRecords(left: OpenRecord, right: OpenRecord): ReviewCompared[] {
  const [a, b] = [left.says, right.says];
  const both = <Value>(read: (one: OpenRecord) => Value | null | undefined): Read<Value> => ({
    left: read(left) ?? undefined,
    right: read(right) ?? undefined,
  });
  const masked = (shown: Read<string>): Shown => ({
    left: shown.left === undefined ? undefined : maskNumber(shown.left),
    right: shown.right === undefined ? undefined : maskNumber(shown.right),
  });
  const [niks, kks] = [both(({ says }) => says.nik), both(({ says }) => says.kk)];
  const places = both(({ village_no }) => (village_no === 0 ? undefined : villageText(village_no)));
  const addresses = both(addressText);
  const field = (name: ComparedField, shown: Shown, terms: LevelTerms): ReviewCompared => ({
    field: name,
    words: { ...REVIEW_ITEM_WORDS[name] },
    ...(shown.left === undefined ? {} : { left: inWords(shown.left) }),
    ...(shown.right === undefined ? {} : { right: inWords(shown.right) }),
    answer: terms.answer,
    says: { ...terms.words },
  });
  return [
    field(
      "name",
      both(({ says }) => says.name),
      compareNames(a.name, b.name),
    ),
    field("nik", masked(niks), compareNumbers(niks.left, niks.right)),
    field("kk", masked(kks), compareNumbers(kks.left, kks.right)),
    field(
      "birth-date",
      both(({ says }) => dayText(says.birthDate)),
      compareDays(a.birthDate, b.birthDate),
    ),
    field(
      "sex",
      both(({ says }) => sexText(says.sex)),
      compareSexes(a.sex, b.sex),
    ),
    field(
      "mother-name",
      both(({ says }) => says.motherName),
      compareNames(a.motherName, b.motherName),
    ),
    field("address", addresses, compareTexts(addresses.left, addresses.right)),
    field("village", places, placeTerms(left.village_no, right.village_no)),
  ];
}

const inWords = (value: string | Words): Words =>
  typeof value === "string" ? same(value) : { ...value };
const dayText = (day: number | null): string | undefined =>
  day === null ? undefined : writeDay(day);
const sexText = (sex: number | null): Words | undefined =>
  sex === null ? undefined : sayAnswer(getVariable("sex"), sex);

function villageText(villageNo: number): string {
  const { village, district, regency } = placeOf(villageNo);
  return `${village}, ${district}, ${regency}`;
}

function addressText({ says: { address, rt, rw } }: OpenRecord): string | undefined {
  const parts = [address, rt === null ? null : `RT ${rt}`, rw === null ? null : `RW ${rw}`];
  const text = parts.filter((part) => part !== null).join(" ");
  return text === "" ? undefined : text;
}

function placeTerms(left: number, right: number): LevelTerms {
  if (left === 0 || right === 0) return levelTerms("place", 0);
  const within = (digits: number) => Math.floor(left / digits) === Math.floor(right / digits);
  if (left === right) return levelTerms("place", 4);
  if (within(10_000)) return levelTerms("place", 3);
  return levelTerms("place", within(1_000_000) ? 2 : 1);
}

/** The prior and a bar a field; what they do not explain of the sum was capped. */
export function drawWaterfall({
  waterfall,
  weight,
  margin,
  chance_permille: chance,
  provenance,
  asked_in,
}: Pick<
  PairRow,
  "waterfall" | "weight" | "margin" | "chance_permille" | "provenance" | "asked_in"
>): ReviewWaterfall {
  const prior = waterfall.prior ?? 0;
  const kept = WEIGHED_FIELDS.flatMap((item) => {
    const one = waterfall[item];
    return one === undefined ? [] : [barOf(item, one)];
  });
  // Records that people chose in a cluster were weighed as a whole, by the cluster's own coarse scale.
  const bars = asked_in === "cluster" && kept.length === 0 ? [wholeOf(weight)] : kept;
  const rest = weight - bars.reduce((sum, { milliBits }) => sum + milliBits, prior);
  const whole = (item: "prior" | "cap" | "sum", milliBits: number, note?: Words): WeightBar => ({
    item,
    words: { ...REVIEW_ITEM_WORDS[item] },
    ...(note === undefined ? {} : { level: { ...note } }),
    milliBits,
  });
  // Whoever asks by way of the card begins from its family, not from strangers.
  const { strangers, relatives, cap } = WATERFALL_NOTES;
  return {
    prior: whole("prior", prior, waterfall.family === undefined ? strangers : relatives),
    bars,
    ...(rest === 0 ? {} : { cap: whole("cap", rest, cap) }),
    sum: whole("sum", weight),
    ...(margin === null ? {} : { marginMilliBits: margin }),
    ...(chance === null ? {} : { probabilityPermille: chance }),
    provenance:
      provenance === ""
        ? say(
            "Bobot gugus: kasar, tanpa kelangkaan isi.",
            "Weights of clusters: coarse, without rarity.",
          )
        : say(
            `Bobot dan peluang: ${inIndonesian(provenance)}`,
            `Weights and chance: ${provenance}`,
          ),
  };
}

/** What a build writes of its weights and bands (matching/train.ts, calibration.ts), phrase by phrase. */
const PHRASES = [
  [
    /learned from (\d+) pairs of equal NIK and (\d+) pairs of \w+/,
    "dipelajari dari $1 pasangan ber-NIK sama dan $2 pasangan orang lain",
  ],
  [/\bfixed\b/, "bobot tetap"],
  [/; calibrated;/, "; ambang dikalibrasi;"],
  [/; shrunk;/, "; ambang sebagian dikalibrasi;"],
  [/; prior;/, "; ambang dugaan awal;"],
  [/; stated;/, "; ambang ditetapkan petugas;"],
] as const;

const inIndonesian = (provenance: string): string =>
  PHRASES.reduce((text, [phrase, words]) => text.replace(phrase, words), provenance);

const wholeOf = (milliBits: number): WeightBar => ({
  item: "agreement",
  words: { ...REVIEW_ITEM_WORDS.agreement },
  milliBits,
});

function barOf(item: WeighedField, { level, weight, rarity = 0 }: KeptBar): WeightBar {
  return {
    item,
    words: { ...REVIEW_ITEM_WORDS[item] },
    ...(item === "family"
      ? {}
      : { level: { ...levelTerms(item satisfies ReviewLevelField, level).words } }),
    milliBits: weight + rarity,
    ...(rarity === 0 ? {} : { rarityMilliBits: rarity }),
  };
}
