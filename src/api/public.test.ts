import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Outcome } from "#domain/program.ts";
import { REMOVAL_STATES } from "#domain/removal.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { publishVersion } from "#publication/publish.ts";
import type { Settings } from "#settings.ts";
import { headNameOf, villageOf } from "#test/frozen-version.ts";
import { postForm } from "#test/post-form.ts";
import { projectForTests, publicHouseForTests } from "#test/public-house.ts";
import { deskForTests } from "#test/store.ts";
import { ANSWER_BYTES } from "./pages/answer.ts";
import { buildServer } from "./server.ts";

const desk = deskForTests();
const house = publicHouseForTests(desk);
const lines: string[] = [];
/** Families on no other list, and what PKH says of each. */
const OF_FAMILY = {
  61: "recipient",
  62: "review",
  64: "reserve",
  65: "eligible-no-quota",
  67: "ineligible",
} as const satisfies Readonly<Record<number, Outcome>>;
let app: FastifyInstance;
let settings: Settings;
let now = new Date("2026-02-01T03:00:00Z");

beforeAll(async () => {
  await projectForTests(house(), {
    label: "2026-1",
    families: 400,
    listedRest: 0,
    outcomes: OF_FAMILY,
  });
  await publishVersion(desk(), { label: "2026-1", publishedBy: "bps" });
  const { keyFolder, dataFolder } = desk().settings;
  settings = {
    dataFolder,
    keyFolder,
    databaseUrl: undefined,
    auditWitnesses: [],
    isProduction: false,
    threads: 1,
    memory: "1GB",
  };
  app = await buildServer({
    desk: desk(),
    settings,
    clock: () => now,
    webFolder: "web",
    log: { write: (line) => lines.push(line) },
    trustedProxies: 1,
  });
});
afterAll(async () => await app.close());

const post = (url: string, fields: Record<string, string>, address = "203.0.113.7") =>
  postForm(app, url, fields, address);

async function codeOf(familyId: number): Promise<string> {
  return (await readCodes(desk(), house().fields, [familyId])).get(familyId) ?? "";
}

/** What the small script does in a browser. */
async function solved(): Promise<{ kerja: string; bukti: string }> {
  const form = await app.inject({ url: "/nama" });
  const kerja = /data-work="([^"]+)"/.exec(form.body)?.[1] ?? "";
  const [salt, most, , target] = kerja.split(".");
  for (let n = 0; n < Number(most); n++) {
    const digest = createHash("sha256").update(`${salt}.${n}`).digest("hex");
    if (digest === target) return { kerja, bukti: String(n) };
  }
  throw new Error("no answer below the bound");
}

async function askName(name: string, village: string) {
  return post("/nama", { nama: name, desa: "x", desa_no: village, ...(await solved()) });
}

test("a citizen with a code reads one sentence, the period and what to do", async () => {
  const answer = await post("/kode", { kode: await codeOf(3) });
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain("Keluarga W*** D***");
  expect(answer.body).toContain("<strong>terdaftar</strong>");
  expect(answer.body).toContain("Januari–Maret 2026");
  expect(answer.body).toContain("Data per 10 Januari 2026");
  expect(answer.body).not.toContain("WARGA");
});

test("a family of a code that is on no list reads so of each program, and is not asked to spell a name", async () => {
  const { rows } = await desk().owner.query<{ family_id: number }>(
    "select family_id from dtsen.public_sheet where programs = 0 and reviewed = 0 order by family_id limit 1",
  );
  const answer = await post(
    "/kode",
    { kode: await codeOf(rows[0]?.family_id ?? 0) },
    "203.0.113.8",
  );
  expect(answer.body).toContain("<strong>belum terdaftar</strong>");
  expect(answer.body.match(/<td>Belum terdaftar<\/td>/g)?.length).toBeGreaterThan(1);
  expect(answer.body).not.toMatch(/Belum dapat ditunjukkan|Periksa ejaan/);
  expect(answer.body).toContain("Merasa berhak?");
});

