import { randomUUID } from "node:crypto";
import PDFDocument from "pdfkit";
import sharp from "sharp";
import { extractText, getDocumentProxy } from "unpdf";
import { beforeAll, describe, expect, test } from "vitest";
import type { Meeting, MeetingPage, MeetingReceipt } from "#contract/meetings.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import { ELSEWHERE, HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();
const now = new Date("2026-11-09T02:00:00Z");
const today = () => now.toISOString().slice(0, 10) as PlainDate;
let at: Awaited<ReturnType<typeof openProposalDesk>>;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => now);
});

const draft = (more: object = {}) => ({
  village: String(HERE),
  plannedOn: addDays(today(), 3),
  startsAt: "09:30",
  place: "Balai desa",
  ...more,
});
const call = async (more: object = {}, key?: string) =>
  (await at.send("village-operator", "meetings", draft(more), key)).answer as MeetingReceipt;
const meetings = async (role: Parameters<typeof at.as>[0] = "village-operator") =>
  ((await at.as(role)("GET", "/api/v1/meetings?limit=50")).body as MeetingPage).items;

async function pdfOf(role: Parameters<typeof at.as>[0], url: string) {
  const { status, bytes } = await at.as(role)("GET", url);
  if (status !== 200) return { status, text: "", bytes };
  const read = await extractText(await getDocumentProxy(new Uint8Array(bytes)), {
    mergePages: true,
  });
  return { status, text: read.text.replace(/\s+/g, " "), bytes };
}

/** A meeting that was held on a family, with its number of the desk. */
async function held(
  family: number,
  number = `BA/${family}/2026`,
): Promise<Meeting["held"] & object> {
  const caseId = await at.upTo("deliberation", family);
  const body = at.deliberationOf(caseId, { minutesNumber: number });
  expect((await at.send("village-operator", "deliberations", body)).code).toBe("ok");
  const found = (await meetings()).find((one) => one.number === number)?.held;
  if (found === undefined) throw new Error("not held");
  return found;
}

const photo = (width = 1200, height = 800) =>
  sharp({ create: { width, height, channels: 3, background: "#7799aa" } })
    .jpeg()
    .withExif({
      IFD0: { Make: "RAHASIA-KAMERA", Software: "x" },
      IFD3: { GPSLatitudeRef: "S", GPSLatitude: "6/1 12/1 0/1" },
    })
    .toBuffer();

