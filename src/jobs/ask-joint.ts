import { createHash } from "node:crypto";
import { join } from "node:path";
import { type JointProgram, type JointScenario, termsOf } from "#domain/joint-scenario.ts";
import { type Progress, quiet } from "#domain/progress.ts";
import { accept, type Result } from "#domain/result.ts";
import { openDuckDb } from "#engine/duckdb/database.ts";
import { inPrivateFolder } from "#lake/private-folder.ts";
import { getIn, readProgramBook } from "#programs/program-book.ts";
import { aloneOf, answerJoint } from "#programs/what-if/joint/answer-joint.ts";
import type { JointReport } from "#programs/what-if/joint/joint-report.ts";
import { cubeTerms } from "#programs/what-if/run-what-if.ts";
import { writeWhatIf } from "#programs/what-if/write-cells.ts";
import { asWorker } from "#store/transact.ts";
import { findVersion, type WhatIfProblem } from "./ask-what-if.ts";
import { CODE_VERSION } from "./code-version.ts";
import type { House } from "./house.ts";

/** An answer about several programs, and what it cost. */
export type AskedJoint = JointReport & { readonly seconds: number };

/** Answers a question about several programs over a frozen version, family by family; nothing of it is kept. */
export async function askJoint(
  house: House,
  scenario: JointScenario,
  progress: Progress = quiet,
): Promise<Result<AskedJoint, WhatIfProblem>> {
  const found = await findVersion(house, scenario.version);
  if (!found.ok) return found;
  const version = found.value;
  const book = await asWorker(house.desk, readProgramBook);
  const started = performance.now();
  return inPrivateFolder(house.folders, async (work) => {
    const { threads, memory } = house.settings;
    const limits = { threads, memory, workFolder: join(work, "spill") };
    const write = async (entry: JointProgram) => {
      const program = getIn(book, entry.program);
      const terms = cubeTerms(aloneOf(scenario, entry), program, version);
      const file = join(work, `${entry.program}.parquet`);
      await writeWhatIf(version, terms, { table: "what_if_family", file, limits }, progress);
      return { file, terms };
    };
    const [first, ...rest] = scenario.programs.filter(hasTerms);
    // Who families are stands in the file of any program: where none has terms, of the first.
    const base = await write(first ?? (scenario.programs[0] as JointProgram));
    const files = new Map<string, string>();
    const rules = new Map<string, string>();
    for (const entry of first === undefined ? [] : [first, ...rest]) {
      const { file, terms } = entry === first ? base : await write(entry);
      files.set(entry.program, file);
      rules.set(entry.program, terms.reform.id);
    }
    const db = await openDuckDb(limits);
    try {
      const { folder } = version;
      const answer = await answerJoint(db, scenario, book, {
        folder,
        families: files,
        base: base.file,
      });
      return accept({
        scenario,
        answer,
        origin: {
          version: version.label,
          asOf: version.asOf,
          rulesets: {
            reform: [...rules.values()].join(", ") || "tidak ada",
            baseline: "penetapan versi, bila tidak disebut",
          },
          drawKey: version.drawKey,
          decileBasis: version.basis,
          manifest: version.manifest,
          codeVersion: CODE_VERSION,
          scenarioSha256: createHash("sha256").update(JSON.stringify(scenario)).digest("hex"),
        },
        seconds: (performance.now() - started) / 1000,
      });
    } finally {
      db.close();
    }
  });
}

const hasTerms = ({ reform, baseline }: JointProgram): boolean =>
  termsOf(reform) !== undefined || termsOf(baseline) !== undefined;
