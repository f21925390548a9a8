import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { projectFiles, textOf } from "#test/sources.ts";

const files = projectFiles();
const code = files.filter((file) => /\.(ts|tsx|mjs|sql)$/.test(file));
const GENERATED = /^(src\/store\/(schema\.sql|tables\.ts)|docs\/api\/)/;
const BANNED_NAMES = /(^|\/)(utils?|helpers?|common|misc|types|index)\.(ts|tsx|mjs)$/;
/** Sixteen digits on their own, as a NIK or KK number would stand. */
const SIXTEEN_DIGITS = /(?<![\d.])\d{16}(?!\d)/g;

test("files stay short enough to hold in the head", () => {
  const long = code
    .filter((file) => !GENERATED.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${textOf(file).split("\n").length - 1} ${file}`)
    .filter((line) => Number.parseInt(line, 10) > 300);
  expect(long).toEqual([]);
});

test("names say something", () => {
  expect(code.filter((file) => BANNED_NAMES.test(file))).toEqual([]);
});

test("no default exports outside configuration", () => {
  const wrong = code.filter((f) => !/config\.ts$/.test(f) && /^export default /m.test(textOf(f)));
  expect(wrong).toEqual([]);
});

test("nothing is left for later without a decision", () => {
  const pattern = new RegExp(
    `\\b(${["TO", "FIX", "XX"].map((s, i) => s + ["DO", "ME", "X"][i]).join("|")})\\b`,
  );
  expect(code.filter((file) => pattern.test(textOf(file)))).toEqual([]);
});

test("Markdown pages have one title", () => {
  const pages = files.filter((file) => file.endsWith(".md"));
  const wrong = pages.filter((file) => {
    const outsideCode = textOf(file).replaceAll(/```[\s\S]*?```/g, "");
    return (outsideCode.match(/^# /gm) ?? []).length !== 1;
  });
  expect(wrong).toEqual([]);
});

test("no sixteen digits that could be somebody: synthetic numbers begin with 99", () => {
  const readable = files.filter(
    (file) =>
      /\.(ts|tsx|mjs|sql|md|json|csv|html|txt|yaml|yml)$/.test(file) &&
      file !== "package-lock.json",
  );
  const wrong = readable.flatMap((file) =>
    (textOf(file).match(SIXTEEN_DIGITS) ?? [])
      .filter((digits) => !digits.startsWith("99") && !/^(\d)\1+$/.test(digits))
      .map((digits) => `${file}: …${digits.slice(-4)}`),
  );
  expect(wrong).toEqual([]);
});

test("every example folder is a test", () => {
  const folders = new Set(
    files.filter((file) => /^examples\/[^/]+\//.test(file)).map((file) => file.split("/")[1]),
  );
  const without = [...folders].filter((name) => !existsSync(`examples/${name}/${name}.test.ts`));
  expect(without).toEqual([]);
});

test("every direct dependency has its sentence", () => {
  const manifest = JSON.parse(textOf("package.json")) as Record<string, Record<string, string>>;
  const page = textOf("docs/decisions/dependencies.md");
  const names = ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) =>
    Object.keys(manifest[kind] ?? {}),
  );
  expect(names.length).toBeGreaterThan(20);
  expect(names.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
