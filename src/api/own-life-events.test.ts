import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { LIFE_EVENT_TERMS, LIFE_EVENTS } from "#domain/life-event.ts";
import { openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();
let at: Awaited<ReturnType<typeof openProposalDesk>>;

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date());
});

const codeOf = async (family: number) => {
  const { body } = await at.as("village-operator")(
    "POST",
    `/api/v1/families/${family}/explanation-code`,
    {
      body: { personId: String(family * 10), hasSeenCard: true },
      headers: { "idempotency-key": `kode-${family}-kejadian` },
    },
  );
  return (body as { code: string }).code;
};
const post = async (url: string, fields: Record<string, string>) =>
  await at.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
const KIRIMAN = /name="kiriman" value="([0-9a-f-]{36})"/;
const NUMBER = /class="number">([0-9A-Z-]{16})</;

/** The second tap, and what the third would send. */
const second = async (kode: string, kejadian: string) => {
  const { body } = await post("/mengapa/kejadian", { kode, kejadian });
  return { body, kiriman: KIRIMAN.exec(body)?.[1] ?? "" };
};
const third = async (kode: string, kejadian: string, kiriman: string, kapan = "this-month") =>
  await post("/mengapa/kejadian/kirim", { kode, kejadian, kiriman, kapan });
const eventsOf = async (family: number) => {
  const items = await at.list("village-operator", "open");
  const row = items.find(({ name }) => name === `Peraga ${String.fromCharCode(64 + family)}`);
  return row === undefined ? undefined : (await at.read("village-operator", row.caseId)).events;
};
const cases = async (family: number) =>
  (
    await desk().owner.query<{ case_id: number }>(
      "select case_id from dtsen.case_file where family_id = $1 and kind = 'aid-proposal'",
      [family],
    )
  ).rows;

describe("a family tells what has happened", () => {
  test("in three taps: the event, when, send; it gets a number, and whoever visits reads it", async () => {
    const kode = await codeOf(1);
    const first = await post("/mengapa/kejadian", { kode });
    for (const event of LIFE_EVENTS) expect(first.body).toContain(LIFE_EVENT_TERMS[event].words.id);
    const { body, kiriman } = await second(kode, "job-loss");
    expect(body).toContain(LIFE_EVENT_TERMS["job-loss"].bring.id);
    const sent = await third(kode, "job-loss", kiriman);
    const number = NUMBER.exec(sent.body)?.[1] ?? "";
    expect((await post("/tanda-terima", { nomor: number })).body).toContain("Status usulan");
    const told = await eventsOf(1);
    expect(told?.map(({ words, happened }) => [words.id, happened.id])).toEqual([
      ["Kehilangan pekerjaan", "bulan ini"],
    ]);
    const row = (await at.list("village-operator", "open")).find(({ name }) => name === "Peraga A");
    expect(row?.grounds.map(({ id }) => id)).toEqual(["Kehilangan penghasilan"]);
  });

  test("and nothing changes by it: no finding, no fact, no benefit, not even by a death", async () => {
    const kode = await codeOf(2);
    const before = await desk().owner.query("select facts from dtsen.family where family_id = 2");
    await third(kode, "death", (await second(kode, "death")).kiriman);
    expect((await eventsOf(2))?.[0]?.isOfRegistry).toBe(true);
    const { rows } = await desk().owner.query("select 1 from dtsen.finding where family_id = 2");
    expect(rows).toEqual([]);
    const after = await desk().owner.query("select facts from dtsen.family where family_id = 2");
    expect(after.rows).toEqual(before.rows);
  });

  test("pressed twice, or sent again by a bad line, it is one, with the same number", async () => {
    const kode = await codeOf(3);
    const { kiriman } = await second(kode, "birth");
    const [one, two] = [await third(kode, "birth", kiriman), await third(kode, "birth", kiriman)];
    expect(NUMBER.exec(one.body)?.[1]).toBe(NUMBER.exec(two.body)?.[1]);
    expect(await cases(3)).toHaveLength(1);
    expect(await eventsOf(3)).toHaveLength(1);
  });

  test("a second event joins the proposal that is under way", async () => {
    const kode = await codeOf(4);
    await third(kode, "illness", (await second(kode, "illness")).kiriman);
    const { kiriman } = await second(kode, "disaster");
    const again = [await third(kode, "disaster", kiriman), await third(kode, "disaster", kiriman)];
    for (const { body } of again) expect(body).toContain("Sudah dicatat");
    expect(await cases(4)).toHaveLength(1);
    expect((await eventsOf(4))?.map(({ words }) => words.id)).toEqual([
      "Ada yang sakit berat",
      "Kena bencana",
    ]);
  });

  test("each answer of one length, whatever it says", async () => {
    const kode = await codeOf(5);
    const lengths = new Set<number>();
    for (const event of LIFE_EVENTS)
      lengths.add((await post("/mengapa/kejadian", { kode, kejadian: event })).rawPayload.length);
    lengths.add((await post("/mengapa/kejadian", { kode })).rawPayload.length);
    expect(lengths.size).toBe(1);
  });

  test("with its own code alone: a guessed, an ended one, or none opens nothing", async () => {
    const count = async () =>
      (await desk().owner.query("select count(*)::int as n from dtsen.life_event")).rows[0];
    const before = await count();
    const kiriman = randomUUID();
    expect((await third("7K3M-9PQX-2D4R-T", "birth", kiriman)).statusCode).toBeGreaterThanOrEqual(
      400,
    );
    const kode = await codeOf(7);
    await desk().owner.query(
      "update dtsen.explanation_code set revoked_at = now() where person_id = 70",
    );
    expect((await third(kode, "birth", kiriman)).statusCode).toBe(422);
    const held = await codeOf(8);
    expect((await third(held, "flood", kiriman)).statusCode).toBe(400);
    expect((await third(held, "birth", "x")).statusCode).toBe(400);
    expect((await third(held, "birth", kiriman, "tomorrow")).statusCode).toBe(400);
    expect(await count()).toEqual(before);
  });

  test("as often as it may propose, and no more", async () => {
    const kode = await codeOf(10);
    const answers: number[] = [];
    for (let i = 0; i < 22; i++)
      answers.push((await third(kode, "moved", randomUUID())).statusCode);
    expect(answers.filter((status) => status === 200)).toHaveLength(20);
    expect(answers.at(-1)).toBe(429);
  });
});
