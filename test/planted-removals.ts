import type pg from "pg";
import { judgeRemovals, type LeavingCount } from "#domain/removal-budget.ts";
import { readRemovalFigures } from "#jobs/removal-figures.ts";

/** The list of an earlier version that was last determined. */
const HELD_AGAINST = { program: "pkh", determinationNo: 3, versionNo: 1, label: "2025-4" };

/** A simulation of a nation of 10,000 recipients of PKH, of whom 1,140 leave: figures and judged bounds, past all jobs. */
export async function plantRemovalFigures(
  owner: Pick<pg.Pool, "query">,
  before: number,
  after: number,
): Promise<void> {
  const counts = [1101, 1102].map((regencyNo) => ({
    program: "pkh",
    regencyNo,
    recipients: 5_000,
    leaving: { deceased: 20, decile: 550 } satisfies LeavingCount["leaving"],
    rules: { "living-member": 20, "decile-1-to-4": 550 },
    // By the places of TREATMENTS and REMOVAL_CAUSES.
    cells: [
      { treatment: 0, cause: 3, units: 300 },
      { treatment: 1, cause: 3, units: 250 },
      { treatment: 2, cause: 0, units: 20 },
    ],
  }));
  const { rows } = await owner.query<{ run_no: number }>(
    `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days)
     values ($1, $2, $3, repeat('a', 64), 21) returning run_no`,
    [before, after, JSON.stringify({ ...readRemovalFigures(counts), heldAgainst: [HELD_AGAINST] })],
  );
  for (const one of judgeRemovals(counts, "2026-10-01")) {
    if (one.tier === "regency" && one.outcome !== "over") continue;
    await owner.query(
      `insert into dtsen.removal_bound values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        rows[0]?.run_no,
        one.program,
        one.tier,
        one.areaNo,
        one.cause,
        one.leaving,
        one.recipients,
        one.permille,
        one.bound,
        one.outcome,
        one.basis,
        one.isExample,
      ],
    );
  }
}

/** Notices of PKH of the first families of the version in force, one of them held; given, and issued by a run. */
export async function plantNotices(
  owner: Pick<pg.Pool, "query">,
  [otherNo, versionNo]: readonly [number, number],
): Promise<void> {
  await owner.query(
    `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days, issued_on, effect_on)
       values ($1, $2, '{"programs": []}', repeat('b', 64), 21, '2026-11-20', '2026-12-21')`,
    [otherNo, versionNo],
  );
  await owner.query(
    `insert into dtsen.removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause,
       detail, protections, untold, is_reviewed, state)
     select n.run_no, $1, 'pkh', 'family', f.family_id, f.family_id, f.village_no, f.village_no,
       case f.nth % 3 when 0 then 'deceased' else 'decile' end,
       case f.nth % 3 when 0 then 'living-member' else 'decile-1-to-4' end,
       case f.nth % 3 when 2 then array['disability', 'infant'] else '{}' end,
       case f.nth % 3 when 0 then '{}' else array['chronic-illness'] end,
       f.nth % 3 <> 0, case f.nth % 3 when 2 then 'held' else 'noticed' end
     from dtsen.removal_run n, (select family_id, village_no, row_number() over (order by family_id) as nth from dtsen.family
       where version_no = $1 and not is_suppressed order by family_id limit 6) f
     where n.version_no = $1 and n.file_sha256 = repeat('b', 64)`,
    [versionNo],
  );
}
