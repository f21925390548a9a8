import { createHash } from "node:crypto";
import { type Benefit, isInForce, type Outcome, type Program } from "#domain/program.ts";
import { mostOf } from "./benefit-amount.ts";
import type { Subject } from "./evaluate-expression.ts";
import { isServed } from "./example-quotas.ts";
import { judgeSubject, type Verdict } from "./judge-subject.ts";
import { exclusionsOf } from "./order-of-programs.ts";
import type { PlaceTerms } from "./placed.ts";
import type { Ruleset } from "./ruleset.ts";

/** A family or person as programs look at it. */
export type PlainUnit = {
  readonly unitId: bigint;
  readonly familyId: bigint;
  /** Four digits as a number; 0 where it is not known. */
  readonly regencyNo: number;
  readonly score: bigint | undefined;
  readonly subject: Subject;
};

export type PlainOutcome = Pick<PlainUnit, "unitId" | "familyId"> & {
  readonly outcome: Outcome;
  readonly place: number;
  readonly firstReason: string;
  readonly verdict: Verdict;
  readonly amountRupiah: bigint;
};

export type PlainNation = {
  readonly families: readonly PlainUnit[];
  readonly persons: readonly PlainUnit[];
  /** Units that were recipients of the version before, by program. */
  readonly previous?: ReadonlyMap<string, ReadonlySet<bigint>>;
};

/**
 * What `determineSteps` does, said plainly and slowly, one family after the other: the twin that its SQL is held
 * against. Rulesets in the order in which they are determined.
 */
export function determinePlainly(
  rulesets: readonly Ruleset[],
  nation: PlainNation,
  terms: PlaceTerms,
): ReadonlyMap<string, readonly PlainOutcome[]> {
  const done = new Map<string, readonly PlainOutcome[]>();
  for (const ruleset of rulesets) {
    done.set(ruleset.program.id, outcomesOf(ruleset, nation, { terms, rulesets, done }));
  }
  return done;
}

type SoFar = {
  readonly terms: PlaceTerms;
  readonly rulesets: readonly Ruleset[];
  readonly done: ReadonlyMap<string, readonly PlainOutcome[]>;
};

/** One unit on its way: what the rules say, and what turns it away beyond them. */
type Standing = {
  readonly unit: PlainUnit;
  readonly verdict: Verdict;
  readonly taken: string | undefined;
  readonly isKept: boolean;
  readonly lot: bigint;
  /** Of those of one family, where only so many of them have a place; nought else. */
  readonly ownLot: bigint;
  /** As many of the family as have a place stand before. */
  readonly isBeyond: boolean;
};

function outcomesOf(
  ruleset: Ruleset,
  nation: PlainNation,
  { terms, rulesets, done }: SoFar,
): readonly PlainOutcome[] {
  const { program } = ruleset;
  const units = program.unit === "person" ? nation.persons : nation.families;
  const previous = nation.previous?.get(program.id) ?? new Set<bigint>();
  const holders = exclusionsOf(program).flatMap((id) => {
    const other = rulesets.find((one) => one.program.id === id)?.program;
    const held = (done.get(id) ?? []).filter(({ outcome }) => isHolding(outcome));
    const byPerson = other?.unit === "person" && program.unit === "person";
    const ids = new Set(held.map((one) => (byPerson ? one.unitId : one.familyId)));
    return [{ id, has: (unit: PlainUnit) => ids.has(byPerson ? unit.unitId : unit.familyId) }];
  });
  const isLimited = program.unit === "person" && program.mostPerFamily !== undefined;
  const standing: readonly Standing[] = units
    .filter(({ regencyNo }) => isServed(program, regencyNo))
    .map((unit) => ({
      unit,
      verdict: judgeSubject(ruleset, unit.subject),
      taken: holders.find(({ has }) => has(unit))?.id,
      isKept: ruleset.carryOver !== undefined && previous.has(unit.unitId),
      lot: lotOf(`${terms.drawKey}|${program.id}|${unit.familyId}`),
      ownLot: isLimited ? lotOf(`${terms.drawKey}|${program.id}|person|${unit.unitId}`) : 0n,
      isBeyond: false,
    }));
  const beyond = isLimited ? beyondLimit(standing, program.mostPerFamily) : new Set<Standing>();
  const told = standing.map((one) => (beyond.has(one) ? { ...one, isBeyond: true } : one));
  const byRegency = Map.groupBy(told, ({ unit }) => unit.regencyNo);
  return [...byRegency].flatMap(([regencyNo, here]) =>
    outcomesHere(program, here, placesHere(ruleset, terms, regencyNo)),
  );
}

