import { FAMILY_FACTS, PERSON_FACTS } from "#domain/variables/catalogue.ts";
import type { DuckDb } from "#engine/duckdb/database.ts";
import type { Ruleset } from "#programs/ruleset.ts";

export type AtLine = {
  readonly families: number;
  /** Of a thousand children, how many more are at school where the family receives. */
  readonly effectMilli: number;
  /** Of a thousand families with a place, how many are not seen anew. */
  readonly unseenMilli?: number;
  /** Scores in steps so wide that lots must be drawn at the quota. */
  readonly isDrawn?: boolean;
};

/** Chance of a family, from nought to 999, by what it is for. */
const chance = (what: string, id = "f.family_id"): string =>
  `cast(hash(concat('${what}', ${id})) % 1000 as int)`;
const ints = (names: readonly string[], other: Readonly<Record<string, string>>): string =>
  names.map((name) => `cast(${other[name] ?? "1"} as int) as "${name}"`).join(", ");

/** The day of the version that determined, and one after it. */
export const DETERMINED_ON = 20260110;
const AFTER = 20260601;

/**
 * Two versions as tables: in two regencies a quota ends the list, in the third whoever fits below the border has a place. Families
 * with a place send children to school more often by so much; nothing else follows from it. A third was not asked anew, some of
 * those asked spoke for themselves: of both the answers are such that they would drown the effect.
 */
export async function makeVersionsAtLine(
  db: DuckDb,
  ruleset: Ruleset,
  draft: AtLine,
): Promise<void> {
  const letsIn = ruleset.rules.reduce(
    (bits, { kind }, i) => (kind === "eligibility" ? bits | (1n << BigInt(i)) : bits),
    0n,
  );
  const rank = ruleset.rules.findIndex(({ id }) => id.startsWith("decile-1-to-"));
  const belowOnly = letsIn & ~(1n << BigInt(rank));
  const program = ruleset.program.id;
  const step = draft.isDrawn ? 50_000 : 1;
  const tables = {
    made: `select i as family_id, cast(11 + i % 3 as bigint) as regency_no,
  (11 + i % 3) * 1000000 + cast(hash(concat('village', i)) % 40 as bigint) as village_no,
  13000000 + cast(hash(concat('score', i)) % 2000000 as bigint) // ${step} * ${step} as score
from range(1, ${draft.families + 1}) t(i)`,
    rank_before: `select family_id, 4 as size, village_no, score,
  cast(least(9, (score - 13000000) // 200000) + 1 as int) as decile_national from made`,
    family_before: `select f.family_id, 4 as size, f.village_no, 20251201 as facts_as_of, ${ints(FAMILY_FACTS, { lighting_source: `case when ${chance("light")} < 500 then 1 else 4 end` })} from made f`,
    outcome_before: `select '${program}' as program, 'family' as unit, f.family_id as unit_id, f.family_id, f.village_no,
  case when r.decile_national > 4 then 'ineligible' when f.regency_no = 13 or r.score < 13400000 or (${draft.isDrawn ?? false} and r.score = 13400000 and ${chance("lot")} < 500) then 'recipient' else 'eligible-no-quota' end as outcome,
  case when r.decile_national > 4 then 'decile-1-to-4' else 'within-quota' end as first_reason,
  cast(case when r.decile_national > 4 and ${chance("misfit")} < 100 then 0 when r.decile_national > 4 then ${belowOnly} else ${letsIn} end as bigint) as rules_true, cast(0 as bigint) as rules_unknown
from made f join rank_before r on r.family_id = f.family_id
union all
select 'sembako', 'family', family_id, family_id, village_no, 'recipient', 'within-quota', 0, 0 from rank_before where decile_national <= 4`,
    placed: `select family_id from outcome_before where program = '${program}' and outcome = 'recipient'`,
    seen: `select f.family_id, p.family_id is not null as is_placed, (${chance("asked")} < 667) and not (p.family_id is not null and ${chance("unseen")} < ${draft.unseenMilli ?? 0}) as is_asked,
  ${chance("own")} < 100 as speaks from made f left join placed p on p.family_id = f.family_id`,
    person_before: `select f.family_id * 10 + m as person_id, f.family_id, 1 as life_status,
  ${ints(
    PERSON_FACTS.filter((name) => name !== "life_status"),
    {
      age: "case m when 0 then 40 else 10 + m end",
      school_participation: `case when ${chance("school", "f.family_id * 10 + m")} < 600 then 2 else 3 end`,
      works: `case when ${chance("work")} < 700 then 1 else 0 end`,
    },
  )}
from made f, range(0, 3) t(m)`,
    rank_after: `select f.family_id, 4 as size, f.village_no, f.score + ${chance("drift")} * 100 as score, r.decile_national from made f join rank_before r on r.family_id = f.family_id`,
    family_after: `select f.* replace (case when s.is_asked then ${AFTER} else 20251201 end as facts_as_of) from family_before f join seen s on s.family_id = f.family_id where ${chance("gone")} >= 20`,
    person_after: `select p.* replace (case when p.age > 18 then 3
  when not s.is_asked or s.speaks then case when s.is_placed then 3 else 2 end
  when ${chance("later", "p.person_id")} < 600 + case when s.is_placed then ${draft.effectMilli} else 0 end then 2 else 3 end as school_participation)
from person_before p join seen s on s.family_id = p.family_id`,
    provenance_after: `select 'person' as unit, p.person_id as unit_id, g as field_group, case when s.speaks then 'feedback' else 'regsosek' end as source,
  case when s.is_asked then ${AFTER} else 20251201 end as as_of
from person_before p join seen s on s.family_id = p.family_id, (values ('schooling'), ('work')) t(g)
union all
select 'family', s.family_id, g, 'regsosek', case when s.is_asked then ${AFTER} else 20251201 end from seen s, (values ('energy'), ('housing')) t(g)`,
    outcome_after: "select * from outcome_before",
    family_redirect: "select cast(0 as bigint) as from_id, cast(0 as bigint) as to_id where false",
    kept_before: "select cast(0 as bigint) as family_id where false",
    paid: `select f.family_id from placed f where ${chance("paid")} < 900`,
  };
  for (const [table, sql] of Object.entries(tables)) {
    await db.run(`create or replace table ${table} as ${sql}`);
  }
}
