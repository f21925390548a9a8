import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { settingsProblem } from "#settings.ts";

const NOWHERE = join(tmpdir(), `dtsen-never-made-${process.pid}`);

/** The command line in production, over a data folder that must not come to be. */
function dtsen(words: readonly string[], env: Readonly<Record<string, string>>) {
  const said = spawnSync(process.execPath, [join(import.meta.dirname, "main.ts"), ...words], {
    env: { PATH: process.env.PATH, NODE_ENV: "production", DTSEN_DATA: NOWHERE, ...env },
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(existsSync(NOWHERE)).toBe(false);
  return { code: said.status, words: said.stderr };
}

test.each([
  ["serve", "--https"],
  ["version", "list"],
  ["db", "start"],
])("in production %s refuses keys that lie inside the data", (...words) => {
  const inside = dtsen(words, {});
  expect(inside.words).toContain("DTSEN_KEYS");
  expect(inside.code).toBe(2);
});

test("in production nothing is served without HTTPS in front", () => {
  const plain = dtsen(["serve"], { DTSEN_KEYS: `${NOWHERE}-keys` });
  expect(plain.words).toContain("--https");
  expect(plain.code).toBe(2);
});

test("a lake worker with bounds that bound nothing is not started", () => {
  const said = dtsen(["lake-worker", "--seconds", "0"], { DTSEN_KEYS: `${NOWHERE}-keys` });
  expect(said.words).toContain("--seconds");
  expect(said.code).toBe(2);
});

test("answers of the civil registry are no set that a file brings", () => {
  const words = ["receive", "forged.csv", "--source", "dukcapil", "--set", "identity"];
  const said = dtsen([...words, "--as-of", "2026-09-30", "--by", "bps-steward"], {
    DTSEN_KEYS: `${NOWHERE}-keys`,
  });
  expect(said.words).toContain("--set must be one of: person, family, evidence, survey\n");
  expect(said.code).toBe(2);
});

test("keys beside the data are well, and so is any place while trying out", () => {
  const at = (keyFolder: string, isProduction: boolean) =>
    settingsProblem({ dataFolder: "/srv/data", keyFolder, isProduction });
  expect(at("/srv/data/keys", true)).toContain("/srv/data/keys");
  expect(at("/srv/data", true)).toBeDefined();
  expect(at("/srv/data-keys", true)).toBeUndefined();
  expect(at("/srv/keys", true)).toBeUndefined();
  expect(at("/srv/data/keys", false)).toBeUndefined();
});

test("in production the keys of surveys lie neither in the data nor with the register's keys", () => {
  const at = (surveyKeyFolder: string, isProduction: boolean) => {
    const folders = { dataFolder: "/srv/data", keyFolder: "/srv/keys" };
    return settingsProblem({ ...folders, surveyKeyFolder, isProduction });
  };
  for (const inside of ["/srv/data/survey-keys", "/srv/keys/survey", "/srv/keys"]) {
    expect(at(inside, true)).toContain("DTSEN_SURVEY_KEYS");
    expect(at(inside, false)).toBeUndefined();
  }
  expect(at("/srv/keys-survey", true)).toBeUndefined();
});

test("in production the civil registry is asked by https alone", () => {
  const at = (url: string, isProduction: boolean) =>
    settingsProblem({
      dataFolder: "/srv/data",
      keyFolder: "/srv/keys",
      isProduction,
      identityService: { url, token: "", quotaPerDay: 1 },
    });
  expect(at("http://dukcapil.example/cek", true)).toContain("DTSEN_DUKCAPIL_URL");
  expect(at("dukcapil.example", true)).toContain("DTSEN_DUKCAPIL_URL");
  expect(at("https://dukcapil.example/cek", true)).toBeUndefined();
  expect(at("http://127.0.0.1:9000/", false)).toBeUndefined();
});

test("what breaks is told without a number as long as a NIK", () => {
  const data = mkdtempSync(join(tmpdir(), "dtsen-breaks-"));
  const main = join(import.meta.dirname, "main.ts");
  const said = spawnSync(process.execPath, [main, "version", "list"], {
    env: {
      PATH: process.env.PATH,
      DTSEN_DATA: data,
      DATABASE_URL: "postgres://9976015201030001.invalid/desk",
    },
    encoding: "utf8",
    timeout: 20_000,
  });
  rmSync(data, { recursive: true });
  expect(said.status).toBe(3);
  expect(said.stderr).toContain("[16 angka].invalid");
  expect(said.stderr).not.toContain("9976015201030001");
});

test("who reads no further is told of no bug", () => {
  const main = join(import.meta.dirname, "main.ts");
  const line = `{ '${process.execPath}' '${main}' programs; echo "ended with $?" >&2; } | true`;
  const said = spawnSync("sh", ["-c", line], { encoding: "utf8", timeout: 20_000 });
  expect(said.stderr).toBe("ended with 0\n");
});
