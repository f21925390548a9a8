import { mkdtempSync, readFileSync, statSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CONTACT_DAYS, KEPT_DAYS, type MessageProblem } from "#domain/message.ts";
import { accept, type Result } from "#domain/result.ts";
import { escalateProposals } from "#jobs/keep-clocks.ts";
import { readOutbox, sendMessages } from "#jobs/keep-outbox.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { readSettings } from "#settings.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";
import { lookAtOutbox } from "#verification/message-book.ts";
import {
  fileLine,
  gatewayLine,
  type MessageLine,
  type OutgoingMessage,
} from "#verification/message-line.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const desk = deskForTests();
// Ten in the morning in the west: nobody sleeps.
let moment = Date.parse("2026-11-24T03:00:00Z");
let at: Awaited<ReturnType<typeof openProposalDesk>>;
const now = () => new Date(moment).toISOString();
const CODE = /kode Anda ([0-9]{6})/;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date(moment));
});

/** A line that keeps what it was given, or fails as it is told to. */
class KeptLine implements MessageLine {
  readonly name = "gateway";
  readonly sent: OutgoingMessage[] = [];
  problem: MessageProblem | undefined;
  async send(message: OutgoingMessage): Promise<Result<string, MessageProblem>> {
    if (this.problem !== undefined) return { ok: false, problem: this.problem };
    this.sent.push(message);
    return accept(`r-${this.sent.length}`);
  }
  of(phone: string): readonly OutgoingMessage[] {
    return this.sent.filter(({ to }) => to === phone);
  }
}

const line = new KeptLine();
const look = async (by: MessageLine = line) =>
  await lookAtOutbox(desk(), openFieldKeys(desk().settings.keyFolder), by, now());
