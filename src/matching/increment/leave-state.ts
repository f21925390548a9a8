import { mkdir } from "node:fs/promises";
import type { Progress } from "#domain/progress.ts";
import type { Engine, Pipeline, PipelineReport } from "#engine/engine.ts";
import type { Step } from "#engine/step.ts";
import type { MatchDraft } from "#matching/match-persons.ts";
import { NAME_KEYS } from "#matching/match-record.ts";
import { decidedInputs, isDecided } from "#matching/settle-decisions.ts";
import { firstLayer, freezeRarities, stateTables } from "./first-layer.ts";
import { layerFile } from "./match-state.ts";

/** Runs of the whole matching in which something is made that the state is made of. */
export type StatePart = "scores" | "family" | "trials" | "links";

/** What each run makes that the state is made of, without trials. */
const MADE: Readonly<Record<StatePart, readonly Step[]>> = {
  scores: [real("state_left", "left_form"), ...freezeRarities()],
  family: [
    {
      table: "state_sure",
      sql: `select c.* from confident_link c
where not exists (select 1 from exact_link e where e.record_key = c.record_key)`,
    },
  ],
  trials: [real("state_pair", "every_pair"), real("state_kin", "kin_score")],
  links: [],
};

/**
 * A run of the whole matching that also keeps what the state is made of, to the last run and beyond it, for `leaveState`. So
 * the state costs no second matching; it equals that of `matchFrozen` under the model that comes out of this one.
 */
export function leavingState(pipeline: Pipeline, part: StatePart, draft: MatchDraft): Pipeline {
  if (draft.layer === undefined) return pipeline;
  const parts = Object.keys(MADE) as StatePart[];
  const done = parts.slice(0, parts.indexOf(part) + 1);
  const keeps = [
    ...done.flatMap((one) => MADE[one].map(({ table }) => table)),
    ...(isTold(draft) ? ["evidence_record", "evidence_link"] : []),
    ...(part === "links" ? OF_THE_LAST : []),
  ];
  return {
    ...pipeline,
    stages: [...pipeline.stages, ...MADE[part]],
    keeps: [...(pipeline.keeps ?? []), ...keeps],
  };
}

const isTold = ({ evidenceFiles }: MatchDraft): boolean => evidenceFiles.length > 0;

const OF_THE_LAST = [
  "name_form",
  "match_record",
  "spine",
  "spine_repeat",
  "exact_link",
  "link",
  "review_pair",
] as const;

/** Writes the first layer of what the last run has kept. */
export async function leaveState(
  engine: Engine,
  draft: MatchDraft & { readonly layer: string },
  progress: Progress,
): Promise<PipelineReport> {
  const [held, told] = [isDecided(draft.decisions), isTold(draft)];
  await mkdir(draft.layer, { recursive: true, mode: 0o700 });
  return engine.run(
    {
      name: "matching",
      inputs: decidedInputs(draft.decisions),
      stages: [
        everyRecord(),
        alias("left_form", "state_left"),
        alias("confident_link", "state_sure"),
        alias("every_pair", "state_pair"),
        alias("kin_score", "state_kin"),
        { table: REPEATS, sql: "select record_key, nik from spine_repeat" },
        ...firstLayer(held, told, EVERY_RECORD),
      ],
      outputs: stateTables(told).map(([as, table]) => ({
        table: table === "spine_repeat" ? REPEATS : table,
        as,
        file: layerFile(draft.layer),
        order: [],
      })),
    },
    progress,
  );
}

/** Trials have no part in the state. */
function real(table: string, from: string): Step {
  return { table, sql: `select r.* from ${from} r where r.record_key > 0` };
}

const alias = (table: string, from: string): Step => ({
  table,
  sql: `select * from ${from}`,
  isPassing: true,
});

const EVERY_RECORD = "every_record";
const REPEATS = "repeat_key";

/** As `matchRecord` writes them; another column, or another order, breaks the union below. */
const REPEAT = `record_key, delivery_no, as_of, 1 as is_spine, nik, kk, birth_day, sex, village, name_id, mother_id,
  relationship, ${NAME_KEYS.join(", ")}, birth_year, birth_month, birth_dom, district, regency`;

/** The registry and the lists in one table again; whom `recordsApart` marks as a repeat is the registry's all the same. */
const everyRecord = (): Step => ({
  table: EVERY_RECORD,
  sql: `\
select * from spine
union all
select * from match_record where is_spine = 0
union all
select ${REPEAT} from spine_repeat`,
  isPassing: true,
});
