import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { mostOf } from "./benefit-amount.ts";
import { keptOf, ofPersons, type Placed, takenBy } from "./placed.ts";

/** What is sorted by is sorted the sooner the narrower it is. */
const REGENCY = "cast(v.regency_no as int)";

/** Whoever is kept stands below every score: before all new ones. */
const KEPT_BELOW = "9100000000000000000";

/** Every n-th regency by its number: places are given in each by itself, so that parts of the nation can follow one another. */
export type RegencyPart = { readonly no: number; readonly of: number };
export const ALL_REGENCIES: RegencyPart = { no: 0, of: 1 };

const inPart = (column: string, { no, of }: RegencyPart): string =>
  of === 1 ? "true" : `${column} % ${of} = ${no}`;

/**
 * From `family_verdict` (and `person_verdict`) to who has a place in a program: `place_` has a row for each family that waits, with
 * how many units stand before it, `cut_` how many have a place in each regency, `held_` the families that hold one.
 */
export const placing = (placed: Placed, dialect: Dialect): readonly Step[] => [
  ...waitingSteps(placed, dialect),
  ...orderSteps(placed, dialect),
];

/** Who waits for a place, of the whole nation. */
export const waitingSteps = (placed: Placed, dialect: Dialect): readonly Step[] =>
  placed.isPersonal ? [clear(placed, dialect), waitingPersons(placed)] : [waiting(placed, dialect)];

/** Who of them has one. Parts of a nation lie by families, for whoever reads a range of them. */
export function orderSteps(placed: Placed, dialect: Dialect, part?: RegencyPart): readonly Step[] {
  const read = part === undefined ? {} : { order: ["family_id"] };
  return [
    inOrder(placed, part),
    tied(placed, dialect),
    drawn(placed),
    part === undefined ? { ...place(placed), isPassing: true } : { ...place(placed), ...read },
    cut(placed, dialect, part),
    { ...held(placed), ...read },
  ];
}

/** Persons who wait, where the rules alone do not say it: `nth` of their family, of those kept and of those new. */
function clear(placed: Placed, dialect: Dialect): Step {
  const { name, keeps, mostPerFamily } = placed;
  if (mostPerFamily !== undefined) return fewest(placed, mostPerFamily, dialect);
  const kept = keptOf(placed, "v.person_id", dialect);
  const taken = takenBy(placed, "v");
  const sql = `\
select *, cast(row_number() over (partition by family_id${keeps ? ", kept" : ""} order by person_id) as int) as nth
from (
  select ${["v.person_id", "v.family_id", ...kept.columns].join(", ")}
  from ${placed.verdicts} v${taken.joins}${kept.join}
  where v.s_${name} = 0${taken.none}
) clear`;
  return { table: `clear_${name}`, sql };
}

/** The same where only so many of a family wait: those kept first, then whoever the published draw puts first. */
function fewest(placed: Placed, most: number, dialect: Dialect): Step {
  const { name, keeps, ruleset, drawKey } = placed;
  const kept = keptOf(placed, "v.person_id", dialect);
  const taken = takenBy(placed, "v");
  const drawn = dialect.text(`${drawKey}|${ruleset.program.id}|person|`);
  const lot = dialect.digest60(`concat(${drawn}, cast(v.person_id as string))`);
  const columns = ["v.person_id", "v.family_id", `${lot} as lot`, ...kept.columns];
  const sql = `\
select person_id, family_id${keeps ? ", kept" : ""}, cast(row_number() over (partition by family_id${keeps ? ", kept" : ""} order by lot, person_id) as int) as nth
from (
  select *, row_number() over (partition by family_id order by ${keeps ? "kept desc, " : ""}lot, person_id) as turn
  from (
    select ${columns.join(", ")}
    from ${placed.verdicts} v${taken.joins}${kept.join}
    where v.s_${name} = 0${taken.none}
  ) fitting
) in_turn
where turn <= ${most}`;
  return { table: `clear_${name}`, sql };
}

