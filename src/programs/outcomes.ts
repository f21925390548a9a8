import { OUTCOMES } from "#domain/program.ts";
import type { Dialect } from "#engine/dialect.ts";
import type { Step } from "#engine/step.ts";
import { type IdRange, within } from "#ranking/model-input.ts";
import { amountSqlOf } from "./benefit-amount.ts";
import {
  fittingPersons,
  keptOf,
  ofPersons,
  type Placed,
  receivesReason,
  takenBy,
} from "./placed.ts";

/** One row a family, or person, of every program that serves where it lives: outcome, place, first reason, masks, rupiah. */
export function outcomes(placed: readonly Placed[], dialect: Dialect): Step {
  return {
    table: "outcome",
    sql: placed.map((one) => outcomeRows(one, dialect)).join("\nunion all\n"),
  };
}

/** The same of one program, be it of a range of families: then with texts as narrow as the engine holds them. */
export function outcomeRows(placed: Placed, dialect: Dialect, ids?: IdRange): string {
  const { ruleset } = placed;
  const { program, id, rules } = ruleset;
  const { text } = dialect;
  const taken = placed.exclusive.map((other) => receivesReason(other.ruleset.program.id));
  const ruleIds = rules.map((one) => one.id);
  const word = <Word extends string>(words: readonly Word[]) => {
    const written = words.map(text);
    // Each word is made narrow, not the text that comes of them: nothing is looked up by row.
    return (one: Word): string =>
      ids === undefined ? text(one) : dialect.oneOf(written, text(one));
  };
  const as = word(OUTCOMES);
  const full = placed.mostPerFamily === undefined ? [] : [FAMILY_FULL];
  const because = word<string>([...ruleIds, ...taken, ...BEYOND_RULES, ...full]);
  const nthOf = (number: string, names: readonly string[]) =>
    `case ${number} ${names.map((one, i) => `when ${i + 1} then ${because(one)}`).join(" ")} end`;
  const outcome = `case when s > 0 or taken > 0 then ${as("ineligible")}
    when before < cut then case when q > 0 then ${as("review")} else ${as("recipient")} end
    when before < cut + reserve then ${as("reserve")}
    else ${as("eligible-no-quota")} end`;
  const reason = `case when s > 0 then ${nthOf("s", ruleIds)}${taken.length === 0 ? "" : `\n    when taken > 0 then ${nthOf("taken", taken)}`}
    when before < cut then case when q > 0 then ${nthOf("q", ruleIds)} when kept = 1 then ${because("kept-place")} else ${because("within-quota")} end${full.length === 0 ? "" : `\n    when before is null then ${because(FAMILY_FULL)}`}
    when before < places then ${because("budget-full")}
    when before < cut + reserve then ${because("reserve-list")}
    when is_served = 0 then ${because("no-quota-here")}
    else ${because("quota-full")} end`;
  return `\
select ${word([program.id])(program.id)} as program, ${word([program.unit])(program.unit)} as unit, unit_id, family_id, village_no,
  ${outcome} as outcome,
  cast(coalesce(before + 1, 0) as int) as place,
  ${reason} as first_reason,
  rules_true, rules_unknown,
  cast(case when before < cut then amount else 0 end as bigint) as amount_rupiah,
  ${word([id])(id)} as ruleset_id
from (
${standingRows(placed, dialect, ids)}
) standing_${placed.name}`;
}

/** Only so many of one family have a place, and others of it do. */
const FAMILY_FULL = "family-full";

/** Reasons that no rule gives, nor a place elsewhere. */
const BEYOND_RULES = [
  "within-quota",
  "kept-place",
  "budget-full",
  "reserve-list",
  "no-quota-here",
  "quota-full",
] as const;

/** Each unit with its verdict, how many stand before it where it waits, and the cut of its regency. */
function standingRows(placed: Placed, dialect: Dialect, ids: IdRange): string {
  const { name } = placed;
  const isOfPersons = ofPersons(placed);
  const id = isOfPersons ? "v.person_id" : "v.family_id";
  const taken = takenBy(placed, "v", ids);
  const { kept, join } = isOfPersons ? ofPerson(placed, ids) : ofFamily(placed, dialect, ids);
  const takenNo =
    taken.isTaken.length === 0
      ? "0"
      : `case ${taken.isTaken.map((one, i) => `when ${one} then ${i + 1}`).join(" ")} else 0 end`;
  return `\
select ${id} as unit_id, v.family_id, v.village_no, v.s_${name} as s, v.q_${name} as q, ${takenNo} as taken, ${kept} as kept,
  case when v.s_${name} = 0 then p.before end as before,
  case when c.regency_no is null then 0 else 1 end as is_served,
  coalesce(c.cut, 0) as cut, coalesce(c.places, 0) as places, coalesce(c.reserve, 0) as reserve,
  v.t_${name} as rules_true, v.u_${name} as rules_unknown, ${amountOf(placed)} as amount
from ${placed.verdicts} v${taken.joins}${join}
left join cut_${name} c on c.regency_no = p.regency_no
where v.s_${name} >= 0`;
}

/** Persons stand where their family does, after those of it who came before them: of many persons few wait. */
function ofPerson(placed: Placed, ids: IdRange) {
  const { name, keeps, isPersonal } = placed;
  const waiting = isPersonal ? within(`clear_${name}`, ids) : `(${fittingPersons(placed)})`;
  const standing = `\
select w.person_id, f.before + w.nth - 1 as before, f.regency_no${keeps ? ", w.kept" : ""}
  from ${waiting} w
  left join ${within(`place_${name}`, ids)} f on f.family_id = w.family_id${keeps ? " and f.kept = w.kept" : ""}`;
  return {
    kept: keeps ? "coalesce(p.kept, 0)" : "0",
    join: `\nleft join (${standing}) p on p.person_id = v.person_id`,
  };
}

function ofFamily(placed: Placed, dialect: Dialect, ids: IdRange) {
  const { value, join } = keptOf(placed, "v.family_id", dialect);
  const place = `\nleft join ${within(`place_${placed.name}`, ids)} p on p.family_id = v.family_id`;
  return { kept: value, join: `${join}${place}` };
}

const amountOf = ({ ruleset: { program, rules }, name }: Placed): string =>
  program.benefit.kind === "components"
    ? `v.a_${name}`
    : amountSqlOf(program.benefit, rules, `v.t_${name}`);
