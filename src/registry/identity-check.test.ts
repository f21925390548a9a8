import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { type IdentityAnswer, type IdentityQuestion, judgeAnswer } from "./identity-check.ts";
import { bulkFileAdapter, readAnswerFile } from "./identity-check-file.ts";
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

test("a question goes to the address of the agreement and follows no redirect", async () => {
  const elsewhere = (response: ServerResponse, request: IncomingMessage) =>
    response.writeHead(307, { location: `http://${request.headers.host}/elsewhere` }).end();
  const { terms, asked } = await registry(elsewhere, says({ ...SAME, status: "hidup" }));
  const answer = await webServiceAdapter(terms).ask([question("q1")]);
  expect(answer).toEqual({ answers: [], open: ["q1"], problem: "unreadable" });
  expect(asked).toEqual(["q1"]);
});

test("no question leaves the house beyond the quota", async () => {
  const { terms, asked } = await registry(says({ ...SAME, status: "hidup" }));
  const adapter = webServiceAdapter({ ...terms, quotaLeft: 1 });
  const answer = await adapter.ask([question("q1"), question("q2")]);
  expect(answer).toMatchObject({ open: ["q2"], problem: "quota-spent" });
  expect(asked).toEqual(["q1"]);
});

test("a bulk file goes out for its owner's eyes, a few questions at a time", async () => {
  const folder = await mkdtemp(join(tmpdir(), "bulk-"));
  const file = join(folder, "q.csv");
  const adapter = await bulkFileAdapter(file);
  const first = await adapter.ask([question("q1")]);
  const second = await adapter.ask([{ ...question("q2"), name: "=SUM(A1);x" }]);
  expect([first.open, second.open]).toEqual([["q1"], ["q2"]]);
  const lines = (await readFile(file, "utf8")).split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[2]).toContain("'=SUM(A1) x");
  expect((await stat(file)).mode & 0o077).toBe(0);
  await rm(folder, { recursive: true });
});

test("answers come back by the names of their columns; broken lines are told by their place", () => {
  const read = readAnswerFile(
    "\uFEFFstatus;id;nik;nama;dijawab_pada\r\nhidup;q1;sesuai;mirip;2026-11-20\r\nhidup;q2;sesuai;oke;\r\n\r\nhidup;q3;sesuai;sesuai;2026-11-22\r\nganda;q4;Sesuai;;\r\n",
    TODAY,
  );
  expect(read?.unreadable).toEqual([2, 4]);
  expect(
    read?.answers.map((answer) => [
      answer.questionId,
      answer.answeredOn,
      judgeAnswer(answer, answer.answeredOn).outcome,
    ]),
  ).toEqual([
    ["q1", "2026-11-20", "padan"],
    ["q4", TODAY, "ganda"],
  ]);
  expect(readAnswerFile("nama;umur\r\nA;3\r\n", TODAY)).toBeUndefined();
});

test("lines that answer one question differently are both broken; the same line twice is read", () => {
  const lines = ["q1;sesuai;hidup", "q2;sesuai;hidup", "q1;sesuai;meninggal", "q2;sesuai;hidup"];
  const read = readAnswerFile(["id;nik;status", ...lines].join("\n"), TODAY);
  expect(read?.unreadable).toEqual([1, 3]);
  expect(read?.answers.map(({ questionId }) => questionId)).toEqual(["q2", "q2"]);
});

test("whatever lines a file of answers holds, each is read or named as broken", () => {
  const cell = fc.constantFrom(
    "q1",
    "sesuai",
    "tidak sesuai",
    "mirip",
    "",
    "hidup",
    "x",
    "2026-02-30",
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 6 })), (rows) => {
      const lines = rows.map((row) => row.join(";"));
      const read = readAnswerFile(["id;nik;nama;status;dijawab_pada", ...lines].join("\n"), TODAY);
      const blank = lines.filter((line) => line.trim() === "").length;
      expect((read?.answers.length ?? 0) + (read?.unreadable.length ?? 0)).toBe(
        rows.length - blank,
      );
    }),
  );
});
