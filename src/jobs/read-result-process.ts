import { writeFile } from "node:fs/promises";
import { text } from "node:stream/consumers";
import { lakeFolders } from "#lake/folders.ts";
import { loadCandidateResult } from "./load-candidate-result.ts";

/** What the server writes to this process: one result's file, and where it is read. */
export type ResultBrief = {
  readonly dataFolder: string;
  readonly keyFolder: string;
  readonly threads: number;
  readonly memory: string;
  /** The file's bytes as base64. */
  readonly file: string;
};

// A process of its own, for one file: what answers everybody holds no engine, and a file that kills its reader kills nobody else.
const { dataFolder, keyFolder, threads, memory, file } = JSON.parse(
  await text(process.stdin),
) as ResultBrief;
const place = { folders: lakeFolders(dataFolder), settings: { threads, memory }, keyFolder };
const bytes = Buffer.from(file, "base64");
const answer = await loadCandidateResult(place, (own) => writeFile(own, bytes, { mode: 0o600 }));
process.stdout.write(JSON.stringify(answer));