test("whose place people must look at first is on no lost list: by code it is said, by name that the place is held", async () => {
  const { rows } = await desk().owner.query<{ family_id: number }>(
    "select family_id::int from dtsen.public_sheet where programs = 0 and reviewed > 0 order by family_id limit 1",
  );
  const family = rows[0]?.family_id ?? 0;
  const { body } = await post("/kode", { kode: await codeOf(family) }, "203.0.113.9");
  expect(body).toContain("<strong>sedang diperiksa</strong>");
  expect(body).toContain("<td>Sedang diperiksa</td>");
  expect(body).toContain("tidak dihentikan selama pemeriksaan");
  expect(body).not.toMatch(/<strong>belum terdaftar<\/strong>|Merasa berhak\?/);
  const byName = (await askName(headNameOf(family), villageOf(family))).body;
  expect(byName).toContain("<strong>tempatnya dipegang</strong>");
  expect(byName).not.toMatch(/diperiksa|belum ada penerima/);
});

describe("what the public is told of each outcome, and of each step of a removal", () => {
  const LISTED = ["terdaftar", "Terdaftar", "terdaftar"] as const;
  const HELD = ["sedang diperiksa", "Sedang diperiksa", "tempatnya dipegang"] as const;
  const OFF = ["belum terdaftar", "Belum terdaftar", "belum ada penerima"] as const;
  /** The words that count by code, what stands beside PKH, and the words that count by name. */
  async function told(family: number) {
    const code = await post("/kode", { kode: await codeOf(family) }, `198.51.100.${++asked}`);
    const name = await askName(headNameOf(family), villageOf(family));
    for (const { rawPayload } of [code, name]) expect(rawPayload.length).toBe(ANSWER_BYTES);
    const strong = (body: string) => /<p class="answer[^>]*>[^<]*<strong>([^<]+)/.exec(body)?.[1];
    const pkh = /Keluarga Harapan[^<]*<\/th><td[^>]*>([^<]+)</.exec(code.body)?.[1];
    return { said: [strong(code.body), pkh, strong(name.body)], code: code.body, name: name.body };
  }
  let asked = 0;

  test.each([
    [61, "recipient", LISTED],
    [62, "review", HELD],
    [64, "reserve", OFF],
    [65, "eligible-no-quota", OFF],
    [67, "ineligible", OFF],
  ] as const)("family %i, %s", async (family, outcome, words) => {
    expect(OF_FAMILY[family]).toBe(outcome);
    expect((await told(family)).said).toEqual(words);
  });

  test.each(REMOVAL_STATES.map((state) => [state, state === "effective" ? OFF : LISTED] as const))(
    "a removal that is %s",
    async (state, words) => {
      const { owner } = desk();
      await owner.query("delete from dtsen.removal");
      await owner.query(
        `insert into dtsen.removal_run (before_no, version_no, figures, file_sha256, reply_days, issued_on, effect_on)
       select 1000, version_no, '{}', repeat('c', 64), 21, '2026-01-02', '2026-02-01' from dtsen.publication_pointer
       where not exists (select from dtsen.removal_run n where n.before_no = 1000)`,
      );
      await owner.query(
        `insert into dtsen.removal (run_no, version_no, program, unit, unit_id, family_id, village_no, domicile_village_no, cause,
         detail, is_reviewed, state, proposed_by)
       select run_no, version_no, 'pkh', 'family', 67, 67, 1101012001, 1101012001, 'decile', 'decile-1-to-4', true, $1,
         case when $1 in ('notice-proposed', 'removal-proposed') then (select min(account_id) from dtsen.account) end
       from dtsen.removal_run where before_no = 1000`,
        [state],
      );
      const { said, code, name } = await told(67);
      expect(said).toEqual(words);
      const isTold = ["noticed", "appealed", "removal-proposed", "effective"].includes(state);
      expect(code.includes('<h2 id="pemberitahuan">')).toBe(isTold);
      expect(name).not.toContain('<h2 id="pemberitahuan">');
    },
  );

  beforeAll(async () => {
    await desk().owner.query(
      `insert into dtsen.version (version_no, label, state, basis, as_of, built_by, failed_reason)
       overriding system value values (1000, 'before', 'failed', 'persons', '2025-10-01', 'test', 'test')`,
    );
    await desk().owner.query(
      "insert into dtsen.account (username, person_name) values ('proposer', 'Proposer')",
    );
  });
  afterAll(async () => {
    const { owner } = desk();
    await owner.query("delete from dtsen.removal");
    await owner.query("delete from dtsen.removal_run where before_no = 1000");
    await owner.query("delete from dtsen.version where version_no = 1000");
    await owner.query("delete from dtsen.account where username = 'proposer'");
  });
});

test("a mistyped code comes back with its reason, before anything is asked of the desk", async () => {
  const answer = await post("/kode", { kode: "ABCD" });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('aria-invalid="true"');
});

