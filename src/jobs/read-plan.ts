import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { PlainDate } from "#domain/plain-date.ts";
import type { SyntheticPlan } from "#synthetic/plan.ts";
import type { ReceiveDraft } from "./receive-delivery.ts";

/** The deliveries of a plan, in its order; files are named from the plan's folder. */
export async function readPlan(path: string, receivedBy: string): Promise<readonly ReceiveDraft[]> {
  const plan = JSON.parse(await readFile(path, "utf8")) as SyntheticPlan;
  return plan.deliveries.map(({ source, set, edition, file, asOf }) => ({
    source,
    set,
    edition,
    file: resolve(dirname(path), file),
    asOf: asOf as PlainDate,
    receivedBy,
  }));
}
