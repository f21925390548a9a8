import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { sendMessages } from "#jobs/keep-outbox.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

type Known = { readonly family_id: number; readonly head_name: string };

/** What families ask beside aid: to stop, and taking that back; a complaint that is acted on; one that is refused and reviewed elsewhere. */
export function serviceJourney(stage: () => Stage): void {
  let page: Page;
  let visitor: Page;
  let family: Known;
  let kode = "";
  let refusedNumber = "";

  const console_ = () => `${stage().register.address}/konsol`;
  const site = (path: string) => `${stage().register.address}${path}`;
  const desk = () => stage().register.house.desk.owner;
  const leave = async () => {
    await page.getByRole("button", { name: "Keluar" }).click();
    await page.getByRole("heading", { name: "Masuk" }).waitFor();
  };
  const open = async (title: string) =>
    await page.locator("summary").filter({ hasText: title }).click();
  const recorded = async () =>
    await page.getByText("Sudah dicatat.").first().waitFor({ state: "attached" });
  const pass = async () => {
    await page.getByRole("button", { name: "Selesai, teruskan" }).click();
    await recorded();
  };

  beforeAll(async () => {
    page = await stage().openPage();
    visitor = await stage().openPage();
    const { rows } = await desk().query<Known>(
      `select f.family_id, f.head_name from dtsen.family f
       join dtsen.publication_pointer c on c.version_no = f.version_no
       join dtsen.appointment a on f.village_no between a.village_lo and a.village_hi and a.role_code = 'regency-data-entry'
       join dtsen.person p on p.version_no = f.version_no and p.person_id = f.head_person_id
       where f.head_name is not null and not f.is_suppressed and p.life_status = 1 and f.village_no = f.domicile_village_no
         and exists (select from dtsen.outcome o where o.version_no = f.version_no and o.family_id = f.family_id
           and o.program = 'sembako' and o.unit = 'family' and o.outcome in ('recipient', 'review'))
       order by f.family_id desc limit 1`,
    );
    const [first] = rows;
    if (first === undefined) throw new Error("nobody of the regency receives Sembako");
    family = first;
    const { house } = stage().register;
    const keys = openFieldKeys(house.settings.keyFolder);
    kode = (await readCodes(house.desk, keys, [family.family_id])).get(family.family_id) ?? "";
  });

  test("six questions say what to bring, without a name or a code", async () => {
    await visitor.goto(site("/"));
    await visitor.getByRole("link", { name: /^Siap diajukan/ }).click();
    for (const [at, answer] of ["Ya", "Tidak", "Ya", "Tidak", "Tidak", "Ya"].entries())
      await visitor.getByRole("group").nth(at).getByLabel(answer, { exact: true }).check();
    await visitor.getByRole("button", { name: "Lihat yang perlu disiapkan" }).click();
    await visitor.getByText("Usulkan di desa tempat tinggal sekarang.").waitFor();
    await soundPage(visitor, "situs-siap");
    await visitor.getByRole("link", { name: "Buka halamannya" }).click();
    await visitor.getByRole("heading", { name: "Usulkan keluarga" }).waitFor();
  });

  test("a family that is asked to stop is met by an officer, reads of it, and takes it back with one press", async () => {
    await signInAs(page, console_(), "regency-data-entry");
    await page.goto(`${console_()}/keluarga/${family.family_id}`);
    await page.getByRole("link", { name: "Terima pengunduran diri" }).click();
    await page.getByLabel("Program Sembako").check();
    await soundPage(page, "konsol-mundur-baru");
    await page.getByRole("button", { name: "Catat permintaan" }).click();
    await page.getByRole("heading", { name: `Pengunduran diri: ${family.head_name}` }).waitFor();
    await open("Selesai, teruskan");
    await page.getByLabel("Orang dewasa dari keluarga ini").selectOption({ index: 1 });
    await page.getByLabel("Di mana").selectOption("home");
    await page.getByLabel("Saya melihat KTP dan KK aslinya").check();
    await soundPage(page, "konsol-mundur");
    await pass();
    await page.getByText("Masa tenang sampai").waitFor();
    await page.goto(`${console_()}/keluarga/${family.family_id}`);
    await page.getByText("Berikan Kode Penjelasan").click();
    await page.getByLabel("Anggota yang datang").selectOption({ index: 1 });
    await page.getByLabel("KTP-nya sudah saya lihat dan cocok").check();
    await page.getByRole("button", { name: "Buat kode" }).click();
    const code = (await page.locator(".handed").textContent()) ?? "";
    await leave();
    await visitor.goto(site("/mengapa"));
    await visitor.getByLabel("Kode Penjelasan").fill(code);
    await visitor.getByRole("main").getByRole("button").first().click();
    await visitor.getByText(/Ada permintaan berhenti dari/).waitFor();
    await soundPage(visitor, "situs-mengapa-mundur");
    await visitor.getByRole("button", { name: "Batalkan permintaan berhenti" }).click();
    await visitor.getByText(/Dibatalkan pada/).waitFor();
    await visitor.getByText("Ingin berhenti dari bantuan?").waitFor();
  });

  test("three taps tell what has happened, and the family holds a number to follow it by", async () => {
    await visitor.getByRole("button", { name: "Ada kejadian di keluarga kami" }).click();
    await visitor.getByRole("heading", { name: "Apa yang terjadi?" }).waitFor();
    await soundPage(visitor, "situs-kejadian");
    await visitor.getByRole("button", { name: "Kehilangan pekerjaan" }).focus();
    await visitor.keyboard.press("Enter");
    await visitor.getByText("Siapkan surat berhenti kerja").waitFor();
    await soundPage(visitor, "situs-kejadian-kirim");
    await visitor.getByRole("button", { name: "Kirim", exact: true }).click();
    await visitor.getByText("Usulan Bapak/Ibu sudah kami terima.").waitFor();
    await soundPage(visitor, "situs-kejadian-terkirim");
  });

  const complain = async (topic: string): Promise<string> => {
    await visitor.goto(site("/"));
    await visitor.getByRole("link", { name: /^Adukan:/ }).click();
    await visitor.getByLabel("Kode Cek keluarga Bapak/Ibu").fill(kode);
    await visitor.getByLabel(topic).check();
    await visitor.getByLabel("Pendamping").check();
    await visitor.getByLabel("Ceritakan singkat").fill("Kartu dipegang ketua kelompok");
    await visitor.getByRole("button", { name: "Kirim pengaduan" }).click();
    return (await visitor.locator(".number").textContent()) ?? "";
  };
  const status = async (number: string) => {
    await visitor.goto(site("/tanda-terima"));
    await visitor.getByLabel("Nomor").fill(number);
    await visitor.getByRole("main").getByRole("button").first().click();
  };

  test("a complaint is examined and acted on outside the village, and whoever made it reads what was done", async () => {
    await visitor.goto(site("/aduan"));
    await soundPage(visitor, "situs-aduan");
    const number = await complain("Kartu atau buku dipegang orang lain");
    await soundPage(visitor, "situs-aduan-diterima");
    await signInAs(page, console_(), "village-operator");
    expect(await page.getByRole("link", { name: "Pengaduan", exact: true }).count()).toBe(0);
    await leave();
    await signInAs(page, console_(), "regency-verifier");
    await page.getByRole("link", { name: /Pengaduan menunggu kantor Anda/ }).click();
    await page.getByRole("article").first().waitFor();
    await soundPage(page, "konsol-aduan");
    await page
      .getByRole("link", { name: /Buka perkara/ })
      .first()
      .click();
    await page.getByText("Kartu dipegang ketua kelompok").waitFor();
    const address = page.url();
    await open("Selesai, teruskan");
    await pass();
    await leave();
    await signInAs(page, console_(), "agency-head");
    await page.goto(address);
    await open("Selesai, teruskan");
    expect(await page.getByText("Kartu dipegang ketua kelompok").count()).toBe(0);
    await page.getByLabel("Yang dilakukan").selectOption("card-returned");
    await page.getByLabel("Nomor surat atau konfirmasi").fill("ST/8/2026");
    await soundPage(page, "konsol-aduan-tindak");
    await pass();
    await leave();
    await status(number);
    await visitor.getByText("Kartu sudah kembali.").waitFor();
  });

  test("one that is refused is reviewed by another office at its maker's word", async () => {
    refusedNumber = await complain("Dilayani dengan kasar atau ditolak");
    await signInAs(page, console_(), "regency-verifier");
    await page.goto(`${console_()}/aduan`);
    await page
      .getByRole("link", { name: /Buka perkara/ })
      .first()
      .click();
    await open("Tolak");
    const refusing = page.locator("details[open]").filter({ hasText: "Tolak" });
    await refusing.getByLabel("Alasan").selectOption("not-shown");
    await refusing.getByRole("button", { name: "Tolak" }).click();
    await page.getByText("Yang diadukan tidak dapat ditunjukkan.").first().waitFor();
    await leave();
    await status(refusedNumber);
    await visitor.getByText("Yang diadukan tidak dapat ditunjukkan.").waitFor();
    await soundPage(visitor, "situs-aduan-ditolak");
    await visitor.getByRole("button", { name: "Kabari saya lewat SMS atau WhatsApp" }).click();
    await soundPage(visitor, "situs-kabar");
    await visitor.getByLabel("Nomor HP").fill("0899 0000 0001");
    await visitor.getByRole("button", { name: "Kirim kode ke nomor ini" }).click();
    await visitor.getByLabel("Kode dari pesan").waitFor();
    await soundPage(visitor, "situs-kabar-kode");
    const folder = await mkdtemp(join(tmpdir(), "dtsen-kabar-"));
    const { house } = stage().register;
    const settings = { ...house.settings, dataFolder: folder };
    await sendMessages({ desk: house.desk, settings }, new Date().toISOString());
    const [file] = await readdir(join(folder, "outbox"));
    const written = await readFile(join(folder, "outbox", file ?? ""), "utf8");
    await visitor.keyboard.press("Tab");
    await visitor.getByLabel("Kode dari pesan").focus();
    await visitor.keyboard.type(/kode Anda ([0-9]{6})/.exec(written)?.[1] ?? "");
    await visitor.keyboard.press("Enter");
    await visitor.getByText("SMS ke nomor berakhiran 001").waitFor();
    await soundPage(visitor, "situs-kabar-status");
    await visitor.getByRole("button", { name: "Minta kantor lain meninjau" }).click();
    await visitor.getByText(/Provinsi meninjau/).waitFor();
    await signInAs(page, console_(), "province-officer");
    await page.getByRole("link", { name: /Keberatan menunggu kantor Anda/ }).click();
    await page
      .getByRole("link", { name: /Buka perkara/ })
      .first()
      .click();
    await page.getByText("Yang diadukan tidak dapat ditunjukkan.").waitFor();
    await soundPage(page, "konsol-keberatan");
    await leave();
  });
}