test("hit, miss, ambiguous and suppressed have equal status, headers and bytes", async () => {
  const owner = await desk().owner.connect();
  await owner.query(
    "insert into suppression (unit, unit_id, ground, ordered_by) values ('family', 9, 'violence', 1)",
  );
  owner.release();
  const suppressedCode = await codeOf(9);
  const answers = [
    await post("/kode", { kode: await codeOf(3) }),
    await post("/kode", { kode: await codeOf(4) }),
    await post("/kode", { kode: suppressedCode }),
    await askName(headNameOf(3), villageOf(3)),
    await askName("TIDAK ADA", villageOf(3)),
    await askName("SITI AMINAH", villageOf(50)),
    await askName(headNameOf(9), villageOf(9)),
  ];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(200);
    expect(answer.rawPayload.length).toBe(ANSWER_BYTES);
    expect(shapeOf(answer.headers)).toEqual(shapeOf(answers[0]?.headers ?? {}));
  }
  // Without the padding they would differ, so the equality above says something.
  expect(new Set(answers.map(({ body }) => bare(body).length)).size).toBeGreaterThan(2);
  const [, , , , miss, , suppressed] = answers.map(({ body }) => bare(body));
  expect(suppressed).toBe(miss?.replaceAll("TIDAK ADA", headNameOf(9)));
});

const shapeOf = (headers: object) => {
  const { "x-request-id": _id, date: _date, ...rest } = headers as Record<string, unknown>;
  return rest;
};
const bare = (body: string) => body.trimEnd();

test("without script a citizen picks the village from a list, waits, and is answered", async () => {
  const fields = { nama: `Bpk. ${headNameOf(3).toLowerCase()}`, desa: "Keude Bakongan" };
  const choice = await post("/nama", fields);
  const villageNo = /name="desa_no" value="(\d{10})"/.exec(choice.body)?.[1] ?? "";
  expect(villageNo).toBe(villageOf(3));

  const waiting = await post("/nama", { ...fields, desa_no: villageNo });
  const karcis = /name="karcis" value="([^"]+)"/.exec(waiting.body)?.[1] ?? "";
  const early = await post("/nama", { ...fields, desa_no: villageNo, karcis });
  expect(early.body).toContain("Belum sampai waktunya");

  now = new Date(now.getTime() + 9_000);
  const answer = await post("/nama", { ...fields, desa_no: villageNo, karcis });
  expect(answer.body).toContain("<strong>terdaftar</strong>");
  const again = await post("/nama", { ...fields, desa_no: villageNo, karcis });
  expect(again.statusCode).toBe(400);
});

