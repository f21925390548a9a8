import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import {
  type IdentityAnswer,
  type IdentityQuestion,
  judgeAnswer,
  tellPerson,
} from "./identity-check.ts";
import { bulkFileAdapter } from "./identity-check-file.ts";
import { manualAdapter } from "./identity-check-manual.ts";
import { type ServiceTerms, webServiceAdapter } from "./identity-check-service.ts";

const TODAY = "2026-11-21" as PlainDate;
const question = (questionId: string): IdentityQuestion => ({
  questionId,
  nik: "9932041101900001",
  name: "SITI LESTARI",
  birthDate: "1990-01-11",
  kk: null,
  sex: "female",
});
const SAME = {
  nik: "sesuai",
  nama: "sesuai",
  tanggal_lahir: "sesuai",
  nomor_kk: null,
  jenis_kelamin: "sesuai",
};

let server: Server | undefined;
afterEach(() => server?.close());

/** The registry's outer rim: answers each request by the next of the given acts. */
async function registry(...acts: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(String(request.headers["idempotency-key"]));
    request.resume();
    request.on("end", () => (acts[asked.length - 1] ?? acts.at(-1))?.(response, request));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const waited: number[] = [];
  const terms: ServiceTerms = {
    url: `http://127.0.0.1:${port}/`,
    token: "test",
    quotaLeft: 100,
    tries: 3,
    firstWait: 500,
    timeout: 300,
    wait: async (milliseconds) => {
      waited.push(milliseconds);
    },
  };
  return { terms, asked, waited };
}
const says =
  (body: object, status = 200) =>
  (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };

test("a service answers field by field and the law book judges", async () => {
  const { terms } = await registry(says({ ...SAME, nama: "tidak sesuai", status: "hidup" }));
  const { answers, open } = await webServiceAdapter(terms).ask([question("q1")]);
  expect(open).toEqual([]);
  const verdict = judgeAnswer(answers[0] as IdentityAnswer, TODAY);
  expect(verdict).toEqual({
    questionId: "q1",
    outcome: "nama-beda",
    differs: ["name"],
    recheckOn: "2026-12-21",
  });
  expect(tellPerson(verdict, "id").bring).toContain("KTP-el");
});

test("a server that fails is asked again under the same key, later each time", async () => {
  const fails = says({}, 503);
  const { terms, asked, waited } = await registry(fails, fails, says({ ...SAME, status: "hidup" }));
  const { answers } = await webServiceAdapter(terms).ask([question("q1")]);
  expect(answers).toHaveLength(1);
  expect(asked).toEqual(["q1", "q1", "q1"]);
  expect(waited).toEqual([500, 1000]);
});

test("an answer that never comes leaves the question open, not decided", async () => {
  const { terms } = await registry(() => undefined);
  const answer = await webServiceAdapter({ ...terms, tries: 2 }).ask([question("q1")]);
  expect(answer).toEqual({ answers: [], open: ["q1"], problem: "unreachable" });
});

test.each([
  ["quota-spent", 429, {}],
  ["not-allowed", 403, {}],
  ["unreadable", 200, { ...SAME, nama: "oke" }],
  ["unreadable", 200, []],
] as const)("a refusal is final: %s", async (problem, status, body) => {
  const { terms, asked } = await registry(says(body, status));
  const answer = await webServiceAdapter(terms).ask([question("q1"), question("q2")]);
  expect(answer).toEqual({ answers: [], open: ["q1", "q2"], problem });
  expect(asked).toHaveLength(1);
});

test("no question leaves the house beyond the quota", async () => {
  const { terms, asked } = await registry(says({ ...SAME, status: "hidup" }));
  const adapter = webServiceAdapter({ ...terms, quotaLeft: 1 });
  const answer = await adapter.ask([question("q1"), question("q2")]);
  expect(answer).toMatchObject({ open: ["q2"], problem: "quota-spent" });
  expect(asked).toEqual(["q1"]);
});

test("a bulk file goes out, and its answers come back row by row", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bulk-"));
  const [questions, answers] = [join(folder, "q.csv"), join(folder, "a.csv")];
  const header = "id;nik;nama;tanggal_lahir;nomor_kk;jenis_kelamin;status";
  await writeFile(answers, `${header}\r\nq1;sesuai;mirip;sesuai;;sesuai;hidup\r\n`);
  const asked = [question("q1"), question("q2")];
  const { answers: got, open } = await bulkFileAdapter({ questions, answers }).ask(asked);
  expect(got.map((answer) => judgeAnswer(answer, TODAY).outcome)).toEqual(["padan"]);
  expect(open).toEqual(["q2"]);
  expect((await readFile(questions, "utf8")).split("\r\n")).toHaveLength(4);
  await rm(folder, { recursive: true });
});

test("an officer answers by hand", async () => {
  const fields = {
    nik: "same",
    name: "same",
    "birth-date": "same",
    kk: "different",
    sex: "same",
  } as const;
  const seen = new Map([["q1", { questionId: "q1", fields, life: "alive" as const }]]);
  const { answers, open } = await manualAdapter(seen).ask([question("q1"), question("q2")]);
  expect(answers.map((answer) => judgeAnswer(answer, TODAY).outcome)).toEqual(["kk-beda"]);
  expect(open).toEqual(["q2"]);
});