const post = async (url: string, fields: Record<string, string>, address = "10.0.0.1") =>
  await at.app.inject({
    method: "POST",
    url,
    remoteAddress: address,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
const kabar = async (receipt: string, langkah: string, more: Record<string, string> = {}) =>
  await post("/tanda-terima/kabar", { nomor: receipt, langkah, ...more });

let phones = 0;
const nextPhone = () => `0899000${String(++phones).padStart(4, "0")}`;
const dialled = (phone: string) => `+62${phone.slice(1)}`;
const codeTo = async (phone: string) => {
  await look();
  return CODE.exec(line.of(dialled(phone)).at(-1)?.text ?? "")?.[1] ?? "";
};
/** A case whose holder is told at a telephone; the first tidings have gone out. */
const toldCase = async (family: number, channel = "sms") => {
  const { caseId, receipt } = await at.take("village-operator", { familyId: String(family) });
  const phone = nextPhone();
  await kabar(receipt, "kirim", { telepon: phone, lewat: channel });
  const proved = await kabar(receipt, "kode", { kode: await codeTo(phone) });
  await look();
  return { caseId, receipt, phone, told: () => line.of(dialled(phone)), proved };
};
const contactOf = async (caseId: string) => {
  const { rows } = await desk().owner.query(
    "select * from dtsen.case_contact where case_id = $1 order by contact_no desc limit 1",
    [caseId],
  );
  return rows[0] as Record<string, unknown>;
};

describe("whoever holds the number of a case", () => {
  test("leaves a telephone, proves it by a code, and is told at once where the case stands", async () => {
    const { receipt, told, proved } = await toldCase(1, "whatsapp");
    expect(proved.body).toContain("WhatsApp ke nomor berakhiran");
    expect(told().map(({ channel }) => channel)).toEqual(["whatsapp", "whatsapp"]);
    expect(told()[1]?.text).toMatch(
      /^DTSEN: usulan Anda sedang diproses\. Tahap [0-9] dari [0-9]+: /,
    );
    const page = await post("/tanda-terima", { nomor: receipt });
    expect(page.body).toContain("terakhir 24 November 2026");
  });

  test("is told of each move once, of lateness when the clock calls higher, and of the end", async () => {
    const { caseId, told } = await toldCase(2);
    const before = told().length;
    await at.send("village-operator", "ground-checks", at.visitOf(caseId, 2));
    await at.move("village-operator", caseId, { act: "pass" });
    await look();
    await look();
    expect(told().length).toBe(before + 1);
    moment += 40 * DAY_MS;
    await escalateProposals(desk(), now());
    await look();
    expect(told().at(-1)?.text).toContain("terlambat, kantor di atasnya sudah dipanggil");
    expect(told().at(-1)?.text).toMatch(/Paling lambat [0-9]{1,2} [A-Z][a-z]{2} 20[0-9]{2}\./);
    await at.move("village-operator", caseId, { act: "withdraw" });
    await look();
    expect(told().at(-1)?.text).toContain("ditarik");
  });

  test("is not told before the telephone was proved, and a code for another case proves nothing", async () => {
    const one = await at.take("village-operator", { familyId: "3" });
    const two = await at.take("village-operator", { familyId: "4" });
    const phone = nextPhone();
    await kabar(one.receipt, "kirim", { telepon: phone });
    const code = await codeTo(phone);
    await kabar(two.receipt, "kirim", { telepon: nextPhone() });
    expect((await kabar(two.receipt, "kode", { kode: code })).statusCode).toBe(422);
    await at.move("village-operator", one.caseId, { act: "withdraw" });
    await look();
    expect(line.of(dialled(phone)).length).toBe(1);
  });

  test("has five tries and ten minutes for a code", async () => {
    const { receipt } = await at.take("village-operator", { familyId: "5" });
    const phone = nextPhone();
    await kabar(receipt, "kirim", { telepon: phone });
    const code = await codeTo(phone);
    const wrong = code === "000000" ? "000001" : "000000";
    for (let i = 0; i < 5; i++)
      expect((await kabar(receipt, "kode", { kode: wrong })).body).toContain("tidak cocok");
    expect((await kabar(receipt, "kode", { kode: code })).body).toContain("tidak berlaku lagi");
    await kabar(receipt, "kirim", { telepon: phone });
    const next = await codeTo(phone);
    moment += 10 * 60_000 + 1;
    expect((await kabar(receipt, "kode", { kode: next })).body).toContain("tidak berlaku lagi");
  });

  test("stops it at once, also what waits", async () => {
    const { caseId, receipt, told } = await toldCase(6);
    const before = told().length;
    await at.move("village-operator", caseId, { act: "withdraw" });
    expect((await kabar(receipt, "berhenti")).body).toContain("tidak dikirim");
    await look();
    expect(told().length).toBe(before);
  });

  test("changes the telephone: the old one is told until the new one is proved, then never again", async () => {
    const { caseId, receipt, told } = await toldCase(7);
    const other = nextPhone();
    await kabar(receipt, "kirim", { telepon: other });
    const code = await codeTo(other);
    expect((await contactOf(caseId)).proved_at).toBeNull();
    const before = told().length;
    await kabar(receipt, "kode", { kode: code });
    await at.move("village-operator", caseId, { act: "withdraw" });
    await look();
    expect(told().length).toBe(before);
    expect(line.of(dialled(other)).at(-1)?.text).toContain("ditarik");
  });
});

describe("a telephone", () => {
  test("is rung at by nobody's typing: three codes a day, and five a case", async () => {
    const phone = nextPhone();
    const answers: number[] = [];
    for (let i = 0; i < 4; i++) {
      const { receipt } = await at.take("village-operator", { familyId: String(10 + i) });
      answers.push((await kabar(receipt, "kirim", { telepon: phone })).statusCode);
    }
    expect(answers).toEqual([200, 200, 200, 429]);
    const { receipt } = await at.take("village-operator", { familyId: "14" });
    const own: number[] = [];
    for (let i = 0; i < 6; i++)
      own.push((await kabar(receipt, "kirim", { telepon: nextPhone() })).statusCode);
    expect(own).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test("that is somebody else's by now learns no name, no number and no fact; after half a year it is told nothing", async () => {
    const { caseId, receipt, told } = await toldCase(15);
    const texts = told()
      .map(({ text }) => text)
      .join("\n");
    expect(texts).not.toContain("Peraga");
    expect(texts.replaceAll("-", "")).not.toContain(receipt.replaceAll("-", ""));
    expect(texts.replace(CODE, "")).not.toMatch(/[0-9]{5,}/);
    moment += (CONTACT_DAYS + 1) * DAY_MS;
    const before = told().length;
    await at.move("village-operator", caseId, { act: "withdraw" });
    await look();
    expect(told().length).toBe(before);
    expect((await contactOf(caseId)).stopped_by).toBe("lapsed");
  });

  test("that no network knows is asked no more, and the page says so", async () => {
    const { caseId, receipt } = await toldCase(16);
    line.problem = "number-refused";
    await at.move("village-operator", caseId, { act: "withdraw" });
    await look();
    line.problem = undefined;
    expect((await contactOf(caseId)).stopped_by).toBe("unreachable");
    expect((await post("/tanda-terima", { nomor: receipt })).body).toContain(
      "tidak dapat dihubungi",
    );
  });

  test("is sealed at the desk, and erased with its texts some time after the case has ended", async () => {
    const { caseId, phone } = await toldCase(17);
    const sealed = await contactOf(caseId);
    expect(JSON.stringify(sealed)).not.toContain(phone.slice(1));
    expect(Buffer.from(sealed.phone_enc as Buffer).toString("latin1")).not.toContain(
      phone.slice(1),
    );
    await at.move("village-operator", caseId, { act: "withdraw" });
    await look();
    moment += (KEPT_DAYS + 1) * DAY_MS;
    await look();
    moment += (KEPT_DAYS + 1) * DAY_MS;
    await look();
    expect((await contactOf(caseId)).phone_enc).toBeNull();
    const { rows } = await desk().owner.query(
      "select count(*)::int as kept from dtsen.message m join dtsen.case_contact k using (contact_no) where k.case_id = $1 and m.body_enc is not null",
      [caseId],
    );
    expect(rows[0]).toEqual({ kept: 0 });
  });

  test("goes at once, with what waits, when somebody of the family is erased", async () => {
    const { caseId, told } = await toldCase(30);
    await at.move("village-operator", caseId, { act: "withdraw" });
    const before = told().length;
    await desk().owner.query("select dtsen.erase_aid_proposals(array[300]::bigint[])");
    await look();
    expect(told().length).toBe(before);
    expect((await contactOf(caseId)).phone_enc).toBeNull();
  });

  test("is a mobile number, or nothing is asked of the desk", async () => {
    const { receipt } = await at.take("village-operator", { familyId: "18" });
    const answer = await kabar(receipt, "kirim", { telepon: "021 555 123" });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain("bukan nomor HP Indonesia");
    const keys = await openLookupKeys(desk().settings.keyFolder);
    const unknown = await kabar(keys.codeOf("receipt", "nobody's"), "kirim", {
      telepon: nextPhone(),
    });
    expect(unknown.statusCode).toBe(422);
  });
});

describe("the outbox", () => {
  test("wakes nobody: what happens at night goes out in the morning, and a code at once", async () => {
    const { caseId, told } = await toldCase(19);
    moment = Math.floor(moment / DAY_MS) * DAY_MS + 17 * HOUR_MS;
    const before = told().length;
    await at.move("village-operator", caseId, { act: "withdraw" });
    await look();
    expect(told().length).toBe(before);
    const { receipt } = await at.take("village-operator", { familyId: "20" });
    const phone = nextPhone();
    await kabar(receipt, "kirim", { telepon: phone });
    expect(await codeTo(phone)).toMatch(/^[0-9]{6}$/);
    moment += 7 * HOUR_MS;
    await look();
    expect(told().length).toBe(before + 1);
    moment += 3 * HOUR_MS;
  });

  test("keeps what a dead network did not take, sends the newest alone when it is back, and gives up after about a day", async () => {
    const { caseId, told } = await toldCase(21);
    const before = told().length;
    line.problem = "unreachable";
    await at.send("village-operator", "ground-checks", at.visitOf(caseId, 21));
    await at.move("village-operator", caseId, { act: "pass" });
    expect((await look()).failed).toEqual({ unreachable: 1 });
    await at.move("village-operator", caseId, { act: "withdraw" });
    await look();
    line.problem = undefined;
    moment += HOUR_MS;
    await look();
    expect(
      told()
        .slice(before)
        .map(({ text }) => text),
    ).toEqual([expect.stringContaining("ditarik")]);
    const gone = await toldCase(22);
    line.problem = "unreachable";
    await at.move("village-operator", gone.caseId, { act: "withdraw" });
    for (let i = 0; i < 12; i++) {
      await look();
      moment += 5 * HOUR_MS;
    }
    line.problem = undefined;
    moment = Math.floor(moment / DAY_MS) * DAY_MS + 3 * HOUR_MS;
    const figures = await readOutbox({ desk: desk() });
    expect(figures).toContainEqual(
      expect.objectContaining({ about: "standing", state: "given-up", problem: "unreachable" }),
    );
  });

  test("sends what a killed sender was lent again, under the same id", async () => {
    const { caseId, told } = await toldCase(23);
    await at.move("village-operator", caseId, { act: "withdraw" });
    const ids: string[] = [];
    const dying: MessageLine = {
      name: "gateway",
      send: async ({ id }) => {
        ids.push(id);
        throw new Error("killed");
      },
    };
    await expect(look(dying)).rejects.toThrow("killed");
    const before = told().length;
    await look();
    expect(told().length).toBe(before);
    moment += 6 * 60_000;
    await look();
    expect(told().at(-1)?.id).toBe(ids[0]);
  });

  test("sends everything once, however many look at it", async () => {
    const cases = [];
    for (const family of [24, 25, 26, 27, 28]) cases.push(await toldCase(family));
    const before = line.sent.length;
    for (const { caseId } of cases) await at.move("village-operator", caseId, { act: "withdraw" });
    await Promise.all([look(), look(), look(), look()]);
    await look();
    expect(line.sent.length).toBe(before + cases.length);
    expect(new Set(line.sent.map(({ id }) => id)).size).toBe(line.sent.length);
  });
});

describe("lines", () => {
  const message = { id: "m-1", channel: "sms", to: "+628990000000", text: "DTSEN: x" } as const;
  const asked: { headers: Record<string, unknown>; body: unknown }[] = [];
  let answer: { status: number; body: string; wait?: number } = { status: 200, body: "{}" };
  let server: Server;
  let url = "";

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = "";
      request.on("data", (chunk) => (body += chunk));
      request.on("end", () => {
        asked.push({ headers: request.headers, body: JSON.parse(body) });
        const location = answer.status === 307 ? { location: "/elsewhere" } : {};
        setTimeout(() => response.writeHead(answer.status, location).end(answer.body), answer.wait);
      });
    });
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    url = `http://127.0.0.1:${(server.address() as { port: number }).port}/kirim`;
  });
  afterAll(() => server.close());

  test.each([
    [{ status: 200, body: '{"reference":"abc"}' }, accept("abc")],
    [
      { status: 200, body: "ok" },
      { ok: false, problem: "unreadable" },
    ],
    [
      { status: 400, body: '{"problem":"number-refused"}' },
      { ok: false, problem: "number-refused" },
    ],
    [
      { status: 400, body: "{}" },
      { ok: false, problem: "unreadable" },
    ],
    [
      { status: 401, body: "{}" },
      { ok: false, problem: "not-allowed" },
    ],
    [
      { status: 307, body: "{}" },
      { ok: false, problem: "unreadable" },
    ],
    [
      { status: 429, body: "{}" },
      { ok: false, problem: "unreachable" },
    ],
    [
      { status: 503, body: "{}" },
      { ok: false, problem: "unreachable" },
    ],
    [
      { status: 200, body: '{"reference":"late"}', wait: 900 },
      { ok: false, problem: "unreachable" },
    ],
  ] as const)("a gateway that answers %j: %j", async (given, expected) => {
    answer = given;
    const before = asked.length;
    const gateway = gatewayLine({ url, token: "rahasia", timeout: 400 });
    expect(await gateway.send(message)).toEqual(expected);
    expect(asked.length).toBe(before + 1);
    expect(asked.at(-1)?.headers).toMatchObject({
      authorization: "Bearer rahasia",
      "idempotency-key": "m-1",
    });
    expect(asked.at(-1)?.body).toEqual(message);
  });

  test("without a gateway messages are files that only the owner reads, and the server's look uses them", async () => {
    const folder = mkdtempSync(join(tmpdir(), "dtsen-outbox-"));
    await fileLine(folder, () => "2026-11-24T03:00:00.000Z").send(message);
    const file = join(folder, "messages-2026-11-24.jsonl");
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject(message);
    expect(statSync(file).mode & 0o077).toBe(0);
    const { receipt } = await at.take("village-operator", { familyId: "29" });
    await kabar(receipt, "kirim", { telepon: nextPhone() });
    const settings = {
      ...readSettings({}),
      dataFolder: folder,
      keyFolder: desk().settings.keyFolder,
    };
    expect((await sendMessages({ desk: desk(), settings }, now())).sent).toBe(1);
    const kept = readFileSync(
      join(folder, "outbox", `messages-${now().slice(0, 10)}.jsonl`),
      "utf8",
    );
    expect(kept).toMatch(CODE);
  });
});
