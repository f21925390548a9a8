import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { mostOf } from "./benefit-amount.ts";
import { keptOf, ofPersons, type Placed, takenBy } from "./placed.ts";

/** Whoever is kept stands below every score: before all new ones. */
const KEPT_BELOW = "9100000000000000000";

/** Every n-th regency by its number: places are given in each by itself, so that parts of the nation can follow one another. */
export type RegencyPart = { readonly no: number; readonly of: number };
export const ALL_REGENCIES: RegencyPart = { no: 0, of: 1 };

const inPart = (column: string, { no, of }: RegencyPart): string =>
  of === 1 ? "" : `\n  and ${column} % ${of} = ${no}`;

/**
 * From `family_verdict` (and `person_verdict`) to who has a place in a program: `place_` has a row for each family that waits, with
 * how many units stand before it, `cut_` how many have a place in each regency, `held_` the families that hold one.
 */
export function placing(
  placed: Placed,
  dialect: Dialect,
  part: RegencyPart = ALL_REGENCIES,
): readonly Step[] {
  if (placed.isPersonal && part.of > 1) throw new Error("persons are placed in one part");
  return [
    ...(placed.isPersonal ? [clear(placed, dialect)] : []),
    placed.isPersonal ? waitingPersons(placed) : waiting(placed, dialect, part),
    inOrder(placed),
    drawn(placed, dialect),
    place(placed),
    cut(placed, dialect, part),
    held(placed),
  ];
}

/** Persons who wait, where the rules alone do not say it: `nth` of their family, of those kept and of those new. */
function clear(placed: Placed, dialect: Dialect): Step {
  const { name, keeps, mostPerFamily } = placed;
  if (mostPerFamily !== undefined) return fewest(placed, mostPerFamily, dialect);
  const kept = keptOf(placed, "v.person_id", dialect);
  const taken = takenBy(placed, "v", dialect);
  const sql = `\
select *, cast(row_number() over (partition by family_id${keeps ? ", kept" : ""} order by person_id) as int) as nth
from (
  select ${["v.person_id", "v.family_id", ...kept.columns].join(", ")}
  from person_verdict v${taken.joins}${kept.join}
  where v.s_${name} = 0${taken.none}
) clear`;
  return { table: `clear_${name}`, sql };
}

/** The same where only so many of a family wait: those kept first, then whoever the published draw puts first. */
function fewest(placed: Placed, most: number, dialect: Dialect): Step {
  const { name, keeps, ruleset, drawKey } = placed;
  const kept = keptOf(placed, "v.person_id", dialect);
  const taken = takenBy(placed, "v", dialect);
  const drawn = dialect.text(`${drawKey}|${ruleset.program.id}|person|`);
  const lot = dialect.digest60(`concat(${drawn}, cast(v.person_id as string))`);
  const columns = ["v.person_id", "v.family_id", `${lot} as lot`, ...kept.columns];
  const sql = `\
select person_id, family_id${keeps ? ", kept" : ""}, cast(row_number() over (partition by family_id${keeps ? ", kept" : ""} order by lot, person_id) as int) as nth
from (
  select *, row_number() over (partition by family_id order by ${keeps ? "kept desc, " : ""}lot, person_id) as turn
  from (
    select ${columns.join(", ")}
    from person_verdict v${taken.joins}${kept.join}
    where v.s_${name} = 0${taken.none}
  ) fitting
) in_turn
where turn <= ${most}`;
  return { table: `clear_${name}`, sql };
}

function waitingPersons({ name, keeps }: Placed): Step {
  const kept = keeps ? "c.kept" : "0";
  const sql = `\
select c.family_id, v.regency_no, ${standing(kept)} as standing, cast(count(*) as int) as units${keeps ? ", c.kept" : ""}
from clear_${name} c
join family_verdict v on v.family_id = c.family_id
group by c.family_id, v.regency_no, v.score${keeps ? ", c.kept" : ""}`;
  return { table: `waiting_${name}`, sql };
}

function waiting(placed: Placed, dialect: Dialect, part: RegencyPart): Step {
  const { name, sumsAmounts } = placed;
  const kept = keptOf(placed, "v.family_id", dialect);
  const taken = takenBy(placed, "v", dialect);
  const units = ofPersons(placed) ? `v.n_${name}` : "cast(1 as int)";
  const columns = [
    "v.family_id",
    "v.regency_no",
    `${standing(kept.value)} as standing`,
    `${units} as units`,
    ...kept.columns,
    ...(sumsAmounts ? [`v.a_${name} as amount`] : []),
  ];
  const sql = `\
select ${columns.join(", ")}
from family_verdict v${taken.joins}${kept.join}
where ${ofPersons(placed) ? `v.n_${name} > 0` : `v.s_${name} = 0`}${taken.none}${inPart("v.regency_no", part)}`;
  return { table: `waiting_${name}`, sql };
}

