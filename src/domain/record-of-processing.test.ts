import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { PURPOSE_TERMS } from "./purpose.ts";
import { recordOfProcessing, renderRecordOfProcessing } from "./record-of-processing.ts";
import { VARIABLES } from "./variables/catalogue.ts";

test("every variable has its purpose, its law, its sources and its place", () => {
  const records = recordOfProcessing();
  expect(records.map(({ variable }) => variable)).toEqual(VARIABLES.map(({ id }) => id));
  for (const { purpose, legalBasis, sources, keptWhere } of records) {
    expect([purpose, legalBasis, keptWhere].every((text) => text.length > 5)).toBe(true);
    expect(sources.length).toBeGreaterThan(0);
  }
});

test("vault variables are on no level and in no role", () => {
  const vault = recordOfProcessing().filter(({ disclosure }) => disclosure === "vault");
  expect(vault.length).toBeGreaterThan(2);
  for (const { levels, roles } of vault) expect([levels, roles]).toEqual([[], []]);
});

test("ids of variables are unique and stable words", () => {
  const ids = VARIABLES.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9_]*$/);
});

test("the page names every purpose and every variable once", () => {
  const page = renderRecordOfProcessing();
  for (const { words } of Object.values(PURPOSE_TERMS)) expect(page).toContain(`| ${words.id} |`);
  for (const { id } of VARIABLES) expect(page.split(`\`${id}\``)).toHaveLength(2);
});

test("the page in docs is the record as it is in the code", () => {
  const page = "docs/policy/record-of-processing.md";
  if (process.env.WRITE !== undefined) writeFileSync(page, renderRecordOfProcessing());
  const advice = "run: WRITE=1 npx vitest run src/domain/record-of-processing.test.ts";
  expect(readFileSync(page, "utf8"), advice).toBe(renderRecordOfProcessing());
});
