import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { ratesUnder } from "./error-profiles.ts";
import { synthesize } from "./synthesize.ts";

const sum = (...rates: readonly number[]): number => rates.reduce((all, rate) => all + rate, 0);

test("the harder profile stays within the published ranges and touches the welfare lists alone", () => {
  const [usual, harder] = [ratesUnder("usual"), ratesUnder("harder")];
  for (const source of ["dtks", "regsosek", "p3ke"] as const) {
    const rates = harder[source];
    if (rates === undefined) throw new Error(`no rates of ${source}`);
    expect(rates.nikMissing).toBeLessThanOrEqual(250);
    expect(sum(rates.nikMistyped, rates.nikBorrowed, rates.nikSwapped)).toBeLessThanOrEqual(110);
    expect(rates.kkStale).toBeLessThanOrEqual(250);
    const { nameSpelling, nameShortened, nameReordered, nameTypo, nameDressed } = rates;
    expect(
      sum(nameSpelling, nameShortened, nameReordered, nameTypo, nameDressed),
    ).toBeLessThanOrEqual(350);
    expect(rates.nikMissing).toBeGreaterThan(usual[source]?.nikMissing ?? 0);
  }
  const { dtks: _, regsosek: __, p3ke: ___, ...others } = harder;
  const { dtks: ____, regsosek: _____, p3ke: ______, ...before } = usual;
  expect(others).toEqual(before);
});

test("only the sources that were named deliver, with the errors that were named", async () => {
  const folder = await mkdtemp(join(tmpdir(), "errors-"));
  const sources = ["dukcapil", "dtks"] as const;
  const { plan } = await synthesize(
    {
      engineLimits: { threads: 1, memory: "1GB", workFolder: join(folder, "spill") },
      outFolder: folder,
      families: 400,
      seed: "1",
      errors: "harder",
      sources,
    },
    quiet,
  );
  expect(new Set(plan.deliveries.map(({ source }) => source))).toEqual(new Set(sources));
  expect(plan.errors).toBe("harder");
  const file = await readFile(join(folder, "deliveries", "dtks-person.csv"), "latin1");
  const rows = file.split("\n").slice(1, -1);
  const missing = rows.filter((row) => row.split(";")[1] === '""').length / rows.length;
  expect(missing).toBeGreaterThan(0.2);
  expect(missing).toBeLessThan(0.3);
  await rm(folder, { recursive: true, force: true });
}, 60_000);
