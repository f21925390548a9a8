import { join } from "node:path";
import type { Engine, Pipeline } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import { EVERY_LINK, type MatchState, stateInputs } from "./match-state.ts";

/** Where the answer of a state goes, and the known truth that is still to be mixed among it. */
export type AnswerDraft = {
  readonly state: MatchState;
  /** Receives link, review_pair, evidence_link and gold_pair as Parquet, as the whole matching writes them. */
  readonly outFolder: string;
  /** gold_pair of the version before. */
  readonly goldFile: string;
};

/**
 * A state's answer as files. Nobody is tried anew in an increment: pairs of known truth are those of the version before whose
 * records still stand and whose truth is still what pass 0 says.
 */
export async function writeAnswer(engine: Engine, draft: AnswerDraft): Promise<void> {
  await engine.run(answerPipeline(draft));
}

function answerPipeline({ state, outFolder, goldFile }: AnswerDraft): Pipeline {
  const told = state.hasEvidence ? (["state_evidence"] as const) : [];
  const order: Readonly<Record<string, readonly string[]>> = {
    link: ["record_key"],
    review_pair: ["record_key"],
    gold_pair: ["record_key", "spine_key"],
    ...(state.hasEvidence ? { evidence_link: ["record_key"] } : {}),
  };
  return {
    name: "matching",
    inputs: [
      ...stateInputs(state, ["state_link", "link_gone", "state_review", ...told]),
      { table: "gold_before", files: [goldFile] },
    ],
    stages: [
      { table: "link", sql: EVERY_LINK },
      { table: "review_pair", sql: "select * from state_review", isPassing: true },
      ...told.map((table): Step => ({ table: "evidence_link", sql: `select * from ${table}` })),
      { table: "gold_pair", sql: GOLD },
    ],
    outputs: Object.entries(order).map(([table, keys]) => ({
      table,
      file: join(outFolder, `${table}.parquet`),
      order: keys,
    })),
  };
}

/** A trial's record is its key without the minus; it must still be linked by its NIK, and the other still stand for itself. */
const GOLD = `\
select g.* from gold_before g
join link l on l.record_key = -g.record_key and l.rule = 'nik-exact'
join link s on s.record_key = g.spine_key and s.spine_key = g.spine_key
where case when l.spine_key = g.spine_key then 'same' else 'different' end = g.truth`;
