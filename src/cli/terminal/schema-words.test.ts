import { expect, test } from "vitest";
import { schemaText } from "./schema-words.ts";

test.each([
  ["taught-otherwise", true, "drop and create that database"],
  ["taught-more", true, "Start the newer program"],
  ["taught-more", false, "Jalankan program yang lebih baru"],
] as const)("%s, in a database of their own: %s, says what to do", (kind, isTheirOwn, remedy) => {
  const said = schemaText({ kind, migration: "0099_x.sql" }, { dataFolder: "/srv/d", isTheirOwn });
  expect(said).toContain(remedy);
  expect(said).toContain("0099_x.sql");
  expect(said.includes("/srv/d")).toBe(!isTheirOwn);
  expect(said.includes("--fresh")).toBe(!isTheirOwn);
});
