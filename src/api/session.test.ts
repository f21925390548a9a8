import type { FastifyInstance } from "fastify";
import { beforeAll, expect, test } from "vitest";
import type { Officer } from "#contract/session.ts";
import { readSettings } from "#settings.ts";
import { totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret, seedDemoAccounts } from "#store/demo-accounts.ts";
import { callerWith, signedIn } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
let app: FastifyInstance;
const now = () => new Date();

async function serve(secure: boolean): Promise<FastifyInstance> {
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  return await buildServer({ desk: desk(), settings, clock: now, webFolder: "web", secure });
}

beforeAll(async () => {
  await seedDemoAccounts(desk(), "3204");
  app = await serve(false);
});

test.each([
  ["an unknown name", { name: "nobody", password: DEMO_PASSWORD, totp: "123456" }],
  ["a wrong password", { name: "tksk", password: "salah", totp: "123456" }],
  ["a wrong code", { name: "tksk", password: DEMO_PASSWORD, totp: "000000" }],
  ["a missing code", { name: "tksk", password: DEMO_PASSWORD }],
])("%s gets the one answer that tells nothing", async (_what, body) => {
  const answer = await callerWith(app)("POST", "/api/v1/session", { body });
  expect(answer).toMatchObject({ status: 401, body: { code: "sign-in-refused" } });
  expect(answer.headers["set-cookie"]).toBeUndefined();
});

test("a session says who one is, where, and for which purposes", async () => {
  const ask = await signedIn(app, "regency-verifier", now());
  const { body } = await ask("GET", "/api/v1/session");
  const officer = body as Officer;
  expect(officer).toMatchObject({
    role: "regency-verifier",
    region: { code: "3204", tier: "regency" },
  });
  expect(officer.purposes.map(({ code }) => code).sort()).toEqual([
    "complaint",
    "service",
    "verification",
  ]);
  const offered = Object.entries(officer.may).flatMap(([what, may]) => (may ? [what] : []));
  expect(offered.sort()).toEqual([
    "confirmFindings",
    "decideChecks",
    "keepProviders",
    "readBook",
    "readChecks",
    "readComplaints",
    "readCrises",
    "readFamilies",
    "readFigures",
    "readHolderChanges",
    "readObjections",
    "readPlans",
    "readProposals",
    "readReactivations",
    "readResignations",
    "readVerval",
    "referUnidentified",
    "reviewPairs",
    "unmask",
  ]);
});

test("a code is good once", async () => {
  const body = { name: "psm", password: DEMO_PASSWORD, totp: totpCode(demoSecret("psm"), now()) };
  expect((await callerWith(app)("POST", "/api/v1/session", { body })).status).toBe(200);
  expect((await callerWith(app)("POST", "/api/v1/session", { body })).status).toBe(401);
});

test("signing out ends the session at once, and a dead token is told to sign in", async () => {
  const ask = await signedIn(app, "tagana", now());
  expect((await ask("DELETE", "/api/v1/session")).status).toBe(204);
  expect(await ask("GET", "/api/v1/session")).toMatchObject({
    status: 401,
    body: { code: "not-signed-in" },
  });
});

test("the cookie is out of reach of scripts and other sites, and bound to the host over HTTPS", async () => {
  const secure = await serve(true);
  const body = {
    name: "auditor",
    password: DEMO_PASSWORD,
    totp: totpCode(demoSecret("auditor"), now()),
  };
  const { headers } = await callerWith(secure)("POST", "/api/v1/session", { body });
  expect(String(headers["set-cookie"])).toMatch(
    /^__Host-dtsen=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  );
  await secure.close();
});

test.each([
  ["another site by its fetch metadata", { "sec-fetch-site": "cross-site" }, 403],
  ["another origin", { origin: "https://tetangga.example" }, 403],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }, 400],
])("a post by %s is refused", async (_who, headers, status) => {
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/session",
    headers,
    payload: "{}",
  });
  expect(answer.statusCode).toBe(status);
});
