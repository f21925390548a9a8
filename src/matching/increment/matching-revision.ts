import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { version } from "@duckdb/node-api";
import { duckdbDialect } from "#engine/dialect.ts";
import type { Engine, Pipeline } from "#engine/engine.ts";
import { HOT_BLOCK_PAIRS } from "#matching/blocking-keys.ts";
import { FIXED_FAMILY_WEIGHTS } from "#matching/family-weights.ts";
import type { MatchDraft } from "#matching/match-persons.ts";
import {
  exactPipeline,
  familyPipeline,
  linksPipeline,
  scoresPipeline,
} from "#matching/match-pipelines.ts";
import type { SettledDecisions } from "#matching/settle-decisions.ts";
import { BANDS, FIXED_WEIGHTS } from "#matching/weights.ts";
import { wholePipeline } from "./match-frozen.ts";
import {
  linksPipeline as changedPipeline,
  changesPipeline,
  type IncrementDraft,
} from "./match-increment.ts";
import type { FrozenModel } from "./match-state.ts";

/**
 * What matching does, as one digest: the SQL of its steps under a model that never changes, whole and by increment, with
 * and without decisions and statements; how names are folded, how it learns and to which targets; and the engine. A state of another revision is not gone on with.
 */
export function matchingRevision(): string {
  revision ??= digestOfMatching();
  return revision;
}

/** Of one process it is always the same. */
let revision: string | undefined;

function digestOfMatching(): string {
  const hash = createHash("sha256").update(version());
  for (const file of [...FOLDING, ...LEARNING])
    hash.update(readFileSync(new URL(file, import.meta.url)));
  for (const held of [false, true]) {
    for (const told of [false, true]) {
      for (const { inputs, stages, outputs } of pipelines(held, told)) {
        hash.update(JSON.stringify([inputs, stages, outputs]));
      }
    }
  }
  return hash.digest("hex");
}

/** What is done to names outside the engine, and shows in no SQL. */
const FOLDING = ["../kanon.ts", "../../domain/person-name.ts"];
/** How weights and bands are learned, and to which targets: who changes that does not want another year under the old ones. */
const LEARNING = [
  "../train.ts",
  "../family-weights.ts",
  "../masked-sample.ts",
  "../trial-links.ts",
  "../trial-counts.ts",
  "../isotonic.ts",
  "../chance-stairs.ts",
  "../choose-bands.ts",
  "../calibrate.ts",
];

const BANDS_OF_NOBODY = { bands: { nation: BANDS, provinces: [] } };
const MODEL: FrozenModel = {
  weights: { ...FIXED_WEIGHTS, prior: 0 },
  familyWeights: FIXED_FAMILY_WEIGHTS,
  calibration: BANDS_OF_NOBODY,
  hot: HOT_BLOCK_PAIRS,
};

function pipelines(held: boolean, told: boolean): readonly Pipeline[] {
  const engine = { dialect: duckdbDialect } as Engine;
  const limits = { threads: 1, memory: "", workFolder: "" };
  const records = [{}] as unknown as SettledDecisions["records"];
  const decided = held ? { decisions: { folder: "d", records } as SettledDecisions } : {};
  const whole: MatchDraft = {
    personFiles: ["p"],
    evidenceFiles: told ? ["e"] : [],
    privateFolder: "x",
    outFolder: "y",
    limits,
    seed: "",
    ...decided,
  };
  const changed: IncrementDraft = {
    persons: [{ deliveryNo: 2, listNo: 1, asOf: 0, file: "p" }],
    evidence: told ? [{ deliveryNo: 3, listNo: 3, asOf: 0, file: "e" }] : [],
    model: MODEL,
    state: { layers: ["l"], deliveries: [{ deliveryNo: 1, listNo: 1 }], hasEvidence: told },
    privateFolder: "x",
    layer: "n",
    limits,
    ...decided,
  };
  const came = [{ listNo: 1, repeatsUpTo: 1n }];
  const statements = told ? [{ listNo: 3, repeatsUpTo: 0n }] : [];
  const days = [{ listNo: 1, asOf: 0 }];
  const before = { before: [1, 2], gone: [2], days };
  const change = { persons: came, evidence: statements, ...before, told, held };
  return [
    exactPipeline(engine, whole),
    scoresPipeline(whole, MODEL.weights),
    familyPipeline(whole),
    linksPipeline(engine, whole, BANDS_OF_NOBODY),
    wholePipeline(engine, changed),
    changesPipeline(changed, change),
    changedPipeline(engine, changed, change),
  ];
}
