import { randomUUID } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FamilySheet } from "#contract/family-sheet.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { openDuckDb, text } from "#engine/duckdb/database.ts";
import { readManifest } from "#lake/manifest.ts";
import { withIdentity } from "#lake/with-identity.ts";
import { countChecks } from "#registry/identity-check-store.ts";
import { seedDemoAccounts } from "#store/demo-accounts.ts";
import { asWorker } from "#store/transact.ts";
import { answerIdentityFile } from "#synthetic/answer-identity.ts";
import { synthesize } from "#synthetic/synthesize.ts";
import { ownHouse } from "#test/own-house.ts";
import { signedIn } from "#test/sign-in.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS } from "#test/staged-house.ts";
import { BY_TWO } from "#test/stewards.ts";
import { buildServer } from "../api/server.ts";
import { answerFromFile } from "./answer-identity.ts";
import { answerByHand } from "./answer-identity-by-hand.ts";
import { type AskIdentityDraft, askIdentity } from "./ask-identity.ts";
import { buildVersion } from "./build-version.ts";
import { deliverIdentityAnswers } from "./deliver-identity-answers.ts";
import { erasePerson } from "./erase-person.ts";
import type { House } from "./house.ts";
import { projectAndPublish } from "./publish-version.ts";
import { readPlan } from "./read-plan.ts";
import { receiveDelivery } from "./receive-delivery.ts";

/** One small nation through the whole round: asked, answered, delivered, built, shown. */
const FAMILIES = 250;
const ASKED = "2026-11-02" as PlainDate;
const ANSWERED = "2026-11-05" as PlainDate;
const HAND_DAY = "2026-11-20" as PlainDate;
const OFFICER = "civil-registry-officer";
const STEWARD = "bps-steward";

let house: House;
let leave: () => Promise<void>;
let folder: string;
let plan: Awaited<ReturnType<typeof synthesize>>["plan"];

beforeAll(async () => {
  ({ house, leave } = await ownHouse());
  folder = join(house.settings.dataFolder, "synth");
  const engineLimits = { threads: 2, memory: "1GB", workFolder: join(folder, "spill") };
  const draft = { engineLimits, outFolder: folder, families: FAMILIES, seed: "7", editions: 1 };
  const nation = { ...draft, regencies: ["33.07"], isPopulationOnly: false };
  ({ plan } = await synthesize(nation, quiet));
  for (const one of await readPlan(join(folder, "plan.json"), STEWARD)) {
    if (!["dukcapil", "regsosek", "susenas"].includes(one.source)) continue;
    mustAccept(await receiveDelivery(house, one, quiet), one.file);
  }
  await build("v1", plan.asOf as PlainDate);
}, 480_000);
afterAll(async () => await leave());

const build = async (label: string, asOf: PlainDate, deliveries?: readonly number[]) =>
  mustAccept(
    await buildVersion(
      house,
      {
        label,
        asOf,
        basis: "persons",
        seed: "1",
        actors: BPS,
        ...(deliveries === undefined ? {} : { deliveries }),
      },
      quiet,
    ),
    label,
  );

const asking = (rest: Partial<AskIdentityDraft>): AskIdentityDraft => ({
  whom: "everyone",
  out: undefined,
  atMost: 100_000,
  today: ASKED,
  by: STEWARD,
  newId: randomUUID,
  wait: async () => undefined,
  ...rest,
});

async function read<T>(query: string): Promise<readonly T[]> {
  const workFolder = join(house.folders.work, "test-spill");
  const db = await openDuckDb({ threads: 1, memory: "512MB", workFolder });
  const rows = await db.all<T>(query);
  db.close();
  return rows;
}

const statuses = (versionFolder: string) =>
  read<{ person_id: bigint; identity_status: string; life_status: number }>(
    `select person_id, identity_status, life_status
     from read_parquet(${text(join(versionFolder, "person.parquet"))})`,
  );

test("only who may, asks and answers; nothing happens otherwise", async () => {
  const out = join(folder, "refused.csv");
  const notHeld = { ok: false, problem: "asking-right-not-held" };
  expect(await askIdentity(house, asking({ out, by: OFFICER }))).toMatchObject(notHeld);
  expect(await askIdentity(house, asking({ out, by: "regency-supervisor" }))).toMatchObject(
    notHeld,
  );
  expect(await answerFromFile(house, { file: out, today: ANSWERED, by: STEWARD })).toMatchObject({
    problem: "answering-right-not-held",
  });
  const hand = {
    personId: 1n,
    said: { nik: "sesuai" },
    on: ANSWERED,
    today: ANSWERED,
    newId: randomUUID,
  };
  expect(await answerByHand(house, { ...hand, by: STEWARD })).toMatchObject({
    problem: "answering-right-not-held",
  });
  expect(await deliverIdentityAnswers(house, OFFICER)).toMatchObject({
    problem: "receiving-right-not-held",
  });
  expect(await askIdentity(house, asking({}))).toMatchObject({ problem: "no-service" });
  const figures = await asWorker(house.desk, (tx) => countChecks(tx, ANSWERED));
  expect(figures).toEqual({ outcomes: [], open: 0, undelivered: 0, second: 0 });
});