function waitingPersons({ name, keeps }: Placed): Step {
  const kept = keeps ? "c.kept" : "0";
  const sql = `\
select c.family_id, ${REGENCY} as regency_no, ${standing(kept)} as standing, cast(count(*) as int) as units${keeps ? ", c.kept" : ""}
from clear_${name} c
join family_verdict v on v.family_id = c.family_id
group by c.family_id, v.regency_no, v.score${keeps ? ", c.kept" : ""}`;
  return { table: `waiting_${name}`, sql };
}

function waiting(placed: Placed, dialect: Dialect): Step {
  const { name, sumsAmounts } = placed;
  const kept = keptOf(placed, "v.family_id", dialect);
  const taken = takenBy(placed, "v");
  const units = ofPersons(placed) ? `v.n_${name}` : "cast(1 as int)";
  const columns = [
    "v.family_id",
    `${REGENCY} as regency_no`,
    `${standing(kept.value)} as standing`,
    `${units} as units`,
    ...kept.columns,
    ...(sumsAmounts ? [`v.a_${name} as amount`] : []),
  ];
  const sql = `\
select ${columns.join(", ")}
from family_verdict v${taken.joins}${kept.join}
where ${ofPersons(placed) ? `v.n_${name} > 0` : `v.s_${name} = 0`}${taken.none}`;
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

/** By regency, the lowest standing first; equal ones stand anyhow until they are drawn: the narrower the order, the cheaper. */
function inOrder(placed: Placed, part: RegencyPart = ALL_REGENCIES): Step {
  const { name } = placed;
  const over = "over (partition by regency_no order by standing";
  const sql = `\
select ${handed(placed).join(", ")}, ${unitsUpTo(placed, over)} as upto,
  case when lag(standing) ${over}) = standing or lead(standing) ${over}) = standing then true else false end as is_tied
from waiting_${name}
where ${inPart("regency_no", part)}`;
  return { table: `in_order_${name}`, sql };
}

/** Units up to each row of an order that is not closed yet; a family is one, and to count rows is cheaper than to add them up. */
const unitsUpTo = (placed: Placed, over: string): string =>
  ofPersons(placed)
    ? `cast(sum(units) ${over} rows between unbounded preceding and current row) as bigint)`
    : `row_number() ${over})`;

/**
 * Equal standings are drawn by the published digest of (draw key of the version, program, family id); persons of one
 * family stand together, by their ids. `along` says how many units of a regency's ties stand up to here: ties are many and
 * small, and an engine orders a regency at once in a fraction of the time that it takes to order each tie by itself.
 */
function tied(placed: Placed, dialect: Dialect): Step {
  const { name, ruleset, drawKey } = placed;
  const lot = dialect.digest60(
    `concat(${dialect.text(`${drawKey}|${ruleset.program.id}|`)}, cast(family_id as string))`,
  );
  const over = "over (partition by regency_no order by standing, lot, family_id";
  const sql = `\
select ${handed(placed).join(", ")}, upto, ${unitsUpTo(placed, over)} as along
from (select *, ${lot} as lot from in_order_${name} where is_tied) equal`;
  return { table: `tied_${name}`, sql };
}

/** From the order among the tied to that among all: as far as the first of each tie stands from the first of it there. */
function drawn(placed: Placed): Step {
  const { name } = placed;
  const columns = handed(placed).map((column) => `t.${column}`);
  const sql = `\
select ${columns.join(", ")}, t.along - t.units + s.further as before
from tied_${name} t
join (
  select regency_no, standing, min(upto - units) - min(along - units) as further
  from tied_${name}
  group by regency_no, standing
) s on s.regency_no = t.regency_no and s.standing = t.standing`;
  return { table: `drawn_${name}`, sql };
}

function place(placed: Placed): Step {
  const { name } = placed;
  const columns = handed(placed).join(", ");
  const sql = `\
select ${columns}, upto - units as before from in_order_${name} where not is_tied
union all
select ${columns}, before from drawn_${name}`;
  return { table: `place_${name}`, sql };
}

/** How many of each regency have a place: as many as the quota says, and as the budget pays for in this order. */
function cut(placed: Placed, dialect: Dialect, part: RegencyPart = ALL_REGENCIES): Step {
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
where q.program = ${program} and ${inPart("q.regency_no", part)}`;
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
