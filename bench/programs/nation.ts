import type { Program } from "#domain/program.ts";
import { getVariable } from "#domain/variables/catalogue.ts";
import { isRankFact, ownerOf } from "#programs/facts.ts";
import { REGENCIES } from "../ranking/nation.ts";

/** What a nation is made of: the same seed makes the same families, on this DuckDB. */
export type Nation = {
  readonly families: number;
  readonly seed: number;
  readonly programs: readonly Program[];
};

const PROVINCES = 38;
/** Facts that one digest of 64 bits answers, seven bits each. */
const OF_A_DIGEST = 9;

/** Facts that the rules and benefits of these programs read. */
function factsOf(programs: readonly Program[], unit: "family" | "person"): readonly string[] {
  const said = JSON.stringify(programs.map(({ rules, benefit }) => [rules, benefit]));
  const named = new Set([...said.matchAll(/"fact":"(\w+)"/g)].map(([, fact = ""]) => fact));
  const always = ["life_status", "presence", "relationship", "identity_status", "age"];
  if (unit === "person") for (const fact of always) named.add(fact);
  return [...named].filter((fact) => !isRankFact(fact) && ownerOf(fact) === unit).sort();
}

/** Answers near those of people, out of 0 to 127; anything else by its type. One in 64 is not known. */
const ANSWERS: Readonly<Record<string, string>> = {
  life_status: "case when b = 0 then 2 else 1 end",
  presence: "case when b < 2 then 3 else 1 end",
  identity_status: "case when b < 3 then 'nama-beda' else 'padan' end",
  age: "case when b >= 126 then -2 else least(99, (b * b + 32 * b) // 192) end",
  job_status: "case when b < 2 then 5 when b >= 126 then -2 else 1 + b % 4 end",
  pregnant: "case when b < 2 then 1 else 2 end",
  school_participation: "case when b < 30 then 2 else 3 end",
  school_level: "1 + b % 17",
  car: "case when b < 9 then 1 else 0 end",
};

function answer(fact: string, bits: string): string {
  const own = ANSWERS[fact];
  if (own !== undefined) return `(${own.replaceAll(/\bb\b/g, bits)})`;
  if (fact.startsWith("difficulty_")) return `case when ${bits} = 0 then 1 else 4 end`;
  const { type } = getVariable(fact);
  const known =
    type === "flag" ? `${bits} % 2` : type === "count" ? `${bits} % 5` : `1 + ${bits} % 8`;
  return `case when ${bits} >= 126 then -2 else ${known} end`;
}

function answers(facts: readonly string[]): string {
  return facts
    .map((fact, i) => {
      const bits = `((d${1 + Math.floor(i / OF_A_DIGEST)} >> ${7 * (i % OF_A_DIGEST)}) & 127)::int`;
      const type = fact === "identity_status" ? "varchar" : "int";
      return `, cast(${answer(fact, bits)} as ${type}) as ${fact}`;
    })
    .join("\n  ");
}

const digests = (key: string, facts: readonly string[], salt: number): string =>
  Array.from(
    { length: Math.ceil(facts.length / OF_A_DIGEST) },
    (_, d) => `, hash(${key}, ${salt + d + 1}) as d${d + 1}`,
  ).join("");

/** Families of 514 regencies of unequal size, ids in no order of places, in the order of ids. */
export function familySql({ families, seed, programs }: Nation): string {
  const facts = factsOf(programs, "family").filter((fact) => fact !== "size");
  return `\
select cast(i + 1 as bigint) as family_id, cast(regency_no * 1000000 + 1000 * (1 + (d0 >> 40) % 20) + 1 + (d0 >> 50) % 15 as bigint) as village_no,
  ${SIZE} as size${answers(facts)}
from (
  select *, cast((11 + nth % ${PROVINCES}) * 100 + 1 + nth // ${PROVINCES} as bigint) as regency_no
  from (
    select *, ${REGENCIES} * case when (d0 >> 30) & 1 = 0 then d0 & 1023 else least(d0 & 1023, (d0 >> 10) & 1023) end // 1024 as nth
    from (select i, hash(i, ${seed * 1000}) as d0${digests("i", facts, seed * 1000)} from range(${families}) t(i))
  )
)`;
}

/** One to seven members, three on average. */
const SIZE =
  "cast(1 + ((d0 >> 20) & 1) + ((d0 >> 22) & 1) + ((d0 >> 23) & 1) + ((d0 >> 24) & 3) // 2 + ((d0 >> 26) & 7) // 7 as int)";

/** Their persons, in the order of ids; the first of each heads the family. */
export function personSql({ families, seed, programs }: Nation): string {
  const facts = factsOf(programs, "person").filter((fact) => fact !== "relationship");
  return `\
select cast(i * 8 + k + 1 as bigint) as person_id, cast(i + 1 as bigint) as family_id, cast(0 as bigint) as village_no,
  cast(case when k = 0 then 1 else 3 end as int) as relationship${answers(facts)}
from (
  select *${digests("i * 8 + k", facts, seed * 1000 + 500)}
  from (
    select i, unnest(range(${SIZE})) as k
    from (select i, hash(i, ${seed * 1000}) as d0 from range(${families}) t(i))
  )
)`;
}

/** Scores and deciles: a tenth of the families in each. */
export const rankSql = ({ families, seed }: Nation): string => `\
select cast(i + 1 as bigint) as family_id, cast(12000000 + place as bigint) as score, cast(1 + place // 300000 as int) as decile_national
from (select i, hash(i, ${seed * 1000 + 900}) % 3000000 as place from range(${families}) t(i))`;

/** A statement on the house of every fifth family, and on the first person of every twelfth. */
export const evidenceSql = ({ families, seed }: Nation): string => `\
select cast(i + 1 as bigint) as record_key, 'bench' as source,
  case when kind = 0 then 'person' else 'house' end as subject_kind,
  cast(case when kind = 0 then family * 8 + 1 end as bigint) as person_id, cast(case when kind = 1 then family + 1 end as bigint) as family_id,
  case when kind = 1 then 'power-va' when d & 7 = 0 then 'civil-servant' when d & 7 < 6 then 'monthly-wage' else 'director' end as statement,
  cast(case when kind = 1 then 450 * (1 + (d >> 8) % 7) else 2000000 + (d >> 8) % 2000000 end as bigint) as amount,
  20260801 as observed_on, cast(900 + (d >> 32) % 101 as int) as match_probability_milli
from (
  select i, case when i < ${Math.floor(families / 5)} then 1 else 0 end as kind,
    cast(hash(i, ${seed * 1000 + 950}) % ${families} as bigint) as family, hash(i, ${seed * 1000 + 951}) as d
  from range(${Math.floor(families / 5) + Math.floor(families / 12)}) t(i)
)`;
