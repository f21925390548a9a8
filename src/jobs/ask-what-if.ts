import { createHash } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DecileBasis } from "#domain/decile-basis.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import type { WhatIfScenario } from "#domain/what-if.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import type { EngineLimits } from "#engine/engine.ts";
import { readManifest } from "#lake/manifest.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { drawKeyOf } from "#programs/draw-key.ts";
import { getIn, readProgramBook } from "#programs/program-book.ts";
import type { CubeTerms } from "#programs/what-if/cube.ts";
import type { Report } from "#programs/what-if/report-page.ts";
import {
  answerFromFile,
  cubeKey,
  cubeTerms,
  hashCells,
  type WhatIfVersion,
} from "#programs/what-if/run-what-if.ts";
import { surveyErrors } from "#programs/what-if/survey-errors.ts";
import { writeWhatIf } from "#programs/what-if/write-cells.ts";
import { asWorker } from "#store/transact.ts";
import { CODE_VERSION } from "./code-version.ts";
import type { House } from "./house.ts";

export type WhatIfProblem = "version-unknown" | "version-not-frozen" | "version-files-gone";

/** An answer with what it was made of and what making the cells cost. */
export type AskedWhatIf = Report & {
  /** Seconds to make the cells; nought where they stood already. */
  readonly cellSeconds: number;
  readonly answerSeconds: number;
};

export type KnownVersion = WhatIfVersion & {
  readonly versionNo: number;
  readonly label: string;
  readonly basis: DecileBasis;
  readonly manifest: string;
};

/** Answers a scenario over a frozen version; cells of the same rules are made once and kept. */
export async function askWhatIf(
  house: House,
  { scenario, isExact }: { readonly scenario: WhatIfScenario; readonly isExact: boolean },
  progress: Progress = quiet,
): Promise<Result<AskedWhatIf, WhatIfProblem>> {
  const found = await findVersion(house, scenario.version);
  if (!found.ok) return found;
  const version = found.value;
  const book = await asWorker(house.desk, readProgramBook);
  const terms = cubeTerms(scenario, getIn(book, scenario.program), version);
  return inPrivateFolder(house.folders, async (work) => {
    const { threads, memory } = house.settings;
    const limits = { threads, memory, workFolder: join(work, "spill") };
    const cells = await keptCells(house, version, terms, limits, progress);
    const started = performance.now();
    const file = isExact ? join(work, "families.parquet") : cells.file;
    if (isExact) {
      await writeWhatIf(version, terms, { table: "what_if_family", file, limits }, progress);
    }
    const answer = await answerFromFile(file, scenario, { isExact, limits });
    return accept({
      scenario,
      answer,
      survey: await surveyErrors(version.folder),
      origin: {
        version: version.label,
        asOf: version.asOf,
        rulesets: {
          reform: terms.reform.id,
          baseline: scenario.baseline === "as-determined" ? "penetapan versi" : terms.baseline.id,
        },
        drawKey: version.drawKey,
        decileBasis: version.basis,
        manifest: version.manifest,
        cellsHash: cells.hash,
        codeVersion: CODE_VERSION,
        scenarioSha256: createHash("sha256").update(JSON.stringify(scenario)).digest("hex"),
      },
      cellSeconds: cells.seconds,
      answerSeconds: (performance.now() - started) / 1000,
    });
  });
}

/** A version that was frozen, by its label. */
export async function findVersion(
  house: House,
  label: string,
): Promise<Result<KnownVersion, WhatIfProblem>> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{
      version_no: number;
      state: string;
      as_of: string;
      seed: string;
      basis: DecileBasis;
    }>(
      "select version_no, state, as_of::text as as_of, seed, basis from dtsen.version where label = $1",
      [label],
    ),
  );
  if (row === undefined) return refuse("version-unknown");
  if (!["frozen", "projected", "published", "withdrawn"].includes(row.state)) {
    return refuse("version-not-frozen");
  }
  const folder = join(house.folders.versions, String(row.version_no));
  const manifest = await readManifest(folder).catch(() => undefined);
  if (manifest === undefined) return refuse("version-files-gone");
  return accept({
    folder,
    asOf: row.as_of,
    drawKey: drawKeyOf(row.as_of, row.seed),
    versionNo: row.version_no,
    label,
    basis: row.basis,
    manifest: manifest.sha256,
  });
}

export type KeptCells = { readonly file: string; readonly hash: string; readonly seconds: number };

/** The cells of these rules over this version, made where they are not there; named by both, so that neither is mistaken. */
export async function keptCells(
  { folders }: House,
  version: KnownVersion,
  terms: CubeTerms,
  limits: EngineLimits,
  progress: Progress,
): Promise<KeptCells> {
  const key = createHash("sha256")
    .update(`${version.manifest}|${CODE_VERSION}|${cubeKey(terms)}`)
    .digest("hex");
  const folder = join(folders.whatIf, String(version.versionNo));
  const file = join(folder, `${key.slice(0, 24)}.parquet`);
  const note = `${file}.hash`;
  const known = await readFile(note, "utf8").catch(() => undefined);
  const stands = await stat(file).then(
    () => true,
    () => false,
  );
  if (known !== undefined && stands) return { file, hash: known.trim(), seconds: 0 };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const started = performance.now();
  await writeWhatIf(version, terms, { table: "what_if_cell", file, limits }, progress);
  const db = await openDuckDb(limits);
  try {
    const hash = await hashCells(db, file);
    await writeFile(`${note}.part`, `${hash}\n`);
    await rename(`${note}.part`, note);
    return { file, hash, seconds: (performance.now() - started) / 1000 };
  } finally {
    db.close();
  }
}
