import { createHash } from "node:crypto";
import type { MatchReport } from "./match-persons.ts";

/** What the ledger calls a model: equal weights and bands have one name, others another. */
export function modelVersion({
  weights,
  calibration,
}: Pick<MatchReport, "weights" | "calibration">): string {
  const model = JSON.stringify([weights, calibration.bands]);
  return `m-${createHash("sha256").update(model).digest("hex").slice(0, 12)}`;
}
