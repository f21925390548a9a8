import type { UseQueryResult } from "@tanstack/react-query";
import type { AreaFigure, AreaFigures } from "#contract/area-figures.ts";
import type { Home } from "#contract/home.ts";
import type { Answer } from "#web/kit/ask.ts";
import { useAsked } from "../officer.tsx";

/** Tiers at which the parts of a region may stand. */
export type PartsTier = "province" | "regency" | "district" | "village";

/** Address of a region's figures in the API; `file` is "/csv" for the file. */
export const areasPath = (
  versionNo: number,
  area: string,
  level?: PartsTier,
  file: "" | "/csv" = "",
): string =>
  `/versions/${versionNo}/areas${file}?${new URLSearchParams({ area, ...(level === undefined ? {} : { level }) })}`;

/** The version in force; 0 while it is not known, or where none is. */
export function useVersionNo(): { readonly home: UseQueryResult<Answer<Home>>; versionNo: number } {
  const home = useAsked<Home>("/home");
  return { home, versionNo: home.data?.ok ? (home.data.value.version?.versionNo ?? 0) : 0 };
}

/** A share of a region's families in some bands of age; undefined where a number of them is withheld. */
export function shareOf({ ages, families }: AreaFigure, bands: number): number | undefined {
  const counted = ages.slice(0, bands);
  if (families === null || families === 0 || counted.includes(null)) return undefined;
  return counted.reduce<number>((sum, count) => sum + (count ?? 0), 0) / families;
}

/** Parts of a region, those least renewed first; withheld ones last. */
export function leastRenewed({ parts }: AreaFigures): readonly AreaFigure[] {
  const placeOf = (part: AreaFigure) => shareOf(part, 2) ?? 2;
  return [...parts].sort(
    (a, b) => placeOf(a) - placeOf(b) || a.region.code.localeCompare(b.region.code),
  );
}

/** The region above: a code of a tier less, or the nation. */
export function aboveOf(code: string): string {
  if (code.length === 10) return code.slice(0, 6);
  return code.length === 2 ? "ID" : code.slice(0, -2);
}
