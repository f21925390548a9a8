import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { asWorker } from "#store/transact.ts";
import type { VersionReceipt } from "./build-version.ts";
import { RECEIPT_FILE, sameInputs } from "./build-version-row.ts";
import type { House } from "./house.ts";

/** Inputs that freezing itself moves on: the version is its own successor's parent. */
const MOVED_BY_FREEZING = ["parent version", "ledger up to event"];

/**
 * The receipt of a version that stands frozen under this label and was made of these inputs, so that
 * somebody who was killed after freezing goes on from it; undefined where there is none.
 */
export async function standingVersion(
  house: House,
  label: string,
  inputs: Readonly<Record<string, string>>,
): Promise<VersionReceipt | undefined> {
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ version_no: number; inputs: Readonly<Record<string, string>> }>(
      `select version_no, inputs from dtsen.version
       where label = $1 and state in ('frozen', 'projected', 'published')`,
      [label],
    ),
  );
  if (row === undefined || !sameInputs(lasting(row.inputs), lasting(inputs))) return undefined;
  const folder = join(house.folders.versions, String(row.version_no));
  const text = await readFile(join(folder, RECEIPT_FILE), "utf8");
  return { ...(JSON.parse(text) as VersionReceipt), folder, resumed: ["frozen"] };
}

function lasting(inputs: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(inputs).filter(([name]) => !MOVED_BY_FREEZING.includes(name)),
  );
}
