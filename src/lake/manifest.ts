import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readFile, rename, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { JudgedGate } from "#domain/quality-gate.ts";
import { readErasures } from "./erasures.ts";

/** Rows and the two sums of a table, as text: "125000-8123…-9941…". */
export type ContentHash = string;

/** One stored file; `path` is relative to the manifest's folder, with forward slashes. */
export type ManifestFile = {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Of a table; absent where the file is none. */
  readonly rows?: number;
  readonly contentHash?: ContentHash;
};

/** What a folder of the lake is, from what it was made, and how to tell that it is still that. */
export type Manifest = {
  readonly schema: 1;
  /** delivery, staged, version. */
  readonly kind: string;
  readonly codeVersion: string;
  /** Name of each input to its hash: deliveries, rules, models, code lists, regions, seed … */
  readonly inputs: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  /** Of a version: what it was judged by when it was frozen. */
  readonly gates?: readonly JudgedGate[];
  readonly files: readonly ManifestFile[];
};

/** What the maker knows; sizes and SHA-256 are read from the files. */
export type ManifestDraft = Omit<Manifest, "schema" | "files"> & {
  readonly files: readonly Omit<ManifestFile, "bytes" | "sha256">[];
};

export type ManifestDifference = {
  readonly path: string;
  readonly difference: "missing" | "other-size" | "other-content";
};

const NAME = "manifest.json";

/** Reads every file, writes `manifest.json`, and answers it with its own SHA-256. */
export async function writeManifest(
  folder: string,
  draft: ManifestDraft,
): Promise<{ readonly manifest: Manifest; readonly sha256: string }> {
  const files: ManifestFile[] = [];
  for (const file of [...draft.files].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const path = join(folder, file.path);
    files.push({ ...file, bytes: (await stat(path)).size, sha256: await sha256OfFile(path) });
  }
  const manifest: Manifest = {
    schema: 1,
    kind: draft.kind,
    codeVersion: draft.codeVersion,
    inputs: sortKeys(draft.inputs),
    counts: sortKeys(draft.counts),
    ...(draft.gates === undefined ? {} : { gates: draft.gates }),
    files,
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  await writeSafely(join(folder, NAME), text);
  return { manifest, sha256: createHash("sha256").update(text).digest("hex") };
}

/** The manifest of a folder and its SHA-256; throws where there is none. */
export async function readManifest(
  folder: string,
): Promise<{ readonly manifest: Manifest; readonly sha256: string }> {
  const text = await readFile(join(folder, NAME), "utf8");
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.schema !== 1) throw new Error(`${folder}: manifest of schema ${manifest.schema}`);
  return { manifest, sha256: createHash("sha256").update(text).digest("hex") };
}

/**
 * What is not as written, of all files or of those named; empty where all is. Files rewritten to
 * erase a person count as written.
 */
export async function verifyManifest(
  folder: string,
  only?: readonly string[],
): Promise<readonly ManifestDifference[]> {
  const { manifest } = await readManifest(folder);
  const erasures = new Map((await readErasures(folder)).map((one) => [one.path, one]));
  const differences: ManifestDifference[] = [];
  for (const file of manifest.files) {
    if (only !== undefined && !only.includes(file.path)) continue;
    const erased = erasures.get(file.path);
    if (erased?.sha256 === "") continue;
    const difference = await compare(join(folder, file.path), erased ?? file);
    if (difference !== undefined) differences.push({ path: file.path, difference });
  }
  return differences;
}

async function compare(
  path: string,
  expected: Pick<ManifestFile, "bytes" | "sha256">,
): Promise<ManifestDifference["difference"] | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return "missing";
  if (found.size !== expected.bytes) return "other-size";
  return (await sha256OfFile(path)) === expected.sha256 ? undefined : "other-content";
}

const BLOCK_BYTES = 1 << 20;

/** SHA-256 of a file in hex, read as a stream; a small one at once, for its bytes and no block of memory. */
export async function sha256OfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  if ((await stat(path)).size <= BLOCK_BYTES)
    return hash.update(await readFile(path)).digest("hex");
  await pipeline(createReadStream(path, { highWaterMark: BLOCK_BYTES }), hash);
  return hash.digest("hex");
}

function sortKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes a small file whole or not at all. */
export async function writeSafely(path: string, text: string): Promise<void> {
  const part = `${path}.part`;
  const file = await open(part, "w", 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(part, path);
}
