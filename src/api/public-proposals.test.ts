import { beforeAll, describe, expect, test } from "vitest";
import { NEUTRAL_OUTCOMES } from "#domain/aid-proposal.ts";
import { type KodeCek, parseKodeCek } from "#publication/kode-cek.ts";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";

const desk = deskForTests();
const now = new Date();
let at: Awaited<ReturnType<typeof openProposalDesk>>;
const CODES = new Map<number, string>();

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => now);
  const keys = await openLookupKeys(desk().settings.keyFolder);
  for (const family of [1, 2, 3, 4, 6]) {
    const code = keys.codeOf("slip", `contoh ${family}`);
    CODES.set(family, code);
    await desk().owner.query(
      "insert into dtsen.check_code (code_index, family_id, village_no, domicile_village_no) values ($1, $2, $3, $3)",
      [keys.codeIndex(code), family, HERE],
    );
  }
});

const post = async (url: string, fields: Record<string, string>) =>
  await at.app.inject({
    method: "POST",
    url,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams(fields).toString(),
  });
const NUMBER = /class="number">([0-9A-Z-]{16})</;
const unnumbered = ({ body }: { readonly body: string }) =>
  body.replace(NUMBER, "number").replaceAll(/value="[0-9A-Z]{13}"/g, "number");
function numberOf(html: string): KodeCek {
  const code = parseKodeCek(NUMBER.exec(html)?.[1] ?? "");
  if (!code.ok) throw new Error("no number on the page");
  return code.value;
}
const begin = async (family: number, siapa = "neighbour") =>
  await post("/usul", { kode: CODES.get(family) ?? "", siapa });
const step = (nomor: string, layar: string, fields: Record<string, string> = {}) =>
  post("/usul/langkah", { nomor, layar, ...fields });
const TOLD = { nama: "Ibu Warung", alamat: "Gang Mawar, rumah bambu", rt: "3", rw: "1" };

/** Sends a neighbour's proposal and answers its number. */
async function proposed(by: number, told: Record<string, string> = TOLD): Promise<KodeCek> {
  const number = numberOf((await begin(by)).body);
  await step(number, "family", told);
  await step(number, "want", { untuk: "data-update" });
  await step(number, "why", { "sebab-bad-housing": "ya" });
  await step(number, "check");
  return number;
}
const status = async (nomor: string) => await post("/tanda-terima", { nomor });
const caseOf = async (head: string) => {
  const found = (await at.list("village-operator")).find(({ name }) => name.startsWith(head));
  if (found === undefined) throw new Error(`no proposal of ${head}`);
  return found.caseId;
};