const radiosOf = (body: string) =>
  [...body.matchAll(/name="desa_no" value="(\d{4})/g)].map(([, regency]) => regency);

test("without script the register's own villages come first, and the page says how many more fit", async () => {
  const fields = { nama: "SITI AMINAH", desa: "sukamaju" };
  expect(radiosOf((await post("/nama", fields)).body)[0]).not.toBe("3203");
  await desk().owner.query(
    `insert into dtsen.version_figure (version_no, figure, area, value)
     select version_no, 'families', '3203', 40 from dtsen.publication_pointer`,
  );
  now = new Date(now.getTime() + 61_000);
  const suggested = await app.inject({ url: "/desa?q=sukamaju" });
  expect(suggested.json<{ villageNo: string }[]>()[0]?.villageNo).toMatch(/^3203/);
  const { body } = await post("/nama", fields);
  const regencies = radiosOf(body);
  expect(regencies).toHaveLength(12);
  const own = regencies.filter((regency) => regency === "3203").length;
  expect(own).toBeGreaterThan(0);
  expect(new Set(regencies.slice(0, own))).toEqual(new Set(["3203"]));
  expect(body).toMatch(/Masih ada \d+ lagi yang cocok/);
  expect((await post("/en/nama", { ...fields, desa: "Keude Bakongan" })).body).not.toContain(
    "more match",
  );
});

test("a question that never worked and never waited is not answered", async () => {
  const answer = await post("/nama", {
    nama: "X Y",
    desa: "x",
    desa_no: villageOf(3),
    kerja: "a.b.c.d.e",
    bukti: "1",
  });
  expect(answer.body).toContain("karcis");
});

test("limits answer 429 with a page that says what to do", async () => {
  await desk().owner.query(
    "insert into lookup_budget (bucket, used, ends_at) values ($1, 300, now() + interval '1 hour')",
    [`v:${villageOf(250)}`],
  );
  const answer = await askName("SIAPA SAJA", villageOf(250));
  expect(answer.statusCode).toBe(429);
  expect(answer.headers["retry-after"]).toBe("3600");
});

test("no answer may be kept, framed, indexed or followed", async () => {
  const { headers } = await post("/kode", { kode: await codeOf(3) });
  expect(headers["cache-control"]).toBe("no-store");
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["x-robots-tag"]).toContain("noindex");
  expect(headers["content-security-policy"]).toContain("default-src 'none'");
  expect(headers["set-cookie"]).toBeUndefined();
});

test("every page stands in both languages and weighs little", async () => {
  for (const url of [
    "/",
    "/nama",
    "/privasi",
    "/program",
    "/angka",
    "/hapus",
    "/en",
    "/en/nama",
    "/en/angka",
    "/en/program",
  ]) {
    const answer = await app.inject({
      url,
      headers: { accept: "text/html", "accept-encoding": "br" },
    });
    expect(answer.statusCode, url).toBe(200);
    expect(answer.rawPayload.length).toBeLessThan(20_000);
  }
  const style = await app.inject({ url: "/aset/situs.css", headers: { "accept-encoding": "br" } });
  const scripts = await app.inject({ url: "/aset/name.js", headers: { "accept-encoding": "br" } });
  expect(style.rawPayload.length).toBeLessThan(6_000);
  expect(scripts.rawPayload.length).toBeLessThan(3_500);
});

test("the figures say by what deciles and quotas are counted, as the version says it", async () => {
  const readBy = async (basis: string, url: string) => {
    await desk().owner.query(
      "update dtsen.version set basis = $1 where version_no = (select version_no from dtsen.publication_pointer)",
      [basis],
    );
    return (await app.inject({ url, headers: { accept: "text/html" } })).body;
  };
  const families = await readBy("families", "/angka");
  expect(families).toContain("sama banyak keluarganya");
  expect(families).not.toContain("menurut orang");
  expect(await readBy("persons", "/en/angka")).toContain("ten groups with equally many persons");
  const persons = await readBy("persons", "/angka");
  expect(persons.match(/Desil dihitung menurut orang\./g)).toHaveLength(3);
});

test("the figures name the key with which anybody repeats the draws", async () => {
  const { rows } = await desk().owner.query<{ key: string }>(
    `update dtsen.version set seed = 'undian-uji' where version_no = (select version_no
     from dtsen.publication_pointer) returning as_of::text || '|' || seed as key`,
  );
  const answer = await app.inject({ url: "/angka", headers: { accept: "text/html" } });
  expect(answer.body).toContain(`<code>${rows[0]?.key}</code>`);
});

test("only outside production does the site say that everybody is made up", async () => {
  const deps = { desk: desk(), clock: () => now, webFolder: "web" };
  const real = await buildServer({ ...deps, settings: { ...settings, isProduction: true } });
  const said = async (server: typeof app) =>
    (await server.inject({ url: "/privasi", headers: { accept: "text/html" } })).body;
  expect(await said(app)).toContain("buatan komputer");
  expect(await said(real)).not.toContain("buatan komputer");
  await real.close();
});

test("pages and programs get their own kind of refusal", async () => {
  const person = await app.inject({ url: "/tiada", headers: { accept: "text/html" } });
  expect(person.statusCode).toBe(404);
  expect(person.body).toContain("Halaman tidak ada");
  const program = await app.inject({ url: "/api/v1/tiada" });
  expect(program.headers["content-type"]).toContain("application/problem+json");
  expect(program.json()).toMatchObject({ code: "not-found", status: 404 });
  const explained = await app.inject({ url: program.json<{ type: string }>().type });
  expect(explained.body).toContain("There is nothing of that name");
});

test("log lines name routes and codes, never what was asked", () => {
  const all = lines.join("");
  expect(all).toContain('"route":"/kode"');
  expect(all).not.toMatch(/WARGA|AMINAH|203\.0\.113|kode=/i);
});

test("villages are suggested in at most two kilobytes", async () => {
  const answer = await app.inject({ url: "/desa?q=suka" });
  expect(answer.json().length).toBeGreaterThan(3);
  expect(answer.rawPayload.length).toBeLessThan(2_048);
});
