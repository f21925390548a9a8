import { isInForce } from "#domain/program.ts";
import type { Budget, Quota } from "#domain/quota.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import { text } from "#engine/duckdb/database.ts";
import { receivesReason } from "./placed.ts";
import { NO_TIES, type QuotaTies } from "./quota-ties.ts";
import type { Ruleset } from "./ruleset.ts";

/** Units (families or persons) of one program by outcome; `places` is its quota over all regencies. */
export type ProgramCount = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly rulesetId: string;
  readonly places: number;
  readonly recipient: number;
  readonly review: number;
  readonly reserve: number;
  readonly "eligible-no-quota": number;
  readonly ineligible: number;
  readonly amountRupiah: bigint;
  /** Who stood in a tie at the last place of their regency. */
  readonly ties: QuotaTies;
  /** Recipients who kept the place of the version before, ahead of new ones. */
  readonly kept: number;
  /** Within the quota, but the money of their regency was spent before them. */
  readonly budgetFull: number;
  /** Rupiah of one phase over all regencies; null where no budget is stated. */
  readonly budgetRupiah: bigint | null;
  /** Who fits but has a place in another program, by that program. */
  readonly receiving: readonly { readonly program: string; readonly units: number }[];
};

type Counted = {
  readonly program: string;
  readonly outcome: string;
  readonly first_reason: string;
  readonly units: bigint;
  readonly amount_rupiah: bigint;
};
type Tied = { readonly program: string } & Readonly<Record<keyof QuotaTies, bigint>>;

/** What the rules were told beside the facts. */
type Given = {
  readonly quotas: readonly Quota[];
  readonly budgets?: readonly Budget[] | undefined;
};

/** Reads `outcome_count` and `quota_tie_sum` back; several files of counts add up. */
export async function readProgramCounts(
  db: DuckDb,
  files: { readonly counts: readonly string[]; readonly ties: readonly string[] },
  rulesets: readonly Ruleset[],
  given: Given,
): Promise<readonly ProgramCount[]> {
  const from = (list: readonly string[]) => `read_parquet([${list.map(text).join(", ")}])`;
  const rows = await db.all<Counted>(`\
select program, outcome, first_reason, cast(sum(units) as bigint) as units, cast(sum(amount_rupiah) as bigint) as amount_rupiah
from ${from(files.counts)} group by all order by all`);
  const ties = await db.all<Tied>(`select * from ${from(files.ties)}`);
  return rulesets.map((ruleset) => programCount(ruleset, { rows, ties }, given));
}

function programCount(
  { program, id, asOf }: Ruleset,
  found: { readonly rows: readonly Counted[]; readonly ties: readonly Tied[] },
  { quotas, budgets = [] }: Given,
): ProgramCount {
  const own = found.rows.filter((row) => row.program === program.id);
  const units = (isMeant: (row: Counted) => boolean) =>
    own.filter(isMeant).reduce((sum, row) => sum + Number(row.units), 0);
  const by = (outcome: string) => units((row) => row.outcome === outcome);
  const because = (reason: string) => units((row) => row.first_reason === reason);
  const inForce = <One extends Quota | Budget>(list: readonly One[]) =>
    list.filter((one) => one.program === program.id && isInForce(one, asOf));
  const money = inForce(budgets);
  const receiving = own.filter((row) => row.first_reason.startsWith(RECEIVES));
  return {
    program: program.id,
    unit: program.unit,
    rulesetId: id,
    places: inForce(quotas).reduce((sum, quota) => sum + quota.places, 0),
    recipient: by("recipient"),
    review: by("review"),
    reserve: by("reserve"),
    "eligible-no-quota": by("eligible-no-quota"),
    ineligible: by("ineligible"),
    amountRupiah: own.reduce((sum, row) => sum + row.amount_rupiah, 0n),
    ties: tiesOf(found.ties.find((row) => row.program === program.id)),
    kept: because("kept-place"),
    budgetFull: because("budget-full"),
    budgetRupiah: money.length === 0 ? null : money.reduce((sum, { rupiah }) => sum + rupiah, 0n),
    receiving: receiving.map((row) => ({
      program: row.first_reason.slice(RECEIVES.length),
      units: Number(row.units),
    })),
  };
}

const RECEIVES = receivesReason("");

const tiesOf = (row: Tied | undefined): QuotaTies =>
  row === undefined
    ? NO_TIES
    : {
        regencies: Number(row.regencies),
        sharing: Number(row.sharing),
        families: Number(row.families),
        placed: Number(row.placed),
        largest: Number(row.largest),
      };
