import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { ProgramList, ProgramOnCard } from "#contract/programs.ts";
import { PROGRAM_CARDS } from "#programs/programs.ts";
import { readSettings } from "#settings.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests, sessionForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
let ask: ReturnType<typeof callerWith>;

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  const clock = () => new Date("2026-11-22T03:00:00Z");
  app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
  ask = callerWith(app, { cookie: `dtsen=${await sessionForTests(desk(), "village-head")}` });
});

const card = async (path: string) =>
  (await ask("GET", `/api/v1/programs/${path}`)).body as ProgramOnCard;

test("whoever is signed in reads every program, nobody else", async () => {
  const { status, body } = await ask("GET", "/api/v1/programs");
  expect(status).toBe(200);
  const { items } = body as ProgramList;
  expect(items.map(({ id }) => id)).toEqual(PROGRAM_CARDS.map(({ id }) => id));
  expect(items.filter(({ isOfEveryVersion }) => isOfEveryVersion).map(({ id }) => id)).toEqual([
    "pkh",
    "sembako",
    "pbi-jk",
  ]);
  expect((await callerWith(app)("GET", "/api/v1/programs")).status).toBe(401);
});

test("a card has rules, amounts, names and law of its day", async () => {
  const pip = await card("pip");
  expect(pip.umbrella?.id).toBe("Kartu Indonesia Pintar (KIP)");
  expect(pip.given?.map(({ rupiah }) => rupiah)).toContain(225_000);
  expect((await card("sembako")).formerly).toEqual(["BPNT", "BSP", "Rastra", "Raskin"]);
  expect((await card("klj?on=2022-06-01")).given?.[0]?.rupiah).toBe(600_000);
  expect((await card("klj")).given?.[0]?.rupiah).toBe(300_000);
  const rice = await card("bantuan-pangan-beras?on=2025-10-15");
  expect([rice.places, rice.reserve, rice.isInForce]).toEqual([18_000_000, 4_000_000, true]);
  expect((await card("bantuan-pangan-beras")).isInForce).toBe(false);
});

test("a rule that no act confirms is told beside the rules, and is none of them", async () => {
  const { rules, unconfirmed } = await card("sembako");
  expect(rules?.map(({ id }) => id)).toContain("decile-1-to-5");
  expect(unconfirmed?.map(({ id }) => id)).toEqual(["decile-1-to-4"]);
});

test("a pattern has no rules, an unknown program is not found", async () => {
  expect(await card("kube")).not.toHaveProperty("rules");
  expect((await ask("GET", "/api/v1/programs/nope")).status).toBe(404);
  expect((await ask("GET", "/api/v1/programs/pkh?on=kemarin")).status).toBe(400);
});
