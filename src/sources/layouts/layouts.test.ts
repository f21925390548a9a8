import { describe, expect, test } from "vitest";
import { STAGED_IDENTITY } from "#lake/staged-identity.ts";
import {
  type LakeTable,
  STAGED_EVIDENCE,
  STAGED_FAMILY,
  STAGED_PERSON,
  STAGED_SURVEY,
} from "#lake/tables.ts";
import { findLayout, LAYOUTS } from "./all.ts";

const STAGED: Readonly<Record<string, LakeTable>> = {
  person: STAGED_PERSON,
  family: STAGED_FAMILY,
  evidence: STAGED_EVIDENCE,
  survey: STAGED_SURVEY,
  identity: STAGED_IDENTITY,
};

describe.each(
  LAYOUTS.map((layout) => [`${layout.source} ${layout.set} ${layout.edition}`, layout]),
)("%s", (_name, layout) => {
  const fills = layout.columns.flatMap(({ fills }) => fills ?? []);

  test("fills only columns of its staged table, each once", () => {
    const known = Object.keys(STAGED[layout.set]?.columns ?? {});
    expect(fills.filter((name) => !known.includes(name))).toEqual([]);
    expect(new Set(fills).size).toBe(fills.length);
  });

  test("no header or synonym is claimed by two columns", () => {
    const names = layout.columns.flatMap(({ header, synonyms }) => [
      ...new Set([header.toLowerCase(), ...synonyms]),
    ]);
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("coded columns name a list with its edition, others do not", () => {
    for (const { reads, codeList } of layout.columns) {
      expect(codeList !== undefined).toBe(reads === "code");
      if (codeList !== undefined) expect(codeList).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
    }
  });
});

test("the DTSEN extract has 48 person and 52 family columns", () => {
  expect(findLayout("dtsen", "person")?.columns).toHaveLength(48);
  expect(findLayout("dtsen", "family")?.columns).toHaveLength(52);
});

test("an edition that nobody described is not found", () => {
  expect(findLayout("dtsen", "person", "1999")).toBeUndefined();
});
