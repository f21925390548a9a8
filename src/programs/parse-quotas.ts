import { parsePlainDate } from "#domain/plain-date.ts";
import type { Quota } from "#domain/quota.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { PROGRAMS } from "./programs.ts";

export type QuotasProblem = "not-json" | "not-a-list" | "not-a-quota" | "two-for-one-regency";

/** Quotas of a decree as a JSON list; one row a program and regency on any day. */
export function parseQuotas(text: string): Result<readonly Quota[], QuotasProblem> {
  const parsed = readJson(text);
  if (parsed === undefined) return refuse("not-json");
  if (!Array.isArray(parsed)) return refuse("not-a-list");
  if (!parsed.every(isQuota)) return refuse("not-a-quota");
  return parsed.some((one, i) => parsed.slice(i + 1).some((other) => collide(one, other)))
    ? refuse("two-for-one-regency")
    : accept(parsed);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

const isWhole = (value: unknown): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 0;

const isDay = (value: unknown): boolean => typeof value === "string" && parsePlainDate(value).ok;

function isQuota(value: unknown): value is Quota {
  if (typeof value !== "object" || value === null) return false;
  const quota = value as Record<string, unknown>;
  return (
    PROGRAMS.some(({ id }) => id === quota.program) &&
    isWhole(quota.regencyNo) &&
    isWhole(quota.places) &&
    isWhole(quota.reserve) &&
    isDay(quota.validFrom) &&
    (quota.validTo === undefined || isDay(quota.validTo)) &&
    typeof quota.legalBasis === "string" &&
    typeof quota.isExample === "boolean"
  );
}

const collide = (one: Quota, other: Quota): boolean =>
  one.program === other.program &&
  one.regencyNo === other.regencyNo &&
  one.validFrom <= (other.validTo ?? one.validFrom) &&
  other.validFrom <= (one.validTo ?? other.validFrom);