describe("a neighbour proposes, screen by screen", () => {
  test("six screens from the first to the receipt, without script; every one says where one is", async () => {
    const first = await begin(1);
    expect(first.statusCode).toBe(200);
    const number = numberOf(first.body);
    expect(first.body).toContain("Langkah 2 dari 5");
    const [want, why, check] = [
      await step(number, "family", TOLD),
      await step(number, "want", { untuk: "pkh" }),
      await step(number, "why", { "sebab-bad-housing": "ya", "sebab-elderly-alone": "ya" }),
    ];
    expect(want.body).toContain("Untuk apa?");
    expect(why.body).toContain("Mengapa?");
    expect(check.body).toContain("Gang Mawar, rumah bambu, RT 3, RW 1");
    const sent = await step(number, "check");
    expect(sent.body).toContain("Usulan Bapak/Ibu sudah kami terima.");
    expect(sent.body).toContain("1 dari 9: Desa mengenali keluarganya");
    expect((await step(number, "check")).body).toContain("1 dari 9");
    const { rows } = await desk().owner.query(
      "select count(*)::int as n from dtsen.aid_proposal where proposer = 'neighbour' and program = 'pkh'",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test("interrupted anywhere, one goes on by the number with everything that was written", async () => {
    const number = numberOf((await begin(2)).body);
    await step(number, "family", TOLD);
    const back = await post("/usul/lanjut", { nomor: number });
    expect(back.body).toContain("Untuk apa?");
    const again = await post("/usul/lanjut", { nomor: number, layar: "family" });
    expect(again.body).toContain('value="Ibu Warung"');
    const missing = await step(number, "why", {});
    expect([missing.statusCode, missing.body.includes("Ada yang belum diisi")]).toEqual([
      422,
      true,
    ]);
  });

  test("what was written is sealed, and gone once it is sent", async () => {
    const number = numberOf((await begin(3)).body);
    await step(number, "family", TOLD);
    const kept = async () =>
      (
        await desk().owner.query(
          "select body_enc::text as text from dtsen.proposal_draft order by draft_no desc limit 1",
        )
      ).rows[0] as { text: string | null };
    const { text } = await kept();
    expect(text).not.toBeNull();
    expect(text).not.toContain(Buffer.from("Gang Mawar").toString("hex"));
    await step(number, "want", { untuk: "data-update" });
    await step(number, "why", { "sebab-disaster": "ya" });
    await step(number, "check");
    expect((await kept()).text).toBeNull();
  });

  test("a code that nobody has, a number that nobody has, an unfinished one that is sent: a sentence, never a case", async () => {
    const unknown = await post("/usul", { kode: "0000-0000-0000-0", siapa: "self" });
    expect(unknown.statusCode).toBe(422);
    const keys = await openLookupKeys(desk().settings.keyFolder);
    const stranger = keys.codeOf("receipt", "nobody");
    expect((await post("/usul/lanjut", { nomor: stranger })).statusCode).toBe(422);
    const number = numberOf((await begin(4)).body);
    expect((await step(number, "check")).body).toContain("Keluarga mana?");
    expect((await status(number)).statusCode).toBe(422);
  });

  test("a family proposes itself: its own case, known to the village at once", async () => {
    const first = await begin(6, "self");
    expect(first.body).toContain("Untuk apa?");
    const number = numberOf(first.body);
    await step(number, "want", { untuk: "data-update" });
    await step(number, "why", { "sebab-lost-income": "ya" });
    await step(number, "check");
    expect(await caseOf("Peraga F")).toBeDefined();
  });
});

describe("what the holder of a number is told", () => {
  test("the same bytes whatever the family is: rich or poor, recipient or not, of whatever name", async () => {
    const [one, two] = [
      await proposed(1),
      await proposed(2, { ...TOLD, nama: "Bapak Yang Panjang Namanya" }),
    ];
    const pages = [await status(one), await status(two)];
    const bodies = pages.map(unnumbered);
    expect(bodies[0]).toBe(bodies[1]);
    // Named: one family in decile 3, the other in decile 9. Nothing of it shows.
    const open = (await at.list("village-operator", "mine")).filter(({ name }) =>
      name.startsWith("Keluarga belum"),
    );
    const last = open.slice(-2).map(({ caseId }) => caseId);
    expect(await at.move("village-operator", last[0] ?? "", { act: "pass", familyId: "13" })).toBe(
      "ok",
    );
    expect(await at.move("village-operator", last[1] ?? "", { act: "pass", familyId: "15" })).toBe(
      "ok",
    );
    const named = [await status(one), await status(two)];
    const after = named.map(unnumbered);
    expect(after[0]).toBe(after[1]);
    expect(after[0]).not.toBe(bodies[0]);
    expect(new Set([...pages, ...named].map(({ rawPayload }) => rawPayload.length)).size).toBe(1);
  });

  test("accepted, not accepted, forwarded: fixed words and no reason", async () => {
    const number = await proposed(3, { ...TOLD, nama: "Siapa Saja" });
    const mine = await at.list("village-operator", "mine");
    const caseId = mine.findLast(({ name }) => name.startsWith("Keluarga belum"))?.caseId ?? "";
    expect(
      await at.move("village-operator", caseId, { act: "refuse", reason: "nobody-found" }),
    ).toBe("ok");
    const { body } = await status(number);
    expect(body).toContain("tidak diterima");
    expect(body).not.toContain("tidak ada keluarga yang dapat dikenali");
    expect(NEUTRAL_OUTCOMES.length).toBe(6);
  });

  test("in English as well, and the front page leads there", async () => {
    const home = await at.app.inject({ method: "GET", url: "/" });
    expect(home.body).toContain('href="/usul"');
    const page = await at.app.inject({ method: "GET", url: "/en/usul" });
    expect(page.body).toContain("Propose a family");
    expect(page.headers["set-cookie"]).toBeUndefined();
  });
});

test("a family proposes so often and no more in a month; the sentence says when again", async () => {
  const tries: number[] = [];
  for (let i = 0; i < 25; i += 1) tries.push((await begin(4)).statusCode);
  expect(tries).toContain(200);
  expect(tries.at(-1)).toBe(429);
});

test("Siap diajukan? asks for no name and no code, keeps what was answered, and says what to bring or do instead", async () => {
  const home = await at.app.inject({ method: "GET", url: "/" });
  expect(home.body).toContain('href="/siap"');
  const all = { "has-card": "ya", "same-address": "ya", "same-village": "ya" };
  const rest = { "paid-by-state": "tidak", "receives-aid": "tidak", "in-trouble": "ya" };
  const missing = await post("/siap", all);
  expect([missing.statusCode, missing.body.includes("Jawab keenamnya.")]).toEqual([422, true]);
  expect(missing.body).toContain('name="has-card" value="ya" required checked');
  const ready = await post("/siap", { ...all, ...rest });
  expect(ready.statusCode).toBe(200);
  expect(ready.body).toContain("Siapkan KTP, Kartu Keluarga dan Kode Cek.");
  expect(ready.body).toContain("Sudah siap. Usulkan sekarang");
  const receives = await post("/siap", { ...all, ...rest, "receives-aid": "ya" });
  expect(receives.body).toContain("Usulan baru tidak perlu.");
  expect(receives.body).not.toContain("Sudah siap.");
});