test("asked by file, answered, delivered: the next version says so, with source and day", async () => {
  const [questions, answers] = [join(folder, "tanya.csv"), join(folder, "jawab.csv")];
  const asked = mustAccept(await askIdentity(house, asking({ out: questions })), "ask");
  expect(asked.asked).toBeGreaterThan(FAMILIES * 2);
  expect(asked).toMatchObject({ version: "v1", answered: 0, open: asked.asked });
  const written = await readFile(questions, "utf8");
  expect(written.trim().split("\r\n")).toHaveLength(asked.asked + 1);
  expect(await askIdentity(house, asking({ out: questions }))).toMatchObject({
    problem: "file-exists",
  });
  const out = join(folder, "again.csv");
  expect(mustAccept(await askIdentity(house, asking({ out })), "again").asked).toBe(0);
  await expect(readFile(out)).rejects.toThrow();

  const limits = { threads: 1, memory: "512MB", workFolder: join(folder, "spill") };
  const truth = { plan, planFolder: folder, answeredOn: ANSWERED, limits };
  expect(await answerIdentityFile({ ...truth, questions, answers })).toBe(asked.asked);
  const file = { file: answers, today: addDays(ANSWERED, 1), by: OFFICER };
  const first = mustAccept(await answerFromFile(house, file), "answer");
  expect(first).toMatchObject({ recorded: asked.asked, repeated: 0, unknown: 0, unreadable: 0 });
  const twice = mustAccept(await answerFromFile(house, file), "answer twice");
  expect(twice).toMatchObject({ recorded: 0, repeated: asked.asked });

  const delivered = await deliverIdentityAnswers(house, STEWARD);
  if (delivered === undefined) throw new Error("no answers were delivered");
  const receipt = mustAccept(delivered, "deliver");
  expect(receipt).toMatchObject({ rowsAccepted: asked.asked, rowsRefused: 0, isRepeat: false });
  expect(await deliverIdentityAnswers(house, STEWARD)).toBeUndefined();

  const early = await build("early", addDays(ANSWERED, -1));
  const late = await build("late", ANSWERED);
  const before = new Map((await statuses(early.folder)).map((row) => [row.person_id, row]));
  const after = await statuses(late.folder);
  const changed = after.filter(
    ({ person_id, identity_status }) => before.get(person_id)?.identity_status !== identity_status,
  );
  const outcomes = new Set(changed.map(({ identity_status }) => identity_status));
  expect([...outcomes]).toEqual(expect.arrayContaining(["belum-rekam"]));
  expect([...new Set([...before.values()].map((row) => row.identity_status))]).not.toContain(
    "belum-rekam",
  );
  for (const { identity_status, life_status } of after) {
    expect(life_status === 2).toBe(identity_status === "meninggal");
  }
  const provenance = await read(
    `select distinct source, as_of, reason from read_parquet(${text(join(late.folder, "provenance.parquet"))})
     where field_group = 'identity-check'`,
  );
  expect(provenance).toEqual([{ source: "dukcapil", as_of: 20261105, reason: "registry" }]);
  const { manifest } = await readManifest(late.folder);
  expect(manifest.inputs[`delivery ${receipt.deliveryNo} dukcapil identity`]).toBe(receipt.sha256);
  expect((await build("same", ANSWERED)).contentHashes.person).toBe(late.contentHashes.person);
}, 480_000);

test(
  "the officer reads on the sheet what differs and what to bring; the public page does not",
  async () => {
    mustAccept(
      await projectAndPublish(house, { label: "same", publishedBy: STEWARD }, quiet),
      "up",
    );
    const [person] = await asWorker(house.desk, (tx) =>
      tx.query<{ family_id: string; person_id: string }>(
        `select family_id::text, person_id::text from dtsen.person
       where identity_status = 'belum-rekam' order by person_id limit 1`,
      ),
    );
    const app = await buildServer({
      desk: house.desk,
      settings: house.settings,
      clock: () => new Date(),
      webFolder: "web",
    });
    const officer = await signedIn(app, "regency-verifier", new Date());
    const answer = await officer("GET", `/api/v1/families/${person?.family_id}`, {
      purpose: "verification",
    });
    const sheet = answer.body as FamilySheet;
    const member = sheet.members.find(({ personId }) => personId === person?.person_id);
    expect(member?.identity.id).toBe("Belum rekam KTP-el");
    expect(member?.identityHelp?.bring.id).toContain("perekaman");
    expect(member?.identityCheck).toMatchObject({ answeredOn: ANSWERED, state: "used" });
    expect(member?.identityCheck?.fields.map(({ answer: said }) => said)).toContain("same");
    expect(answer.text).not.toMatch(/(?<!\d)\d{16}(?!\d)/);
    const page = await app.inject({ method: "GET", url: "/" });
    expect(page.body).not.toMatch(/perekaman|belum rekam/i);
    await app.close();
  },
  PATIENCE,
);

