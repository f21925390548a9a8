import { readFile, writeFile } from "node:fs/promises";
import { Validator } from "@seriousme/openapi-schema-validator";
import { beforeAll, expect, test } from "vitest";
import { buildServer } from "#api/server.ts";
import { readSettings } from "#settings.ts";
import { callerWith } from "#test/sign-in.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();
const COMMITTED = "docs/api/openapi.json";

let made: Record<string, unknown>;

beforeAll(async () => {
  const settings = { ...readSettings({}), keyFolder: desk().settings.keyFolder };
  const clock = () => new Date("2026-11-21T00:00:00Z");
  const app = await buildServer({ desk: desk(), settings, clock, webFolder: "web" });
  const { body } = await callerWith(app)("GET", "/api/v1/openapi.json");
  made = body as Record<string, unknown>;
});

test("the committed OpenAPI document is the one the routes make (DTSEN_WRITE=1 writes it anew)", async () => {
  const text = `${JSON.stringify(made, null, 2)}\n`;
  if (process.env.DTSEN_WRITE === "1") await writeFile(COMMITTED, text);
  expect(await readFile(COMMITTED, "utf8")).toBe(text);
});

test("it is a valid OpenAPI 3.1 document", async () => {
  const answer = await new Validator().validate(structuredClone(made));
  expect(answer.errors).toBeUndefined();
  expect(answer.valid).toBe(true);
});

test("every operation has an id, a tag, its refusals, and names the right it needs", async () => {
  const document = made as {
    paths: Record<
      string,
      Record<
        string,
        { operationId?: string; tags?: string[]; description?: string; responses: object }
      >
    >;
  };
  const operations = Object.entries(document.paths)
    .filter(([path]) => !path.startsWith("/api/v1/public"))
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, one]) => ({ path, method, ...one })),
    );
  expect(operations.length).toBeGreaterThan(10);
  for (const { path, method, operationId, tags, description } of operations) {
    const named = {
      at: `${method} ${path}`,
      id: operationId !== undefined,
      tag: tags?.length,
      needs: description?.includes("Needs: "),
    };
    expect(named).toEqual({ at: `${method} ${path}`, id: true, tag: 1, needs: true });
  }
});
