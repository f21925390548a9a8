import { seedDemoAccounts } from "#store/demo-accounts.ts";
import type { Desk } from "#store/open.ts";

/** Two people who may erase, and a ground. */
export const BY_TWO = {
  ground: "UU 27/2022 pasal 8",
  erasedBy: "bps-steward",
  confirmedBy: "bps-steward-two",
} as const;

/** The demo accounts, and a second data steward, because nobody erases alone. */
export async function seedStewards(desk: Desk): Promise<void> {
  await seedDemoAccounts(desk, "32.04");
  await desk.owner.query(`
    with second as (
      insert into dtsen.account (username, person_name, password_hash, is_demo)
      values ('${BY_TWO.confirmedBy}', 'Kedua Contoh', 'x', true) returning account_id)
    insert into dtsen.appointment (account_id, office_code, role_code, region_id, village_lo, village_hi, valid_from,
      valid_to, decree, appointed_by, confirmed_by)
    select second.account_id, p.office_code, p.role_code, p.region_id, p.village_lo, p.village_hi, p.valid_from,
      p.valid_to, p.decree, p.appointed_by, p.confirmed_by
    from second, dtsen.appointment p where p.role_code = 'bps-steward'`);
}
