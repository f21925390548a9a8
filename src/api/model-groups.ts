import type { Interval } from "#contract/models.ts";
import type { GroupShares } from "#contract/version-model.ts";
import type { Estimate, GroupErrors } from "#ranking/group-errors.ts";
import type { Tx } from "#store/transact.ts";
import { readRegionNames } from "./region-names.ts";

/** Below so many households of a survey a group's size is not told either. */
const SMALLEST_GROUP = 10;

/** Errors by groups, with names of regencies and intervals in place of standard errors. */
export async function writeGroups(tx: Tx, groups: readonly GroupErrors[]): Promise<GroupShares[]> {
  const names = await readRegionNames(
    tx,
    groups.flatMap(({ kind, group }) => (kind === "regency" ? [group] : [])),
  );
  return groups
    .filter(({ households }) => households >= SMALLEST_GROUP)
    .map(({ kind, group, quotaPercent, households, ...shares }) => {
      const name = kind === "regency" ? names.get(group) : undefined;
      return {
        kind,
        group,
        ...(name === undefined ? {} : { name }),
        percent: quotaPercent,
        households,
        ...intervals(shares),
      };
    });
}

type Shares = Pick<GroupErrors, "poor" | "selected" | "exclusion" | "inclusion">;

const intervals = (shares: Shares): Partial<Record<keyof Shares, Interval>> =>
  Object.fromEntries(
    Object.entries(shares).map(([name, share]) => [name, writeInterval(share as Estimate)]),
  );

/** Standard errors to either side that hold the truth nineteen times of twenty. */
const NINETEEN_OF_TWENTY = 1.96;
const MILLION = 1e6;

/** A share and its error as people read them: from where to where, within nought and one. */
export function writeInterval({ value, error }: Estimate): Interval {
  const within = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * MILLION) / MILLION;
  return {
    value: within(value),
    low: within(value - NINETEEN_OF_TWENTY * error),
    high: within(value + NINETEEN_OF_TWENTY * error),
  };
}
