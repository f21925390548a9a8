import { beforeAll, expect, test } from "vitest";
import { openLookupKeys } from "#publication/lookup-keys.ts";
import { HERE, openProposalDesk } from "#test/proposal-desk.ts";
import { deskForTests } from "#test/store.ts";
import { ANSWER_BYTES } from "./pages/answer.ts";
import { EXPLANATION_BYTES } from "./pages/why.ts";

/**
 * What each page of a citizen weighs on the line, with everything that it asks for (trust-and-ux.md B13): bytes are the same on every
 * machine; seconds on a slow line are measured by `npm run prove`.
 */
const KB = 1_024;
const desk = deskForTests();
let at: Awaited<ReturnType<typeof openProposalDesk>>;
let kode = "";
let penjelasan = "";

beforeAll(async () => {
  at = await openProposalDesk(desk(), () => new Date());
  const keys = await openLookupKeys(desk().settings.keyFolder);
  kode = keys.codeOf("slip", "contoh 1");
  await desk().owner.query(
    "insert into dtsen.check_code (code_index, family_id, village_no, domicile_village_no) values ($1, 1, $2, $2)",
    [keys.codeIndex(kode as never), HERE],
  );
  const { body } = await at.as("village-operator")("POST", "/api/v1/families/1/explanation-code", {
    body: { personId: "10", hasSeenCard: true },
    headers: { "idempotency-key": "kode-1-anggaran" },
  });
  penjelasan = (body as { code: string }).code;
});

const LINKED = /(?:href|src)="(\/aset\/[^"]+)"/g;

/** A page and all that it links, as a browser that knows Brotli is sent them: bytes, and those of scripts among them. */
async function weigh(path: string, fields?: Readonly<Record<string, string>>) {
  const sent = await at.app.inject({
    method: fields === undefined ? "GET" : "POST",
    url: path,
    headers: {
      "accept-encoding": "gzip, br",
      ...(fields === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(fields === undefined ? {} : { payload: new URLSearchParams(fields).toString() }),
  });
  expect([path, sent.statusCode]).toEqual([path, 200]);
  const assets = [...new Set([...sent.body.matchAll(LINKED)].map(([, url]) => url ?? ""))];
  let [bytes, scripts] = [sent.rawPayload.length, 0];
  for (const url of assets) {
    const asset = await at.app.inject({
      method: "GET",
      url,
      headers: { "accept-encoding": "gzip, br" },
    });
    expect([url, asset.statusCode]).toEqual([url, 200]);
    bytes += asset.rawPayload.length;
    if (url.includes(".js")) scripts += asset.rawPayload.length;
  }
  const foreign = [...sent.body.matchAll(/(?:src|href)="(https?:)?\/\/[^"]+"/g)].map(
    ([one]) => one,
  );
  return { bytes, scripts, foreign, fonts: /@font-face|\.woff/.test(sent.body) };
}

const FORMS = [
  "/siap",
  "/usul",
  "/sanggah",
  "/aduan",
  "/usul/lanjut",
  "/tanda-terima",
  "/pemberitahuan",
];
const STATUS = ["/", "/nama", "/mengapa"];

test.each([
  ...STATUS.map((path) => [path, 30] as const),
  ...FORMS.map((path) => [path, 80] as const),
])(
  "%s is at most %d KB with style and script, and asks nobody else for anything",
  async (path, most) => {
    const { bytes, scripts, foreign, fonts } = await weigh(path);
    expect(bytes).toBeLessThan(most * KB);
    expect(scripts).toBeLessThan(20 * KB);
    expect([foreign, fonts]).toEqual([[], false]);
  },
);

test("the answer to a Kode Cek, which has one length whatever it says, is at most 30 KB with all it asks for", async () => {
  const own = await weigh("/mengapa", { kode: penjelasan });
  expect(ANSWER_BYTES + own.bytes - EXPLANATION_BYTES).toBeLessThan(30 * KB);
});

test("a family's own explanation is at most 60 KB with at most 10 KB of script", async () => {
  const { bytes, scripts } = await weigh("/mengapa", { kode: penjelasan });
  expect(bytes).toBeLessThan(60 * KB);
  expect(scripts).toBeLessThan(10 * KB);
});

test("each tap of telling what has happened is at most 80 KB", async () => {
  const taps = [
    await weigh("/mengapa/kejadian", { kode: penjelasan }),
    await weigh("/mengapa/kejadian", { kode: penjelasan, kejadian: "job-loss" }),
  ];
  for (const { bytes } of taps) expect(bytes).toBeLessThan(80 * KB);
});

test("who saw a family's data is at most 60 KB, with no more script than the explanation", async () => {
  const { bytes, scripts } = await weigh("/mengapa/siapa", { kode: penjelasan });
  expect(bytes).toBeLessThan(60 * KB);
  expect(scripts).toBeLessThan(10 * KB);
});

test("each screen of a proposal, and the page of its number, is at most 80 KB", async () => {
  const first = await at.app.inject({
    method: "POST",
    url: "/usul",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    payload: new URLSearchParams({ kode, siapa: "neighbour" }).toString(),
  });
  const nomor = /class="number">([0-9A-Z-]{16})</.exec(first.body)?.[1] ?? "";
  const step = (layar: string, fields: Readonly<Record<string, string>> = {}) =>
    weigh("/usul/langkah", { nomor, layar, ...fields });
  const weights = [
    await weigh("/usul", { kode, siapa: "neighbour" }),
    await step("family", { nama: "Bu Contoh", alamat: "Dekat masjid" }),
    await step("want", { untuk: "data-update" }),
    await step("why", { "sebab-bad-housing": "ya" }),
    await step("check"),
    await weigh("/tanda-terima", { nomor }),
    await weigh("/tanda-terima/kabar", { nomor, langkah: "form" }),
    await weigh("/tanda-terima/kabar", { nomor, langkah: "kirim", telepon: "0899 0000 0009" }),
  ];
  for (const { bytes, scripts } of weights) {
    expect(bytes).toBeLessThan(80 * KB);
    expect(scripts).toBeLessThan(20 * KB);
  }
});