const fits = ({ verdict, taken }: Standing): boolean =>
  verdict.refusedBy === undefined && taken === undefined;

/** Who fits, but stands behind as many of the own family as may have a place. */
function beyondLimit(standing: readonly Standing[], most = 0): ReadonlySet<Standing> {
  const families = Map.groupBy(standing.filter(fits), ({ unit }) => unit.familyId);
  return new Set([...families.values()].flatMap((members) => members.sort(inTurn).slice(most)));
}

const isHolding = (outcome: Outcome): boolean => outcome === "recipient" || outcome === "review";

const lotOf = (text: string): bigint =>
  BigInt(`0x${createHash("md5").update(text).digest("hex").slice(0, 15)}`);

type Places = {
  readonly isServed: boolean;
  readonly places: number;
  readonly reserve: number;
  readonly rupiah: bigint | undefined;
};

function placesHere({ program }: Ruleset, terms: PlaceTerms, regencyNo: number): Places {
  const isMeant = (one: { program: string; regencyNo: number; validFrom: string }) =>
    one.program === program.id && one.regencyNo === regencyNo && isInForce(one, terms.asOf);
  const quota = terms.quotas.find(isMeant);
  return {
    isServed: quota !== undefined,
    places: quota?.places ?? 0,
    reserve: quota?.reserve ?? 0,
    rupiah: terms.budgets?.find(isMeant)?.rupiah,
  };
}

function outcomesHere(
  { benefit }: Program,
  here: readonly Standing[],
  quota: Places,
): readonly PlainOutcome[] {
  const waits = (one: Standing) => fits(one) && !one.isBeyond;
  const waiting = here.filter(waits).sort(inTurn);
  let cut = 0;
  let spent = 0n;
  for (const { verdict } of waiting.slice(0, quota.places)) {
    spent += costOf(benefit, verdict);
    if (quota.rupiah !== undefined && spent > quota.rupiah) break;
    cut++;
  }
  const placeOf = new Map(waiting.map((one, i) => [one, i + 1]));
  return here.map((one) => {
    const { unit, verdict } = one;
    const place = placeOf.get(one) ?? 0;
    const [outcome, firstReason] = answer(one, place, { ...quota, cut });
    const amountRupiah = isHolding(outcome) ? verdict.amountRupiah : 0n;
    const { unitId, familyId } = unit;
    return { unitId, familyId, outcome, place, firstReason, verdict, amountRupiah };
  });
}

/** What a place takes of a budget: where amounts follow rules, the highest of them. */
const costOf = (benefit: Benefit, { amountRupiah }: Verdict): bigint =>
  benefit.kind === "components" ? amountRupiah : BigInt(mostOf(benefit));

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Those kept first, then the lowest score, then the lot of the family, then the own lot, then ids. */
function inTurn(a: Standing, b: Standing): number {
  const unknown = 9_000_000_000_000_000_000n;
  return (
    Number(b.isKept) - Number(a.isKept) ||
    compare(a.unit.score ?? unknown, b.unit.score ?? unknown) ||
    compare(a.lot, b.lot) ||
    compare(a.unit.familyId, b.unit.familyId) ||
    compare(a.ownLot, b.ownLot) ||
    compare(a.unit.unitId, b.unit.unitId)
  );
}

function answer(
  { verdict, taken, isKept, isBeyond }: Standing,
  place: number,
  { cut, places, reserve, isServed }: Places & { readonly cut: number },
): readonly [Outcome, string] {
  if (verdict.refusedBy !== undefined) return ["ineligible", verdict.refusedBy.id];
  if (taken !== undefined) return ["ineligible", `receives:${taken}`];
  if (isBeyond) return ["eligible-no-quota", "family-full"];
  if (place <= cut && verdict.askedBy !== undefined) return ["review", verdict.askedBy.id];
  if (place <= cut) return ["recipient", isKept ? "kept-place" : "within-quota"];
  const outcome = place <= cut + reserve ? "reserve" : "eligible-no-quota";
  if (place <= places) return [outcome, "budget-full"];
  if (outcome === "reserve") return [outcome, "reserve-list"];
  return [outcome, isServed ? "quota-full" : "no-quota-here"];
}
