import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, test } from "vitest";
import { ROOMS, type Room } from "#rooms.ts";
import { projectFiles, ROOT, textOf } from "#test/sources.ts";

/** `from "#room/file.ts"`, `import("#room/…")` and imports for their effect alone. */
const IMPORTS = /(?:from|import)\s*\(?\s*["'](#[\w-]+\/[^"']+|#[\w-]+\.ts|\.\.?\/[^"']+)["']/g;

const byName = new Map(ROOMS.map((room, place) => [room.name, { room, place }]));

/** Why a room may not import another, or undefined where it may. */
function objection(from: Room, to: string): string | undefined {
  if (from.kind === "door" || from.name === to) return undefined;
  const target = byName.get(to);
  if (target === undefined) return `"${to}" is no room (src/rooms.ts)`;
  if (target.room.kind === "door") return "nothing imports a door";
  if (from.kind === "ground") {
    return from.mayImport.includes(to) ? undefined : `the ground "${from.name}" may not lean on it`;
  }
  if (target.room.kind === "ground") return undefined;
  const place = byName.get(from.name)?.place ?? -1;
  return target.place < place ? undefined : "it comes later in the order of the data";
}

type Crossing = { readonly file: string; readonly from: string; readonly to: string };

function crossingsOf(file: string, code: string): readonly Crossing[] {
  const from = file.split("/")[1] ?? "";
  return [...code.matchAll(IMPORTS)]
    .map(([, path = ""]) => path)
    .filter((path) => path.startsWith("#") && !path.startsWith("#test/"))
    .map((path) => ({ file, from, to: path.slice(1).replace(/\/.*$|\.ts$/, "") }));
}

/** Tests may reach further: they prove that rooms fit together. */
const sources = projectFiles().filter(
  (f) => /^src\/[\w-]+\/.*\.ts$/.test(f) && !f.endsWith(".test.ts"),
);
const crossings = sources.flatMap((file) => crossingsOf(file, textOf(file)));

function objections(found: readonly Crossing[]): readonly string[] {
  return found.flatMap(({ file, from, to }) => {
    const room = byName.get(from)?.room;
    if (room === undefined) return [`${file}: "${from}" is no room (src/rooms.ts)`];
    const why = objection(room, to);
    return why === undefined ? [] : [`${file} imports #${to}: ${why}`];
  });
}

test("no room imports a later one, and only doors import doors", () => {
  expect(objections(crossings)).toEqual([]);
});

test("the fence sees: it has looked at crossings of every kind of room", () => {
  expect(crossings.length).toBeGreaterThan(100);
  const kinds = new Set(crossings.map(({ from }) => byName.get(from)?.room.kind));
  expect(kinds).toEqual(new Set(["ground", "walk", "door"]));
});

test.each([
  ["src/matching/x.ts", 'import { y } from "#feedback/y.ts";'],
  ["src/matching/x.ts", 'import "#api/server.ts";'],
  ["src/domain/x.ts", 'const y = await import("#engine/step.ts");'],
  ["src/ranking/x.ts", 'export * from "#settings.ts";'],
])("a planted wrong import is found: %s %s", (file, code) => {
  expect(objections(crossingsOf(file, code))).toHaveLength(1);
});

test("the law book and the contract run in a browser: no Node, no other package", () => {
  const pure = sources.filter((file) => file.startsWith("src/domain/"));
  const foreign = pure.filter((file) => /from ["'](?!\.|#domain\/)/.test(textOf(file)));
  expect(foreign).toEqual([]);
});

test("the web leans only on the law book, the contract and itself", () => {
  const web = projectFiles().filter(
    (file) => /^web\/.*\.tsx?$/.test(file) && !/\.test\.ts$/.test(file),
  );
  const wrong = web.filter((file) => /from ["']#(?!domain\/|contract\/|web\/)/.test(textOf(file)));
  expect(wrong).toEqual([]);
});

test("no door opens the lake: the API imports no engine", () => {
  const api = sources.filter((file) => file.startsWith("src/api/"));
  expect(api.length).toBeGreaterThan(3);
  expect(api.filter((file) => /["'](#engine\/|#lake\/|@duckdb)/.test(textOf(file)))).toEqual([]);
});

/** What a file brings to life when it is loaded: imports of types alone are gone by then. */
function loadedBy(file: string): readonly string[] {
  const code = textOf(file).replaceAll(/import type [\s\S]*?;/g, "");
  return [...code.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map(([, path = ""]) =>
    path.startsWith("#")
      ? path.replace("#", "src/")
      : path.startsWith(".")
        ? normalize(join(dirname(file), path))
        : path,
  );
}

/** Everything that comes with these files, however far away. */
function reachedFrom(files: readonly string[]): ReadonlySet<string> {
  const reached = new Set(files);
  for (const file of reached) {
    if (!file.startsWith("src/")) continue;
    for (const path of loadedBy(file)) reached.add(path);
  }
  return reached;
}

test("no door opens the lake, not even through another room: only the worker's process does", () => {
  const reached = [...reachedFrom(sources.filter((file) => file.startsWith("src/api/")))];
  expect(reached.length).toBeGreaterThan(150);
  const opens = reached.filter((path) => /^src\/(engine|lake)\/|^@duckdb/.test(path));
  // The master key alone, and how a key's file is read: keys of the public lookup are kept under it.
  expect(opens).toEqual(["src/lake/master-key.ts", "src/lake/key-file.ts"]);
  // The fence sees: what the worker loads does open it.
  expect([...reachedFrom(["src/jobs/lake-worker-process.ts"])]).toContain("@duckdb/node-api");
});

test("only settings.ts and the doors read the environment and the clock", () => {
  const inside = sources.filter(
    (file) => byName.get(file.split("/")[1] ?? "")?.room.kind !== "door",
  );
  const wrong = inside.filter((f) => /process\.env|Date\.now\(\)|new Date\(\)/.test(textOf(f)));
  expect(wrong).toEqual([]);
});

test("every room has its page", () => {
  const without = ROOMS.filter(({ name }) => !existsSync(join(ROOT, "src", name, "README.md")));
  expect(without.map(({ name }) => name)).toEqual([]);
});
