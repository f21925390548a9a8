import { type Place, readPlace } from "./place.ts";
import { getRegion, type Region, regionBook } from "./region-book.ts";

/** Every place where a word of a village name begins, by its first two letters; the first word also by one. */
type Entry = { readonly village: number; readonly offset: number };
type Index = {
  /** Folded names without spaces: "Suka Maju" and "Sukamaju" are written alike. */
  readonly joined: readonly string[];
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly districtOf: readonly number[];
  /** Where each stands among all by name, then regency, then district: as people would look it up. */
  readonly standing: Int32Array;
  /** " CIBEBER KABUPATEN CIANJUR JAWA BARAT", by district, filled when first needed. */
  readonly around: Map<number, string>;
};

/** Words people put before a name; left out where anything else was typed. */
const TIER_WORDS = new Set(
  "DESA KEL KELURAHAN DS KEC KECAMATAN KAB KABUPATEN PROV PROVINSI".split(" "),
);

let index: Index | undefined;

/** What fits, best first, and how many villages fit altogether. */
export type VillageMatches = { readonly places: readonly Place[]; readonly total: number };

/**
 * Villages by the start of their name, then any words of their district, regency or province
 * ("sukamaju sleman", "sukamaju, cibeber, cianjur"). First those of the home regencies (four-digit
 * codes), where there are any; in each: whole name, beginning of the name, beginning of a later word;
 * among equals by the alphabet of name, regency, district.
 */
export function searchVillages(
  text: string,
  limit: number,
  home: readonly string[] = [],
): VillageMatches {
  const query = readQuery(text);
  if (query === undefined || limit < 1) return { places: [], total: 0 };
  index ??= makeIndex();
  const isHome = homeRanges(home);
  const best: Hit[] = [];
  const fitting = new Uint8Array(index.standing.length);
  let total = 0;
  for (const entry of candidates(index, query.words[0] ?? "")) {
    const kind = kindOf(index, entry, query);
    if (kind === undefined) continue;
    if (fitting[entry.village] === 0) total++;
    fitting[entry.village] = 1;
    const group = (isHome(entry.village) ? 0 : KINDS) + kind;
    const rank = group * index.standing.length + (index.standing[entry.village] ?? 0);
    keep(best, { village: entry.village, rank }, limit);
  }
  return { places: best.map(({ village }) => placeAt(village)), total };
}

/** Whole name, beginning, later word. */
const KINDS = 3;

/** Whether a village lies in one of these regencies; codes that there are not hold none. */
function homeRanges(home: readonly string[]): (village: number) => boolean {
  if (home.length === 0) return () => false;
  const wanted = new Set(home);
  const { villages } = regionBook();
  return (village) => wanted.has(villages[village]?.code.slice(0, 4) ?? "");
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
  return { joined, entries, districtOf, standing: standings(villages, joined), around: new Map() };
}

/** The alphabet of name, regency without "Kabupaten" or "Kota", district; villages of one key keep the order of codes. */
function standings(villages: readonly Region[], joined: readonly string[]): Int32Array {
  const above = new Map<number, string>();
  const keys = villages.map(({ parentId }, village) => {
    const districtId = parentId ?? 1;
    const known = above.get(districtId) ?? placeKey(districtId);
    above.set(districtId, known);
    return `${joined[village]} ${known}`;
  });
  const ordered = Array.from(keys.keys()).sort((a, b) => {
    const [one = "", other = ""] = [keys[a], keys[b]];
    return one < other ? -1 : one > other ? 1 : a - b;
  });
  const standing = new Int32Array(keys.length);
  for (const [place, village] of ordered.entries()) standing[village] = place;
  return standing;
}

function placeKey(districtId: number): string {
  const district = getRegion(districtId);
  const regency = foldWords(getRegion(district.parentId ?? 1).name);
  const plain = regency.filter((word) => word !== "KOTA" && !TIER_WORDS.has(word));
  return `${plain.join("")} ${regency[0]} ${foldWords(district.name).join("")}`;
}

function candidates({ entries }: Index, word: string): readonly Entry[] {
  return entries.get(word.slice(0, 2)) ?? [];
}

/** Lower is better, below KINDS; undefined where the words do not fit this village. */
function kindOf(made: Index, { village, offset }: Entry, query: Query): number | undefined {
  const name = made.joined[village] ?? "";
  for (const own of query.own) {
    const typed = query.words.slice(0, own).join("");
    if (!name.startsWith(typed, offset)) continue;
    const rest = query.words.slice(own);
    const around = rest.length === 0 ? "" : aroundOf(made, made.districtOf[village] ?? 1);
    if (!rest.every((word) => around.includes(` ${word}`))) continue;
    return offset > 0 ? 2 : typed.length === name.length ? 0 : 1;
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
