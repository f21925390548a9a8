import { expect, test } from "vitest";
import { deskForTests } from "#test/store.ts";
import { asWorker } from "./transact.ts";

const desk = deskForTests();

test("a desk for tests has regions, roles and rights, and nobody's data", async () => {
  const counts = await asWorker(desk(), async (tx) => {
    const [row] = await tx.query<{ villages: number; rights: number }>(
      `select (select count(*) from region where tier = 'village') as villages,
         (select count(*) from role_right) as rights`,
    );
    return row;
  });
  expect(counts?.villages).toBeGreaterThan(83_000);
  expect(counts?.rights).toBeGreaterThan(50);
});