async function pdfFile(write?: (doc: PDFKit.PDFDocument) => void): Promise<Buffer> {
  const doc = new PDFDocument();
  const chunks: Buffer[] = [];
  doc.on("data", (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((done) => doc.on("end", done));
  doc.text("Berita acara, sudah ditandatangani");
  write?.(doc);
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

async function upload(
  role: Parameters<typeof at.as>[0],
  path: string,
  bytes: Buffer,
  { key = randomUUID(), type = "image/jpeg", more = {} as Record<string, string> } = {},
) {
  const answer = await at.as(role)("POST", `/api/v1/${path}`, {
    body: bytes,
    headers: { "idempotency-key": key, "content-type": type, ...more },
  });
  const body = answer.body as {
    code?: string;
    fileNo?: string;
    bytes?: number;
    cameSha256?: string;
  };
  return { status: answer.status, code: body.code ?? "ok", ...body };
}

describe("a meeting that is called", () => {
  test("bears the village's next number of that year, given once however often it is sent at once", async () => {
    const key = randomUUID();
    const same = await Promise.all(Array.from({ length: 4 }, () => call({}, key)));
    expect(new Set(same.map(({ number }) => number)).size).toBe(1);
    const others = await Promise.all(Array.from({ length: 5 }, () => call()));
    const numbers = [...same.slice(0, 1), ...others].map(({ number }) => number);
    expect(new Set(numbers).size).toBe(6);
    expect([...numbers].sort()).toEqual(
      Array.from({ length: 6 }, (_, i) => `000${i + 1}/BA-MUS/${HERE}/2026`),
    );
    const next = await call({ plannedOn: "2027-02-01" });
    expect(next.number).toBe(`0001/BA-MUS/${HERE}/2027`);
  });

  test("is refused for the past, far ahead, a village of others, and another content under the same key", async () => {
    const ask = async (more: object, key?: string) =>
      (await at.send("village-operator", "meetings", draft(more), key)).code;
    expect(await ask({ plannedOn: addDays(today(), -1) })).toBe("day-past");
    expect(await ask({ plannedOn: "2028-02-01" })).toBe("day-too-far");
    expect(await ask({ village: String(ELSEWHERE) })).toBe("not-found");
    const key = randomUUID();
    expect(await ask({}, key)).toBe("ok");
    expect(await ask({ place: "Aula lain" }, key)).toBe("key-reused");
    expect((await at.send("psm", "meetings", draft())).code).toBe("not-allowed");
  });

  test("its papers name who waits, where and when, and never a decile or a number of a card", async () => {
    const caseId = await at.upTo("deliberation", 1);
    const { meetingNo, number } = await call();
    const url = `/api/v1/meetings/${meetingNo}/papers?paper=`;
    const { text, bytes } = await pdfOf("village-operator", `${url}all`);
    for (const said of [
      number,
      "UNDANGAN",
      "DAFTAR HADIR",
      "YANG DIBAHAS",
      "Kamis, 12 November 2026",
    ])
      expect(text).toContain(said);
    expect(text).toContain("pukul 09:30 waktu setempat");
    expect(text).toContain("Peraga A");
    expect(text).not.toMatch(/[0-9]{16}|desil [0-9]|peringkat [0-9]/i);
    expect((await pdfOf("village-operator", `${url}all`)).bytes.equals(bytes)).toBe(true);
    const statement = await pdfOf("village-operator", `${url}statement`);
    expect(statement.text).toContain("TANGGUNG JAWAB MUTLAK");
    expect((await pdfOf("regency-verifier", `${url}all`)).status).toBe(403);
    const { rows } = await desk().owner.query(
      "select distinct act from dtsen.audit_entry where family_id = 1 and detail ->> 'case' = $1 and act like 'print%'",
      [caseId],
    );
    expect(rows).toEqual([{ act: "print-meeting-papers" }]);
  });

  test("a family hidden for safety stands on none of its papers", async () => {
    await at.upTo("deliberation", 2);
    const { meetingNo } = await call();
    const url = `/api/v1/meetings/${meetingNo}/papers?paper=agenda`;
    expect((await pdfOf("village-operator", url)).text).toContain("Peraga B");
    await desk().owner.query(
      "insert into dtsen.suppression (unit, unit_id, ground, village_no, ordered_by) select 'family', 2, 'shelter', $1, min(account_id) from dtsen.account",
      [HERE],
    );
    expect((await pdfOf("village-operator", url)).text).not.toContain("Peraga B");
  });
});

describe("minutes", () => {
  test("say attendance, each decision, votes and dissent; the digest is the record's own", async () => {
    const { deliberationNo } = await held(3);
    const url = `/api/v1/deliberations/${deliberationNo}/minutes`;
    const { text, bytes } = await pdfOf("village-operator", url);
    for (const said of [
      "BERITA ACARA",
      "BA/3/2026",
      "20 diundang, 14 hadir, 6",
      "12 : 2",
      "disepakati",
    ])
      expect(text).toContain(said);
    expect(text).not.toMatch(/[0-9]{16}\b.*[0-9]{16}\b|desil [0-9]/i);
    const { rows } = await desk().owner.query<{ hex: string }>(
      "select encode(request_sha256, 'hex') as hex from dtsen.deliberation where deliberation_no = $1",
      [deliberationNo],
    );
    expect(text.replace(/ /g, "")).toContain(rows[0]?.hex ?? "-");
    expect((await pdfOf("regency-verifier", url)).bytes.equals(bytes)).toBe(true);
    expect((await pdfOf("auditor", url)).status).toBe(403);
  });

  test("a meeting held under a called number is one line of the list; who is of another village has none of it", async () => {
    const { number } = await call();
    const { deliberationNo } = await held(4, number);
    const lines = (await meetings()).filter((one) => one.number === number);
    expect(lines).toMatchObject([{ at: "Balai desa", held: { deliberationNo, agreed: 1 } }]);
    const { text } = await pdfOf(
      "village-operator",
      `/api/v1/deliberations/${deliberationNo}/minutes`,
    );
    expect(text).toContain("Balai desa, pukul 09:30");
    await desk().owner.query(
      "update dtsen.appointment set village_lo = $1, village_hi = $1 where role_code = 'village-head'",
      [ELSEWHERE],
    );
    expect(await meetings("village-head")).toEqual([]);
    const refused = await pdfOf("village-head", `/api/v1/deliberations/${deliberationNo}/minutes`);
    expect(refused.status).toBe(404);
    const sent = await upload(
      "village-head",
      `deliberations/${deliberationNo}/scans?kind=minutes`,
      await photo(),
    );
    expect(sent.code).toBe("not-found");
  });
});

describe("a signed scan", () => {
  test("is drawn anew, kept once, added to and never overwritten", async () => {
    const { deliberationNo } = await held(5);
    const path = `deliberations/${deliberationNo}/scans`;
    const key = randomUUID();
    const bytes = await photo(3000, 2000);
    expect(bytes.includes("RAHASIA-KAMERA")).toBe(true);
    const first = await upload("village-operator", `${path}?kind=minutes`, bytes, { key });
    expect(first.code).toBe("ok");
    expect(await upload("village-operator", `${path}?kind=minutes`, bytes, { key })).toEqual(first);
    const other = await upload("village-operator", `${path}?kind=minutes`, await photo(40, 40), {
      key,
    });
    expect(other.code).toBe("key-reused");
    const second = await upload("village-operator", `${path}?kind=attendance`, await pdfFile(), {
      type: "application/pdf",
    });
    expect(second.code).toBe("ok");
    const found = (await meetings()).find(
      ({ held: one }) => one?.deliberationNo === deliberationNo,
    );
    expect(found?.held?.scans.map(({ kind, media }) => [kind, media])).toEqual([
      ["attendance", "application/pdf"],
      ["minutes", "image/jpeg"],
    ]);
    const opened = await at.as("regency-verifier")("GET", `/api/v1/${path}/${first.fileNo}`);
    expect(opened.headers["content-disposition"]).toMatch(/^attachment/);
    const { width, exif } = await sharp(opened.bytes).metadata();
    expect([width, exif]).toEqual([2200, undefined]);
    expect(opened.bytes.includes("RAHASIA-KAMERA")).toBe(false);
    const { rows } = await desk().owner.query<{ sealed: Buffer }>(
      "select sealed from dtsen.evidence_file where file_no = $1",
      [first.fileNo],
    );
    expect(rows[0]?.sealed.includes(opened.bytes.subarray(0, 40))).toBe(false);
  });

  test("is told by its content: no other file, no script, nothing changed on the way, no bomb", async () => {
    const { deliberationNo } = await held(6);
    const path = `deliberations/${deliberationNo}/scans?kind=minutes`;
    const send = async (bytes: Buffer, options: Parameters<typeof upload>[3] = {}) =>
      (await upload("village-operator", path, bytes, options)).code;
    expect(await send(Buffer.from("<svg onload=alert(1)>"))).toBe("file-not-readable");
    expect(await send(Buffer.concat([(await photo()).subarray(0, 3), Buffer.from("PK")]))).toBe(
      "file-not-readable",
    );
    const acting = (await pdfFile())
      .toString("latin1")
      .replace("/Type /Catalog", "/Type /Catalog /#4fpenAction 3 0 R");
    expect(acting).toContain("#4fpenAction");
    expect(await send(Buffer.from(acting, "latin1"), { type: "application/pdf" })).toBe(
      "file-has-actions",
    );
    expect(await send(await photo(), { more: { "content-sha256": "0".repeat(64) } })).toBe(
      "file-changed-on-the-way",
    );
    const bomb = await sharp({
      create: { width: 9000, height: 9000, channels: 3, background: "#fff" },
    })
      .png()
      .toBuffer();
    expect(bomb.length).toBeLessThan(8 * 1024 * 1024);
    expect(await send(bomb, { type: "image/png" })).toBe("file-too-large");
    const heavy = await upload("village-operator", path, Buffer.alloc(8 * 1024 * 1024 + 1));
    expect(heavy.status).toBe(413);
    expect((await upload("psm", path, await photo())).code).toBe("not-allowed");
  });
});

describe("photos of a visit", () => {
  test("by whoever visited, light, without metadata, ten at most, gone with the family that is erased", async () => {
    const caseId = await at.upTo("visit", 7);
    const { answer } = await at.send("psm", "ground-checks", at.visitOf(caseId, 7));
    const { checkNo } = answer as { checkNo: string };
    const path = `ground-checks/${checkNo}/photos?kind=house-front`;
    // Noise is what a camera makes of a wall in the evening: the hardest to keep light.
    const noisy = await sharp({
      create: {
        width: 2000,
        height: 1500,
        channels: 3,
        background: "#888",
        noise: { type: "gaussian", mean: 128, sigma: 60 },
      },
    })
      .jpeg({ quality: 95 })
      .toBuffer();
    const kept = await upload("psm", path, noisy);
    expect(kept.bytes).toBeLessThanOrEqual(150 * 1024);
    expect((await upload("village-operator", path, await photo())).code).toBe("not-found");
    for (let nth = 0; nth < 9; nth += 1)
      expect((await upload("psm", path, await photo(60 + nth, 60))).code).toBe("ok");
    expect((await upload("psm", path, await photo(90, 60))).code).toBe("photos-enough");
    const read = `/api/v1/ground-checks/${checkNo}/photos/${kept.fileNo}`;
    expect((await at.as("regency-verifier")("GET", read)).status).toBe(200);
    const { rows } = await desk().owner.query(
      "select count(*)::int from dtsen.audit_entry where family_id = 7 and act in ('keep-photo', 'read-photo')",
    );
    expect(rows).toEqual([{ count: 11 }]);
    await desk().owner.query(
      "select dtsen.erase_aid_proposals(array(select person_id from dtsen.person where family_id = 7))",
    );
    expect((await at.as("regency-verifier")("GET", read)).status).toBe(404);
  });

  test("no table takes a file by hand, and none is changed", async () => {
    for (const act of [
      "update dtsen.evidence_file set kind = 'asset'",
      "delete from dtsen.evidence_file",
    ])
      await expect(desk().app.query(act)).rejects.toThrow(/permission denied/);
  });
});
