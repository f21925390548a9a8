import fc from "fast-check";
import * as schema from "typebox/schema";
import { expect, test } from "vitest";
import { textOf } from "#test/sources.ts";
import { FIELD_KINDS, PROFILES } from "./job.ts";
import { parseJob } from "./parse-job.ts";

const INPUT = { name: "left", path: "a.csv" };
const parse = (job: unknown) => parseJob(JSON.stringify(job));
const told = (job: unknown): readonly string[] =>
  parse(job).mistakes.map(({ at, code }) => `${at} ${code}`);

test("a job that names its files is whole; the rest has its usual values", () => {
  const { job, mistakes } = parse({ inputs: [INPUT] });
  expect(mistakes).toEqual([]);
  expect(job).toEqual({
    inputs: [{ ...INPUT, oneRecordPerEntity: false }],
    profile: "neutral",
    seed: 1,
    out: "out",
  });
});

test("everything that is wrong is told at once, each with its place", () => {
  const job = {
    inputs: [
      { name: "left", path: "", identifier: "no" },
      { name: "left", path: "b.csv", one_record_per_entity: "yes" },
      7,
    ],
    fields: [
      { column: "dob", kind: "dates" },
      { column: "dob", kind: "date", columns: { rigth: "born" } },
      { kind: "name" },
    ],
    blocking: [[], ["dob", 3]],
    truth: { column: "p", path: "truth.csv", id: "id" },
    profile: "indonesia",
    treshold: 0.9,
    threshold: 1.5,
    seed: -1,
    out: 3,
  };
  expect(told(job)).toEqual([
    "treshold unknown-key",
    "inputs[0].identifier unknown-key",
    "inputs[0].path wrong-value",
    "inputs[1].one_record_per_entity wrong-value",
    "inputs[2] wrong-value",
    "inputs[1].name repeated-name",
    "fields[0].kind unknown-word",
    "fields[1].columns.rigth unknown-key",
    "fields[2].column missing-key",
    "fields[1].column repeated-name",
    "blocking[0] wrong-value",
    "blocking[1] wrong-value",
    "truth truth-said-twice",
    "truth.entity missing-key",
    "threshold wrong-value",
    "profile unknown-word",
    "seed wrong-value",
    "out wrong-value",
  ]);
});

test.each([
  [{ path: "p.csv", left: "a", right: "b" }, []],
  [{ path: "p.csv", left: "a", right: "b", left_input: "f", right_input: "g" }, []],
  [{ path: "p.csv", left: "a", right: "b", left_input: "f" }, ["truth.right_input missing-key"]],
  [
    { path: "p.csv", left: "a", id: "b" },
    ["truth truth-records-and-pairs", "truth.right missing-key"],
  ],
  [{ left: "a", column: "b" }, ["truth.path missing-key"]],
])("a truth of pairs says both its columns: %j", (truth, mistakes) => {
  expect(told({ inputs: [INPUT], truth })).toEqual(mistakes);
});

test.each([
  ["treshold", { inputs: [INPUT], treshold: 1 }, 'Did you mean "threshold"?'],
  ["a kind", { inputs: [INPUT], fields: [{ column: "a", kind: "nmae" }] }, 'Did you mean "name"?'],
  ["a profile", { inputs: [INPUT], profile: "Indonesia" }, 'Did you mean "indonesian"?'],
])("what was probably meant is named: %s", (_what, job, words) => {
  const [mistake] = parse(job).mistakes;
  expect(mistake?.remedy.en).toContain(words);
  expect(mistake?.remedy.id).toContain("Mungkin maksudnya");
});

test("what is like nothing known has no guess, only the list", () => {
  const [mistake] = parse({ inputs: [INPUT], colour: 1 }).mistakes;
  expect(mistake?.remedy.en).toMatch(/^Known are: "inputs"/);
});

test("text that is no JSON is refused with its place, and quotes nothing of it", () => {
  const { mistakes } = parseJob('{ "inputs": [ Siti ] }');
  expect(mistakes.map(({ code }) => code)).toEqual(["not-json"]);
  expect(JSON.stringify(mistakes)).not.toContain("Siti");
});

test("one file in which nobody stands twice has nothing to link", () => {
  const once = { ...INPUT, one_record_per_entity: true };
  expect(told({ inputs: [once] })).toEqual(["inputs[0].one_record_per_entity nothing-to-link"]);
  expect(told({ inputs: [once, { ...once, name: "right" }] })).toEqual([]);
});

const SCHEMA = JSON.parse(textOf("docs/api/link-job.schema.json"));
/** Rules that a schema cannot say. */
const BEYOND = new Set(["repeated-name", "nothing-to-link"]);

const oddly = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 12, arbitrary: value as fc.Arbitrary<unknown> },
    fc.constantFrom<unknown>("", " ", 0, -1, 1.5, null, [], {}, true, "x"),
  );
const words = fc.constantFrom("a", "b", "given name");
const record = (shape: Record<string, fc.Arbitrary<unknown>>, required: readonly string[]) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.record(shape, { requiredKeys: [...required] }) },
    fc.record(shape, { requiredKeys: [] }),
  );

const JOBS = record(
  {
    inputs: oddly(
      fc.array(
        record(
          {
            name: oddly(fc.constant("left")),
            path: oddly(words),
            id: oddly(words),
            one_record_per_entity: oddly(fc.boolean()),
          },
          ["name", "path"],
        ),
        { minLength: 1, maxLength: 2 },
      ),
    ),
    fields: oddly(
      fc.array(
        record(
          {
            column: oddly(words),
            kind: oddly(fc.constantFrom(...FIELD_KINDS)),
            columns: oddly(fc.record({ left: oddly(words) })),
          },
          ["column", "kind"],
        ),
        { minLength: 1, maxLength: 2 },
      ),
    ),
    blocking: oddly(
      fc.array(oddly(fc.array(oddly(words), { minLength: 1, maxLength: 2 })), {
        minLength: 1,
        maxLength: 2,
      }),
    ),
    truth: oddly(
      fc.oneof(
        fc.record({ column: oddly(words) }),
        record(
          { path: oddly(words), input: oddly(words), id: oddly(words), entity: oddly(words) },
          ["path", "id", "entity"],
        ),
        record(
          {
            path: oddly(words),
            left: oddly(words),
            right: oddly(words),
            left_input: oddly(words),
            right_input: oddly(words),
            id: oddly(words),
          },
          ["path", "left", "right"],
        ),
      ),
    ),
    profile: oddly(fc.constantFrom(...PROFILES)),
    threshold: oddly(fc.double({ min: 0, max: 1, noNaN: true })),
    seed: oddly(fc.nat()),
    out: oddly(words),
    strange: fc.constant(1),
  },
  ["inputs"],
);

test("the published schema and the reader refuse the same jobs", () => {
  const seen = new Set<boolean>();
  fc.assert(
    fc.property(JOBS, (job) => {
      const names = (job as { inputs?: readonly { name?: string }[] }).inputs;
      // A schema cannot tie the names in `columns` to inputs that do not stand.
      fc.pre(Array.isArray(names) && names.every((one) => one?.name === "left"));
      const mistakes = parse(job).mistakes.filter(({ code }) => !BEYOND.has(code));
      seen.add(mistakes.length === 0);
      expect([mistakes.length === 0, mistakes]).toEqual([schema.Check(SCHEMA, job), mistakes]);
    }),
    { numRuns: 500 },
  );
  expect(seen.size).toBe(2);
});
