import type pg from "pg";
import type { Actor } from "#test/rls-oracle.ts";
import { PLACES, type Place, placesOf, TIER_OF } from "#test/rls-places.ts";
import { type Probe, seen } from "#test/rls-probes.ts";
import { homeOf, idOf, placeOfId, villageOf } from "#test/rls-world.ts";

/** By hand: the village and whoever goes from house to house answer, the social office opens and confirms. */
const SEES = [
  "village-operator",
  "village-head",
  "pkh-facilitator",
  "tksk",
  "psm",
  "tagana",
  "karang-taruna",
  "regency-data-entry",
  "regency-supervisor",
  "regency-verifier",
];

function listsSeen({ role, purpose, isInForce }: Actor): Place[] {
  const sees = isInForce && purpose === "verification" && SEES.includes(role);
  return sees ? placesOf(TIER_OF[role] ?? "village") : [];
}

/** Numbers of planted rounds. */
const BEHIND = 400;

/** Lists, names and answers, as the application reads them. */
export const vervalReads = (): Probe[] =>
  ["verval_round", "verval_row", "verval_answer"].map((table) =>
    seen(table, placeOfId(`round_no - ${BEHIND}`), listsSeen),
  );

/** Everything goes through a function that asks for the right; no table takes anything. */
export const NEVER_IN_VERVAL: readonly string[] = [
  "update dtsen.verval_round set due_on = '2030-01-01'",
  "delete from dtsen.verval_row",
  "update dtsen.verval_answer set reason = 'refuses'",
  "insert into dtsen.verval_answer (round_no, family_id, reason, seen_on, by_account, at) values (501, 101, 'refuses', '2026-01-01', 1, now())",
];

/** A list of one name at every place, numbered like its family, not met once. */
export async function plantVerval(admin: pg.Client, version: number): Promise<void> {
  for (const place of PLACES) {
    const [id, village, home] = [idOf(place), villageOf(place), homeOf(place)];
    await admin.query(`
      insert into verval_round (round_no, program, version_no, region_code, village_lo, village_hi, due_on, legal_basis, opened_by, opened_at)
        overriding system value values (${BEHIND + id}, 'sembako-${id}', ${version}, '99', ${village}, ${village}, '2026-12-31', 'SK contoh', 1, now());
      insert into verval_row values (${BEHIND + id}, ${id}, ${village}, ${home});
      insert into verval_answer (round_no, family_id, reason, seen_on, offered_on, by_account, at)
        values (${BEHIND + id}, ${id}, 'not-found', '2026-11-01', '2026-11-05', 1, now())`);
  }
}
