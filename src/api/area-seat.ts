import type { AreaChoice } from "#contract/area-figures.ts";
import { digitsOf, tierOfArea } from "#domain/cross-table.ts";
import { OFFICE_TIERS, type OfficeTier } from "#domain/institution.ts";
import type { Tx } from "#store/transact.ts";
import { regionCode, villageRange } from "./region-code.ts";

/** Region and tier of a question: one or two tiers down; undefined where there is no such tier. */
export function partsTier({ area, level }: AreaChoice): OfficeTier | undefined {
  const tier = tierOfArea(area);
  if (tier === undefined) return undefined;
  const place = OFFICE_TIERS.indexOf(tier);
  if (level === undefined) return OFFICE_TIERS[place + 1] ?? tier;
  return OFFICE_TIERS.slice(place + 1, place + 3).find((one) => one === level);
}

export type Seat = {
  /** The widest region of whoever acts that holds the area. */
  readonly within: string;
  /** Whether they may open the families that are counted there anyway. */
  readonly mayList: boolean;
};

/** From where it is decided what may be shown; undefined where no appointment with figures holds the area. */
export async function readSeat(tx: Tx, area: string): Promise<Seat | undefined> {
  const [low, high] = villageRange(area === "ID" ? "" : area);
  const rows = await tx.query<{ tier: string; low: number; sees: boolean; lists: boolean }>(
    `select g.tier, g.village_lo as low,
       exists (select from dtsen.role_right r where r.role_code = p.role_code and r.right_code = 'read-figures'
         and r.purpose_code = dtsen.acting_purpose()) as sees,
       exists (select from dtsen.role_right r where r.role_code = p.role_code and r.right_code = 'read-family') as lists
     from dtsen.appointment p join dtsen.region g on g.region_id = p.region_id
     where p.account_id = dtsen.acting_account() and p.revoked_at is null and p.confirmed_by is not null
       and (now() at time zone 'Asia/Jakarta')::date between p.valid_from and p.valid_to
       and p.village_lo <= $1 and p.village_hi >= $2
     order by p.village_hi - p.village_lo desc, p.appointment_id`,
    [low, high],
  );
  const widest = rows.find(({ sees }) => sees);
  if (widest === undefined) return undefined;
  return {
    within: regionCode(widest.tier, widest.low),
    mayList: rows.some(({ lists }) => lists),
  };
}

/** Regions whose parts are read, with the digits of these: every one on the way down, and the last at the tier asked for. */
export function wantedOn(
  path: readonly string[],
  digits: number,
): readonly (readonly [area: string, digits: number])[] {
  const area = path.at(-1) ?? "ID";
  return [
    ...path.flatMap((node) => {
      const place = OFFICE_TIERS.indexOf(tierOfArea(node) ?? "village");
      return OFFICE_TIERS.slice(place, place + 2).map((tier) => [node, digitsOf(tier)] as const);
    }),
    [area, digits] as const,
  ];
}

/** Those of the parts of a region at a tier of so many digits. */
export function rowsAt<Row extends { readonly area: string }>(
  rows: readonly Row[],
  own: string,
  digits: number,
): readonly Row[] {
  const prefix = own === "ID" ? "" : own;
  return rows.filter(
    ({ area }) =>
      area !== "ID" && area !== own && area.length === digits && area.startsWith(prefix),
  );
}
