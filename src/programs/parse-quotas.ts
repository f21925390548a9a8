import { apportion, type Share } from "#domain/apportion.ts";
import { parsePlainDate } from "#domain/plain-date.ts";
import type { Budget, Quota } from "#domain/quota.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { findProgram } from "./programs.ts";

export type QuotasProblem = "not-json" | "not-a-list" | "not-a-quota" | "two-for-one-regency";
export type BudgetsProblem = "not-json" | "not-a-list" | "not-a-budget" | "two-for-one-regency";

/** What is for one regency, or for all that have a share of it. */
type Split = { readonly regencyNo?: number; readonly shares?: readonly Share[] };

/**
 * Quotas of a decree as a JSON list: places of one regency, or national places with the shares by which regencies have
 * them (largest remainder). One row a program and regency on any day.
 */
export function parseQuotas(text: string): Result<readonly Quota[], QuotasProblem> {
  return parseRows(text, "not-a-quota", isQuota, ({ shares, regencyNo, ...quota }) => {
    if (shares === undefined) return [{ ...quota, regencyNo: regencyNo ?? 0 }];
    const places = apportion(BigInt(quota.places), shares);
    const reserve = apportion(BigInt(quota.reserve), shares);
    return [...places].map(([regionNo, own]) => ({
      ...quota,
      regencyNo: regionNo,
      places: Number(own),
      reserve: Number(reserve.get(regionNo) ?? 0n),
    }));
  });
}

/** Budgets of one phase, likewise: rupiah of one regency, or of the nation with shares. */
export function parseBudgets(text: string): Result<readonly Budget[], BudgetsProblem> {
  return parseRows(text, "not-a-budget", isBudget, ({ shares, regencyNo, rupiah, ...budget }) => {
    if (shares === undefined) {
      return [{ ...budget, regencyNo: regencyNo ?? 0, rupiah: BigInt(rupiah) }];
    }
    const own = [...apportion(BigInt(rupiah), shares)];
    return own.map(([regionNo, part]) => ({ ...budget, regencyNo: regionNo, rupiah: part }));
  });
}

type Dated = Pick<Budget, "program" | "regencyNo" | "validFrom" | "validTo">;

function parseRows<Stated, One extends Dated, Bad extends string>(
  text: string,
  problem: Bad,
  isStated: (value: unknown) => value is Stated,
  split: (stated: Stated) => readonly One[],
): Result<readonly One[], Bad | "not-json" | "not-a-list" | "two-for-one-regency"> {
  const parsed = readJson(text);
  if (parsed === undefined) return refuse("not-json");
  if (!Array.isArray(parsed)) return refuse("not-a-list");
  if (!parsed.every(isStated)) return refuse(problem);
  const rows = parsed.flatMap(split);
  const ofPlace = Map.groupBy(rows, ({ program, regencyNo }) => `${program}|${regencyNo}`);
  const isTwice = [...ofPlace.values()].some((of) =>
    of.some((one, i) => of.slice(i + 1).some((other) => overlap(one, other))),
  );
  return isTwice ? refuse("two-for-one-regency") : accept(rows);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isWhole = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

const isDay = (value: unknown): boolean => typeof value === "string" && parsePlainDate(value).ok;

const asRow = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === "object" && value !== null ? { ...value } : undefined;

/** A program, days, a legal basis, and either one regency or shares of several. */
function isStated(row: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof row.program === "string" &&
    findProgram(row.program) !== undefined &&
    isWhole(row.regencyNo) !== isShares(row.shares) &&
    isDay(row.validFrom) &&
    (row.validTo === undefined || isDay(row.validTo)) &&
    typeof row.legalBasis === "string"
  );
}

function isShares(value: unknown): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  const shares = value.map(asRow);
  const regions = new Set(shares.map((share) => share?.regionNo));
  return (
    shares.every((share) => isWhole(share?.regionNo) && isWhole(share?.weight)) &&
    regions.size === shares.length
  );
}

function isQuota(value: unknown): value is Omit<Quota, "regencyNo"> & Split {
  const row = asRow(value);
  return (
    row !== undefined &&
    isStated(row) &&
    isWhole(row.places) &&
    isWhole(row.reserve) &&
    typeof row.isExample === "boolean"
  );
}

type StatedBudget = Omit<Budget, "regencyNo" | "rupiah"> & Split & { readonly rupiah: number };

function isBudget(value: unknown): value is StatedBudget {
  const row = asRow(value);
  return row !== undefined && isStated(row) && isWhole(row.rupiah);
}

const overlap = (one: Dated, other: Dated): boolean =>
  one.validFrom <= (other.validTo ?? one.validFrom) &&
  other.validFrom <= (one.validTo ?? other.validFrom);
