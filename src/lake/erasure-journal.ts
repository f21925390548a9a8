import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { LakeFolders } from "./folders.ts";
import { writeSafely } from "./manifest.ts";

/** A row of a version under another's id, and what of it is the erased person's. */
export type StoodIn = readonly [versionNo: number, personId: string, part: "row" | "phone"];

/** One erasure that was decided: ids and who answers for it, nothing about the person. */
export type JournaledErasure = {
  /** The id that stands for the person. */
  readonly personId: string;
  /** Every id that the ledger led to it. */
  readonly ids: readonly string[];
  /** Keys of the person's records: a run that goes on after a kill need not find them again. */
  readonly records: readonly string[];
  /** Rows of versions, by an id that is another's by now, that named the person or had her telephone. */
  readonly stoodIn: readonly StoodIn[];
  readonly ground: string;
  readonly erasedBy: string;
  readonly confirmedBy: string;
  /** UTC, ISO. */
  readonly erasedAt: string;
};

const folderOf = (folders: LakeFolders): string => join(folders.root, "erasures");

/**
 * Writes down, outside the desk, that somebody was erased: a desk that comes back from an older backup
 * has forgotten it, and is made to do it again. The first word on a person stays; what is found of the
 * person later is added to it.
 */
export async function journalErasure(
  folders: LakeFolders,
  erasure: JournaledErasure,
): Promise<void> {
  if (!/^\d+$/.test(erasure.personId)) throw new Error(`"${erasure.personId}" is no person id`);
  const known = await readJournaled(folders, erasure.personId);
  const folder = folderOf(folders);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const words = known === undefined ? erasure : { ...known, ...foundBy(known, erasure) };
  await writeSafely(join(folder, `person-${erasure.personId}.json`), JSON.stringify(words));
}

type Found = Pick<JournaledErasure, "ids" | "records" | "stoodIn">;

/** What either knows of the person. */
export function foundBy(one: Found, other: Found): Found {
  const places = new Map(
    [...one.stoodIn, ...other.stoodIn].map((place) => [place.join(" "), place] as const),
  );
  return {
    ids: [...new Set([...one.ids, ...other.ids])],
    records: [...new Set([...one.records, ...other.records])],
    stoodIn: [...places.values()],
  };
}

/** What was decided about the person for whom the id stands; undefined where nothing was. */
export async function readJournaled(
  folders: LakeFolders,
  personId: string,
): Promise<JournaledErasure | undefined> {
  return (await readJournal(folders)).find((each) => each.personId === personId);
}

/** Every erasure ever decided in this house. */
export async function readJournal(folders: LakeFolders): Promise<readonly JournaledErasure[]> {
  const names = await readdir(folderOf(folders)).catch(() => []);
  const texts = await Promise.all(
    names
      .filter((name) => name.endsWith(".json"))
      .sort()
      .map((name) => readFile(join(folderOf(folders), name), "utf8")),
  );
  return texts.map((each) => {
    const said = JSON.parse(each) as Partial<Found> & Omit<JournaledErasure, keyof Found>;
    // The first ones knew of one id alone.
    return { ids: [said.personId], records: [], stoodIn: [], ...said };
  });
}
