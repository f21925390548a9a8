import { isInForce } from "#domain/program.ts";
import type { Budget, Quota } from "#domain/quota.ts";
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

/** Units and rupiah by program, outcome and first reason. */
export type Counted = {
  readonly program: string;
  readonly outcome: string;
  readonly first_reason: string;
  readonly units: bigint;
  readonly amount_rupiah: bigint;
};
export type Tied = { readonly program: string } & Readonly<Record<keyof QuotaTies, bigint>>;

/** What the rules were told beside the facts. */
export type Given = {
  readonly quotas: readonly Quota[];
  readonly budgets?: readonly Budget[] | undefined;
};

/** Counts of each program, in the order of the rulesets. */
export const programCounts = (
  rulesets: readonly Ruleset[],
  found: { readonly rows: readonly Counted[]; readonly ties: readonly Tied[] },
  given: Given,
): readonly ProgramCount[] => rulesets.map((ruleset) => programCount(ruleset, found, given));

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
