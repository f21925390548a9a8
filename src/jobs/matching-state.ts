import { createHash } from "node:crypto";
import { link, mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { accept, type Result, refuse } from "#domain/result.ts";
import { readKeyId, sealFile, unsealFile } from "#lake/envelope.ts";
import { writeSafely } from "#lake/manifest.ts";
import type { BandShares } from "#matching/carried-evidence.ts";
import type { HotBlock } from "#matching/decided-counts.ts";
import type { MatchState } from "#matching/increment/match-state.ts";
import { matchingRevision } from "#matching/increment/matching-revision.ts";
import { syncFolder } from "./build-stage.ts";
import type { House } from "./house.ts";

/** One sealed file of a layer. Its key seals nothing else, so that whatever opens with it is that file. */
type SealedFile = { readonly name: string; readonly keyId: string; readonly bytes: number };
type SealedLayer = { readonly name: string; readonly files: readonly SealedFile[] };

/** What lies beside the sealed layers of a version; the version's manifest names its hash. Nobody is named in it. */
export type StateNote = {
  readonly schema: 2;
  /** What matching did (matching-revision.ts); a state of another is not gone on with. */
  readonly revision: string;
  /** Digest of weights, bands and chances. */
  readonly model: string;
  readonly learned: { readonly versionNo: number; readonly label: string; readonly asOf: string };
  readonly increments: number;
  readonly shares: BandShares;
  readonly hotBlocks: readonly HotBlock[];
  readonly state: Omit<MatchState, "layers">;
  /** Deliveries whose records the layers hold and that stand no more. */
  readonly gone: readonly number[];
  readonly layers: readonly SealedLayer[];
};

/** Where a stage keeps the state that it leaves. */
export const STATE_FOLDER = "state";
const STATE_NOTE = "state.json";

/** A state that was left, as its build tells it. */
export type LeftState = {
  readonly sha256: string;
  readonly layers: number;
  readonly bytes: number;
};

/** Seals the layer that was written beside those that the note names already, and notes them all. */
export async function leaveLayer(
  house: House,
  { outFolder, layer }: { readonly outFolder: string; readonly layer: string },
  note: Omit<StateNote, "schema" | "revision">,
): Promise<LeftState> {
  const folder = join(outFolder, STATE_FOLDER);
  const name = `layer-${String(note.layers.length).padStart(3, "0")}`;
  const layers = [...note.layers, await sealLayer(house, { plain: layer, folder, name })];
  const revision = matchingRevision();
  const sha256 = await writeNote(folder, { ...note, schema: 2, revision, layers });
  return { sha256, layers: layers.length, bytes: bytesOf(layers) };
}

/** Seals a plain layer into a state's folder, each file under a key of its own, and removes it. */
async function sealLayer(
  house: House,
  draft: { readonly plain: string; readonly folder: string; readonly name: string },
): Promise<SealedLayer> {
  const into = join(draft.folder, draft.name);
  await mkdir(into, { recursive: true, mode: 0o700 });
  const files: SealedFile[] = [];
  for (const name of (await readdir(draft.plain)).sort()) {
    const key = await house.keyring.mint("matching state");
    const sealed = join(into, `${name}.enc`);
    await sealFile(join(draft.plain, name), sealed, key);
    files.push({ name, keyId: key.id, bytes: (await stat(sealed)).size });
  }
  await rm(draft.plain, { recursive: true, force: true });
  return { name: draft.name, files };
}

/** Gives the layers of one state a second name in another's folder: the next version's state stands by itself. */
export async function linkLayers(
  from: string,
  into: string,
  layers: readonly SealedLayer[],
): Promise<void> {
  for (const { name, files } of layers) {
    await mkdir(join(into, name), { recursive: true, mode: 0o700 });
    for (const file of files) {
      await link(join(from, name, `${file.name}.enc`), join(into, name, `${file.name}.enc`));
    }
  }
}

/** Written last: what has a note is whole. */
async function writeNote(folder: string, note: StateNote): Promise<string> {
  const text = `${JSON.stringify(note, null, 2)}\n`;
  await writeSafely(join(folder, STATE_NOTE), text);
  return sha256Of(text);
}

type ReadNote = { readonly note: StateNote; readonly sha256: string };

/** The note of a state's folder; undefined where there is none, or none that can be read. */
export async function readNote(folder: string): Promise<ReadNote | undefined> {
  const text = await readFile(join(folder, STATE_NOTE), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const note = JSON.parse(text) as StateNote;
    return note.schema === 2 ? { note, sha256: sha256Of(text) } : undefined;
  } catch {
    return undefined;
  }
}

/** Opens all layers into a private folder; refused where one is missing, is another, or was changed. */
export async function openLayers(
  house: House,
  draft: { readonly folder: string; readonly privateFolder: string; readonly note: StateNote },
): Promise<Result<MatchState, "state-damaged">> {
  const layers: string[] = [];
  for (const { name, files } of draft.note.layers) {
    const plain = join(draft.privateFolder, name);
    await mkdir(plain, { recursive: true, mode: 0o700 });
    for (const file of files) {
      const sealed = join(draft.folder, name, `${file.name}.enc`);
      if (!(await opens(house, sealed, { ...file, plain: join(plain, file.name) }))) {
        return refuse("state-damaged");
      }
    }
    layers.push(plain);
  }
  return accept({ ...draft.note.state, layers });
}

/** Whatever keeps a file from opening, the answer is the same: everything is matched. */
async function opens(
  house: House,
  sealed: string,
  { keyId, plain }: { readonly keyId: string; readonly plain: string },
): Promise<boolean> {
  try {
    const key = await house.keyring.get(keyId);
    if (key === undefined) return false;
    await unsealFile(sealed, plain, key);
    return true;
  } catch {
    return false;
  }
}

/** Sealed files that are not there, or ask for another key than the note says; nothing is opened. */
export async function missingFiles(
  folder: string,
  { layers }: Pick<StateNote, "layers">,
): Promise<readonly string[]> {
  const missing: string[] = [];
  for (const { name, files } of layers) {
    for (const file of files) {
      const path = `${name}/${file.name}.enc`;
      const keyId = await readKeyId(join(folder, path)).catch(() => undefined);
      if (keyId !== file.keyId) missing.push(path);
    }
  }
  return missing;
}

/** Where the state of a version lies. */
export const stateFolder = ({ folders }: House, versionNo: number): string =>
  join(folders.states, String(versionNo));

/** Gives a stage's state its place in the lake: whole or not at all, again after a kill. */
export async function placeState(house: House, from: string, versionNo: number): Promise<void> {
  const read = await readNote(from);
  if (read === undefined) return;
  const folder = stateFolder(house, versionNo);
  const part = `${folder}.part`;
  await rm(part, { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
  await linkLayers(from, part, read.note.layers);
  await link(join(from, STATE_NOTE), join(part, STATE_NOTE));
  await rename(part, folder);
  await syncFolder(house.folders.states);
}

const bytesOf = (layers: readonly SealedLayer[]): number =>
  layers.flatMap(({ files }) => files).reduce((sum, { bytes }) => sum + bytes, 0);

const sha256Of = (text: string): string => createHash("sha256").update(text).digest("hex");