const standing = (kept: string): string =>
  kept === "0" ? "v.score" : `case ${kept} when 1 then v.score - ${KEPT_BELOW} else v.score end`;

/** What a row of waiting hands on. */
const handed = ({ keeps, sumsAmounts }: Placed): readonly string[] => [
  "family_id",
  "regency_no",
  "standing",
  "units",
  ...(keeps ? ["kept"] : []),
  ...(sumsAmounts ? ["amount"] : []),
];

/** By regency, the lowest standing first; equal ones stand by their ids until they are drawn. */
function inOrder(placed: Placed): Step {
  const { name } = placed;
  const over = "over (partition by regency_no order by standing, family_id";
  const upto = ofPersons(placed)
    ? `cast(sum(units) ${over} rows between unbounded preceding and current row) as bigint)`
    : `row_number() ${over})`;
  const sql = `\
select ${handed(placed).join(", ")}, ${upto} as upto,
  case when lag(standing) ${over}) = standing or lead(standing) ${over}) = standing then 1 else 0 end as is_tied
from waiting_${name}`;
  return { table: `in_order_${name}`, sql };
}

/**
 * Equal standings are drawn by the published digest of (draw key of the version, program, family id); persons of one
 * family stand together, by their ids.
 */
function drawn(placed: Placed, dialect: Dialect): Step {
  const { name, ruleset, drawKey } = placed;
  const lot = dialect.digest60(
    `concat(${dialect.text(`${drawKey}|${ruleset.program.id}|`)}, cast(family_id as string))`,
  );
  const over =
    "over (partition by regency_no, standing order by lot, family_id rows between unbounded preceding and";
  const sql = `\
select ${handed(placed).join(", ")},
  min(upto - units) ${over} unbounded following) + cast(sum(units) ${over} current row) as bigint) - units as before
from (select *, ${lot} as lot from in_order_${name} where is_tied = 1) tied`;
  return { table: `drawn_${name}`, sql };
}

function place(placed: Placed): Step {
  const { name } = placed;
  const columns = handed(placed).join(", ");
  const sql = `\
select ${columns}, upto - units as before from in_order_${name} where is_tied = 0
union all
select ${columns}, before from drawn_${name}`;
  return { table: `place_${name}`, sql, isPassing: true };
}

/** How many of each regency have a place: as many as the quota says, and as the budget pays for in this order. */
function cut(placed: Placed, dialect: Dialect, part: RegencyPart): Step {
  const { name, ruleset, sumsAmounts } = placed;
  const program = dialect.text(ruleset.program.id);
  const { benefit } = ruleset.program;
  const affordable = sumsAmounts
    ? "coalesce(s.paid, 0)"
    : benefit.kind !== "components" && mostOf(benefit) > 0
      ? dialect.quotient("b.rupiah", String(mostOf(benefit)))
      : "q.places";
  const sql = `\
select q.regency_no, q.places, q.reserve,
  cast(case when b.rupiah is null then q.places else least(q.places, ${affordable}) end as bigint) as cut
from quota q
left join budget b on b.program = ${program} and b.regency_no = q.regency_no${sumsAmounts ? `\nleft join (\n${paidFor(name, program)}\n) s on s.regency_no = q.regency_no` : ""}
where q.program = ${program}${inPart("q.regency_no", part)}`;
  return { table: `cut_${name}`, sql };
}

/** Families of each regency that the budget pays for, in the order of their places. */
const paidFor = (name: string, program: string): string => `\
select regency_no, count(*) as paid
from (
  select p.regency_no, b.rupiah,
    cast(sum(p.amount) over (partition by p.regency_no order by p.before rows between unbounded preceding and current row) as bigint) as spent
  from place_${name} p
  join budget b on b.program = ${program} and b.regency_no = p.regency_no
) running
where spent <= rupiah
group by regency_no`;

function held({ name, keeps }: Placed): Step {
  const sql = `\
select p.family_id, cast(least(p.units, c.cut - p.before) as int) as held${keeps ? ", p.kept" : ""}
from place_${name} p
join cut_${name} c on c.regency_no = p.regency_no
where p.before < c.cut`;
  return { table: `held_${name}`, sql };
}
