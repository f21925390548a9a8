import { type Place, readPlace } from "./place.ts";
import { getRegion, regionBook } from "./region-book.ts";

/** Every place where a word of a village name begins, by its first two letters; the first word also by one. */
type Entry = { readonly village: number; readonly offset: number };
type Index = {
  /** Folded names without spaces: "Suka Maju" and "Sukamaju" are written alike. */
  readonly joined: readonly string[];
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly districtOf: readonly number[];
  /** " CIBEBER KABUPATEN CIANJUR JAWA BARAT", by district, filled when first needed. */
  readonly around: Map<number, string>;
};

/** Words people put before a name; left out where anything else was typed. */
const TIER_WORDS = new Set(
  "DESA KEL KELURAHAN DS KEC KECAMATAN KAB KABUPATEN PROV PROVINSI".split(" "),
);

let index: Index | undefined;

/**
 * Type-ahead over villages: the start of the village's name, then any words of its district,
 * regency or province ("sukamaju, cibeber, cianjur"). Best first: whole name, beginning of the
 * name, beginning of a later word; then the shorter name, then the code.
 */
export function searchVillages(text: string, limit: number): readonly Place[] {
  const query = readQuery(text);
  if (query === undefined || limit < 1) return [];
  index ??= makeIndex();
  const best: Hit[] = [];
  for (const entry of candidates(index, query.words[0] ?? "")) {
    const rank = rankOf(index, entry, query);
    if (rank !== undefined) keep(best, { village: entry.village, rank }, limit);
  }
  return best.map(({ village }) => placeAt(village));
}

type Hit = { readonly village: number; readonly rank: number };

const isBetter = (one: Hit, other: Hit) =>
  one.rank < other.rank || (one.rank === other.rank && one.village < other.village);

/** Puts a hit in its place among at most `limit`, each village once. */
function keep(best: Hit[], hit: Hit, limit: number): void {
  const last = best.at(-1);
  if (best.length === limit && last !== undefined && !isBetter(hit, last)) return;
  const same = best.findIndex(({ village }) => village === hit.village);
  if (same >= 0) {
    if (isBetter(best[same] ?? hit, hit)) return;
    best.splice(same, 1);
  }
  const place = best.findIndex((other) => isBetter(hit, other));
  best.splice(place < 0 ? best.length : place, 0, hit);
  if (best.length > limit) best.pop();
}

type Query = {
  readonly words: readonly string[];
  /** How many words are the village's: fixed by a comma, otherwise all of them down to one. */
  readonly own: readonly number[];
};

function readQuery(text: string): Query | undefined {
  const parts = text.slice(0, 200).split(",").map(foldWords);
  const [village = [], ...rest] = parts.map((words) => withoutTierWords(words));
  const words = [...village, ...rest.flat()];
  if (village.length === 0 || words[0] === undefined) return undefined;
  const own = parts.length > 1 ? [village.length] : village.map((_, i) => village.length - i);
  return { words, own };
}

function withoutTierWords(words: readonly string[]): readonly string[] {
  const names = words.filter((word) => !TIER_WORDS.has(word));
  return names.length === 0 ? words : names;
}

/** Upper case letters and digits; apostrophes close up, everything else parts words. */
function foldWords(text: string): readonly string[] {
  if (/^[A-Za-z]+( [A-Za-z]+)*$/.test(text)) return text.toUpperCase().split(" ");
  return text
    .normalize("NFKD")
    .replaceAll(/[\p{M}'’‘`"]/gu, "")
    .toUpperCase()
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== "");
}

function makeIndex(): Index {
  const { villages } = regionBook();
  const joined: string[] = [];
  const entries = new Map<string, Entry[]>();
  const add = (key: string, entry: Entry) => {
    const known = entries.get(key);
    if (known === undefined) entries.set(key, [entry]);
    else known.push(entry);
  };
  for (const [village, { name }] of villages.entries()) {
    let offset = 0;
    const words = foldWords(name);
    for (const word of words) {
      const entry = { village, offset };
      add(word.slice(0, 2), entry);
      if (offset === 0 && word.length > 1) add(word.slice(0, 1), entry);
      offset += word.length;
    }
    joined.push(words.join(""));
  }
  const districtOf = villages.map(({ parentId }) => parentId ?? 1);
  return { joined, entries, districtOf, around: new Map() };
}

function candidates({ entries }: Index, word: string): readonly Entry[] {
  return entries.get(word.slice(0, 2)) ?? [];
}

/** Lower is better; undefined where the words do not fit this village. */
function rankOf(made: Index, { village, offset }: Entry, query: Query): number | undefined {
  const name = made.joined[village] ?? "";
  for (const own of query.own) {
    const typed = query.words.slice(0, own).join("");
    if (!name.startsWith(typed, offset)) continue;
    const rest = query.words.slice(own);
    const around = rest.length === 0 ? "" : aroundOf(made, made.districtOf[village] ?? 1);
    if (!rest.every((word) => around.includes(` ${word}`))) continue;
    const kind = offset > 0 ? 2 : typed.length === name.length ? 0 : 1;
    return kind * 1000 + name.length;
  }
  return undefined;
}

function aroundOf({ around }: Index, districtId: number): string {
  const known = around.get(districtId);
  if (known !== undefined) return known;
  const district = getRegion(districtId);
  const regency = getRegion(district.parentId ?? 1);
  const province = getRegion(regency.parentId ?? 1);
  const words = [district, regency, province].flatMap(({ name }) => foldWords(name));
  const text = words.map((word) => ` ${word}`).join("");
  around.set(districtId, text);
  return text;
}

function placeAt(village: number): Place {
  const region = regionBook().villages[village];
  if (region === undefined) throw new Error(`no village at ${village}`);
  return readPlace(region);
}
