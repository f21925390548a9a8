import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import type { IdRange } from "./model-input.ts";

/** A decile takes four bits, so that a whole number of 64 holds those of fifteen ids beside its sign. */
const BITS = 4;
const TOGETHER = 15;

/**
 * Table `previous_block` (block, deciles, ids): of the previous version's places, where there are any, the deciles of
 * ids that follow each other in one number and in another which of them it has. Only ids and deciles are read of it.
 */
export function previousBlocks(dialect: Dialect): Step {
  const nth = `(family_id % ${TOGETHER})`;
  const sum = (number: string, shift: string) =>
    `cast(sum(cast(${number} as bigint) << cast(${shift} as int)) as bigint)`;
  const sql = `\
select ${blockOf("family_id", dialect)} as block, ${sum("decile_national", `${BITS} * ${nth}`)} as deciles, ${sum("1", nth)} as ids
from previous_rank
group by ${blockOf("family_id", dialect)}`;
  return { table: "previous_block", sql };
}

/** How many ids those are: fewer than rows where one has two of them, for two equal powers make one of another. */
export const PREVIOUS_IDS =
  "select cast(coalesce(sum(bit_count(ids)), 0) as bigint) as families from previous_block";

type Within = { readonly ids: IdRange; readonly dialect: Dialect };

/**
 * Beside each score the decile of the version before, which is looked up last: with nothing but the score to carry. A
 * fifteenth as many rows are looked up as there are families, and who comes in the order of ids finds the one just used.
 */
export function withPrevious(scores: string, { ids, dialect }: Within): string {
  const block = blockOf("s.family_id", dialect);
  const ends = ids && [ids.from, ids.to].map((id) => Math.floor(id / TOGETHER));
  const within = ends === undefined ? "" : ` where block between ${ends.join(" and ")}`;
  const bits = `(p.deciles >> cast(${BITS} * (s.family_id % ${TOGETHER}) as int)) & ${2 ** BITS - 1}`;
  return `\
select s.*, cast(nullif(${bits}, 0) as tinyint) as previous_decile
from (
${scores}
) s
left join (select block, deciles from previous_block${within}) p on p.block = ${block}`;
}

/** The same where nobody had a place before. */
export const withoutPrevious = (scores: string): string =>
  `select s.*, cast(null as tinyint) as previous_decile\nfrom (\n${scores}\n) s`;

const blockOf = (id: string, { quotient }: Dialect): string => quotient(id, String(TOGETHER));
