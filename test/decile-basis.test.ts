import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

/**
 * Wherever a decile is shown it is said by what the ten parts are counted: `decileBasis` in or over every answer of the
 * API, and in words, from #domain/decile-basis.ts, by everything that people read.
 */
type Schema = {
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
};

const isDecile = (name: string, schema: Schema): boolean =>
  /decile|percentile/i.test(name) ||
  /\bdeciles?\b/i.test(schema.description ?? "") ||
  (schema.minimum === 1 && schema.maximum === 10) ||
  (schema.minItems === 10 && schema.maxItems === 10);

/** Says the basis itself, or holds the version that does. */
const saysBasis = ({ properties = {} }: Schema): boolean =>
  "decileBasis" in properties ||
  Object.values(properties).some((part) => "decileBasis" in (part.properties ?? {}));

/** Paths of deciles under which nothing says their basis. */
function unsaid(schema: Schema, path: readonly string[] = []): readonly string[] {
  if (saysBasis(schema)) return [];
  const name = path.at(-1) ?? "";
  return [
    ...(isDecile(name, schema) ? [path.join(".")] : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([key, part]) =>
      unsaid(part, [...path, key]),
    ),
    ...(schema.items === undefined ? [] : unsaid(schema.items, [...path, "[]"])),
    ...(schema.anyOf ?? []).flatMap((part) => unsaid(part, path)),
  ];
}

type Operation = {
  readonly responses?: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>
  >;
};

const document = JSON.parse(readFileSync("docs/api/openapi.json", "utf8")) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const answers = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, { responses = {} }]) =>
    Object.values(responses).flatMap(({ content = {} }) =>
      Object.values(content).map(({ schema = {} }) => ({ at: `${method} ${path}`, schema })),
    ),
  ),
);

test("every answer of the API that holds a decile says by what deciles are counted", () => {
  const holding = answers.filter(({ schema }) => JSON.stringify(schema).includes("decile"));
  expect(holding.length).toBeGreaterThan(12);
  expect(answers.flatMap(({ at, schema }) => unsaid(schema).map((of) => `${at}: ${of}`))).toEqual(
    [],
  );
});

test("the search finds a decile by its name, its range, its description and its ten counts", () => {
  const decile = { minimum: 1, maximum: 10 };
  const shown = {
    properties: {
      items: { items: { properties: { decile: {}, standing: decile } } },
      moves: { description: "Families in a poorer decile" },
      counts: { minItems: 10, maxItems: 10 },
    },
  };
  expect(unsaid(shown)).toEqual(["items.[].decile", "items.[].standing", "moves", "counts"]);
  const version = { properties: { decileBasis: {} } };
  expect(unsaid({ properties: { ...shown.properties, version } })).toEqual([]);
});

/** Speak of deciles and show none: what stands around them says the basis. */
const SHOWS_NONE: Readonly<Record<string, string>> = {
  "src/api/pages/own-notices.ts": "how a notice stands",
  "src/api/pages/why-en.ts": "words of why.ts",
  "src/api/pages/why-id.ts": "words of why.ts",
  "src/cli/terminal/version-diff.ts":
    "reads which deciles are asked about; diff-report.ts shows them",
  "src/cli/terminal/welcome.ts": "looks for a family that is well off, and names no decile",
  "src/cli/walk.ts": "asks for the basis; terminal/summary.ts says it",
  "src/ranking/pmt/report/group-tables.ts":
    "tenths of a survey: the page that holds them says what its quotas count",
  "src/ranking/pmt/report/report-page.ts":
    "tenths of a survey: its first lines say what its quotas count",
  "web/console/areas/age-bar.tsx": "borrows the shades",
  "web/console/crises/declare-screen.tsx": "asks up to which one",
  "web/console/programs/rule-term-fields.tsx": "asks; rule-counts.tsx says it",
  "web/console/family-rows.tsx": "stands in family-pages.tsx and history.tsx",
  "web/console/bench/regency-table.tsx": "stands in maps-screen.tsx",
  "web/console/model/model-variables.tsx": "which way a fact moves a score",
  "web/console/region-search.ts": "the address of a list",
  "web/console/screens/worklist.tsx": "asks; the list in family-pages.tsx says it",
  "web/console/tables/question-form.tsx": "asks; table-result.tsx says it",
  "web/console/what-if/what-if-form.tsx": "asks; what-if-result.tsx says it",
  "web/console/version-figures.ts": "counts for version.tsx",
  "web/console/holdings/holding-matrix.tsx": "a table; holdings-screen.tsx says the basis over it",
  "web/kit/deciles.ts": "the numbers one to ten",
  "web/kit/standing-strip.tsx": "stands in standing-part.tsx",
};

const READ_BY_PEOPLE = [
  "web/{console,kit}/**/*.{ts,tsx}",
  "src/api/pages/*.ts",
  "src/api/*-csv.ts",
  "src/cli/**/*.ts",
  "src/ranking/pmt/report/*.ts",
];

/** Without comments, and without the words that say the basis itself. */
const codeOf = (file: string): string =>
  readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");

const showsDecile = (code: string): boolean =>
  /desil|decile|\bstanding(\[|\.national)|\btransition\b|\bdirections\b/i.test(
    code.replace(/decileBasis|DecileBasis|decile-basis/g, ""),
  );
/** Says it, or hands it to a part of the kit that does; the kit itself must say it. */
const saysItInWords = (file: string): boolean => {
  const code = codeOf(file);
  const hands = !file.startsWith("web/kit/") && /\b(basis|counted)=\{/.test(code);
  return hands || /\bsay(Decile|Quota)Basis\(|\bDECILE_BASIS_\w+\[|\bcountedBy\(/.test(code);
};

test("every page, screen, file and printout that shows deciles says by what they are counted", () => {
  const files = READ_BY_PEOPLE.flatMap((pattern) => globSync(pattern)).filter(
    (file) => !/\.test\.ts$|pages\/words-|kit\/words\//.test(file),
  );
  const showing = files.filter((file) => showsDecile(codeOf(file)));
  const silent = showing.filter((file) => !saysItInWords(file) && !(file in SHOWS_NONE));
  expect(showing.length).toBeGreaterThan(30);
  expect(silent).toEqual([]);
  expect(Object.keys(SHOWS_NONE).filter((file) => !showing.includes(file))).toEqual([]);
});