test(
  "a re-check is asked when it is due, once; the day's quota of the service holds",
  async () => {
    const due = addDays(ANSWERED, 90);
    const body = { nik: "sesuai", nama: "sesuai", tanggal_lahir: "sesuai", status: "hidup" };
    const { server, url, seen } = await registry(body);
    const service = { url, token: "test", quotaPerDay: 3 };
    const served = { ...house, settings: { ...house.settings, identityService: service } };
    const draft = asking({ whom: "due", today: due });
    const first = mustAccept(await askIdentity(served, draft), "due");
    expect(first).toMatchObject({ asked: 3, answered: 3, open: 0 });
    expect(await askIdentity(served, draft)).toMatchObject({ problem: "quota-spent" });
    const tomorrow = mustAccept(
      await askIdentity(served, { ...draft, today: addDays(due, 1) }),
      "the rest",
    );
    expect(tomorrow.answered).toBeLessThanOrEqual(3);
    expect(new Set(seen).size).toBe(seen.length);
    server.close();
  },
  PATIENCE,
);

test("a person's officer answers by hand, by name; the same words again are the same answer", async () => {
  const said = { nik: "sesuai", nama: "tidak sesuai", status: "hidup" };
  const [row] = await asWorker(house.desk, (tx) =>
    tx.query<{ id: string }>("select min(person_id)::text as id from dtsen.person"),
  );
  const hand = {
    personId: BigInt(row?.id ?? 0),
    said,
    on: HAND_DAY,
    today: HAND_DAY,
    by: OFFICER,
    newId: randomUUID,
  };
  expect(mustAccept(await answerByHand(house, hand), "by hand").recorded).toBe(1);
  expect(mustAccept(await answerByHand(house, hand), "again")).toMatchObject({
    recorded: 0,
    repeated: 1,
  });
  const mistaken = { ...hand, said: { ...said, status: "meninggal" } };
  const alone = { recorded: 1, waits: true };
  expect(mustAccept(await answerByHand(house, mistaken), "by mistake")).toMatchObject(alone);
  const toCome = { ...hand, on: addDays(HAND_DAY, 1) };
  expect(await answerByHand(house, toCome)).toMatchObject({ problem: "day-to-come" });
  expect(mustAccept(await answerByHand(house, hand), "put right").recorded).toBe(1);
  const unknown = { ...hand, personId: 999_999n };
  expect(await answerByHand(house, unknown)).toMatchObject({ problem: "person-unknown" });
  const odd = { ...hand, said: { nik: "barangkali" } };
  expect(await answerByHand(house, odd)).toMatchObject({ problem: "unreadable-answer" });
  const notes = await asWorker(house.desk, (tx) =>
    tx.query<{ outcome: string }>(
      "select outcome from dtsen.identity_check where adapter = 'manual' order by check_no",
    ),
  );
  expect(notes.map(({ outcome }) => outcome)).toEqual(["nama-beda", "meninggal", "nama-beda"]);
});

test("a file that is no file of answers is refused, and one of strangers changes nothing", async () => {
  const file = join(folder, "odd.csv");
  const draft = { file, today: ANSWERED, by: OFFICER };
  expect(await answerFromFile(house, draft)).toMatchObject({ problem: "no-such-file" });
  await writeFile(file, "nama;umur\r\nA;3\r\n");
  expect(await answerFromFile(house, draft)).toMatchObject({ problem: "not-an-answer-file" });
  await writeFile(file, `id;nik\r\n${randomUUID()};sesuai\r\nx;barangkali\r\n`);
  expect(mustAccept(await answerFromFile(house, draft), "strangers")).toMatchObject({
    recorded: 0,
    unknown: 1,
    unreadable: 1,
    unreadableLines: [2],
  });
});

test(
  "an erased person's answers leave the desk and the delivery",
  async () => {
    const [row] = await asWorker(house.desk, (tx) =>
      tx.query<{ id: string; delivery_no: number }>(
        `select person_id::text as id, delivery_no from dtsen.identity_check
       where delivery_no is not null order by person_id limit 1`,
      ),
    );
    await seedDemoAccounts(house.desk, "32.04");
    const personId = BigInt(row?.id ?? 0);
    mustAccept(await erasePerson(house, { ...BY_TWO, personId }), "erase");
    const left = await asWorker(house.desk, (tx) =>
      tx.query(
        `select person_id from dtsen.identity_check where person_id = $1
       union all select person_id from dtsen.identity_question where person_id = $1`,
        [row?.id],
      ),
    );
    expect(left).toEqual([]);
    const name = `${row?.delivery_no}/staged_identity.parquet.enc`;
    await withIdentity(house, [join(house.folders.staged, name)], async ([plain = ""]) => {
      const [count] = await read<{ mine: bigint; all: bigint }>(
        `select count(*) filter (where person_id = ${personId}) as mine, count(*) as all
       from read_parquet(${text(plain)})`,
      );
      expect(count?.mine).toBe(0n);
      expect(count?.all).toBeGreaterThan(0n);
    });
  },
  PATIENCE,
);

/** The registry's service: always the same words; remembers which questions it saw. */
async function registry(body: object) {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(String(request.headers["idempotency-key"]));
    request.resume();
    request.on("end", () => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { server, seen, url: `http://127.0.0.1:${port}/` };
}
