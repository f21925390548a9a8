import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { FAMILY_FACTS } from "#domain/variables/catalogue.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

type Known = { readonly family_id: number; readonly head_name: string };

/** Somebody questions a recipient of the same village; the family answers; a visit finds things as recorded; the objector reads one word. */
export function objectionJourney(stage: () => Stage): void {
  let page: Page;
  let visitor: Page;
  let objector: Known;
  let recipient: Known;
  let number = "";
  let caseAddress = "";

  const console_ = () => `${stage().register.address}/konsol`;
  const site = (path: string) => `${stage().register.address}${path}`;
  const desk = () => stage().register.house.desk.owner;
  const main = async (of: Page) => (await of.getByRole("main").textContent()) ?? "";
  const leave = async () => {
    await page.getByRole("button", { name: "Keluar" }).click();
    await page.getByRole("heading", { name: "Masuk" }).waitFor();
  };
  const pass = async () => {
    await page.locator("summary").filter({ hasText: "Selesai, teruskan" }).click();
    await page.getByRole("button", { name: "Selesai, teruskan" }).click();
    await page.getByText("Sudah dicatat.").first().waitFor({ state: "attached" });
  };

  beforeAll(async () => {
    page = await stage().openPage();
    visitor = await stage().openPage();
    const { rows } = await desk().query<Known>(
      `select f.family_id, f.head_name from dtsen.family f
       join dtsen.publication_pointer c on c.version_no = f.version_no
       join dtsen.appointment a on f.village_no between a.village_lo and a.village_hi and a.role_code = 'village-operator'
       join dtsen.person p on p.version_no = f.version_no and p.person_id = f.head_person_id
       where f.head_name is not null and not f.is_suppressed and p.life_status = 1 and f.size > 1
         and f.village_no = f.domicile_village_no
       order by f.decile_national, f.family_id limit 2`,
    );
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error("nobody lives in the village");
    [recipient, objector] = [first, second];
  });

  test("a neighbour questions a fact and keeps a number", async () => {
    const { house } = stage().register;
    const keys = openFieldKeys(house.settings.keyFolder);
    const code = (await readCodes(house.desk, keys, [objector.family_id])).get(objector.family_id);
    await visitor.goto(site("/"));
    await visitor.getByRole("link", { name: /^Sanggah:/ }).click();
    await visitor.getByLabel("Kode Cek keluarga Bapak/Ibu").fill(code ?? "");
    await soundPage(visitor, "situs-sanggah");
    await visitor.getByRole("button", { name: "Mulai" }).click();
    await visitor.getByLabel("Nama kepala keluarga").fill(recipient.head_name);
    await visitor.getByLabel("Alamat atau patokan rumah").fill("rumah pagar besi");
    await visitor.getByRole("button", { name: "Lanjut" }).click();
    await visitor.getByLabel("Program Sembako").check();
    await visitor.getByRole("button", { name: "Lanjut" }).click();
    await visitor.getByLabel("Rumah dan barangnya lebih baik").check();
    await visitor.getByRole("button", { name: "Lanjut" }).click();
    expect(await main(visitor)).toContain("Bantuan keluarga itu tetap berjalan");
    await visitor.getByRole("button", { name: "Kirim sanggah" }).click();
    number = (await visitor.locator(".number").textContent()) ?? "";
    expect(number).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]$/);
    await soundPage(visitor, "situs-sanggah-diterima");
  });

  test("the social office finds the family; the village sees nothing of it", async () => {
    await signInAs(page, console_(), "village-operator");
    expect(await page.getByRole("link", { name: "Sanggah", exact: true }).count()).toBe(0);
    await leave();
    await signInAs(page, console_(), "regency-verifier");
    await page.getByRole("link", { name: /Sanggah menunggu kantor Anda/ }).click();
    await page.getByRole("article").first().waitFor();
    await soundPage(page, "konsol-sanggah");
    await page
      .getByRole("link", { name: /Buka sanggah/ })
      .first()
      .click();
    await page.getByText("rumah pagar besi").waitFor();
    caseAddress = page.url();
    await page.locator("summary").filter({ hasText: "Selesai, teruskan" }).click();
    await page.getByRole("button", { name: "Cari", exact: true }).click();
    await page
      .getByRole("button", { name: `Pilih ${recipient.head_name}` })
      .first()
      .click();
    await page.getByRole("button", { name: "Selesai, teruskan" }).click();
    await page.getByText("Sudah dicatat.").first().waitFor({ state: "attached" });
    await soundPage(page, "konsol-sanggah-perkara");
    await leave();
  });

  test("the family reads that a fact is looked into and answers; nobody is named", async () => {
    await signInAs(page, console_(), "regency-data-entry");
    const { rows } = await desk().query<{ family_id: number }>(
      "select family_id from dtsen.case_file where kind = 'objection' order by case_id desc limit 1",
    );
    await page.goto(`${console_()}/keluarga/${rows[0]?.family_id}`);
    await page.getByText("Berikan Kode Penjelasan").click();
    await page.getByLabel("Anggota yang datang").selectOption({ index: 1 });
    await page.getByLabel("KTP-nya sudah saya lihat dan cocok").check();
    await page.getByRole("button", { name: "Buat kode" }).click();
    const code = (await page.locator(".handed").textContent()) ?? "";
    await leave();
    await visitor.goto(site("/mengapa"));
    await visitor.getByLabel("Kode Penjelasan").fill(code);
    await visitor.getByRole("main").getByRole("button").first().click();
    await visitor.getByText(/sedang diperiksa: keadaan rumah dan barang/).waitFor();
    expect(await main(visitor)).not.toContain(objector.head_name);
    await soundPage(visitor, "situs-mengapa-sanggah");
    await visitor.getByRole("button", { name: "yang tercatat benar" }).click();
    await visitor.getByText(/Jawaban Bapak\/Ibu: yang tercatat benar/).waitFor();
  });

  test("visited from outside the village, found as recorded, refused with a reason", async () => {
    await signInAs(page, console_(), "regency-verifier");
    await page.goto(caseAddress);
    await pass();
    await leave();
    await signInAs(page, console_(), "regency-data-entry");
    await page.goto(caseAddress);
    await page.getByRole("link", { name: "Isi hasil kunjungan" }).click();
    await page.getByLabel("Hasil", { exact: true }).selectOption("met");
    await page.getByLabel("Yang menjawab").selectOption("head");
    const { rows } = await desk().query<{ floor: number }>(
      `select f.facts[$1::int] as floor from dtsen.current_family f join dtsen.case_file c on c.family_id = f.family_id
       where c.kind = 'objection'`,
      [FAMILY_FACTS.indexOf("floor_material") + 1],
    );
    await page
      .getByLabel("Jenis lantai terluas", { exact: true })
      .selectOption(String(rows[0]?.floor));
    await page.getByText("Tidak ada yang berbeda dari catatan.").waitFor();
    await page.getByLabel(/Keluarga sudah membaca ulang/).check();
    await page.getByRole("button", { name: "Simpan kunjungan" }).click();
    await page.getByRole("heading", { name: /^Kunjungan .*bertemu keluarganya/ }).waitFor();
    await leave();
    await signInAs(page, console_(), "regency-supervisor");
    await page.goto(caseAddress);
    await page.locator("summary").filter({ hasText: "Tolak" }).click();
    const refusing = page.locator("details[open]").filter({ hasText: "Tolak" });
    await refusing.getByLabel("Alasan").selectOption("as-recorded");
    await refusing.getByRole("button", { name: "Tolak" }).click();
    await page.getByText("Kunjungan menemukan keadaan seperti yang tercatat.").first().waitFor();
    await soundPage(page, "konsol-sanggah-ditolak");
    await page.goto(`${console_()}/kalender`);
    await page.getByText("Waktu Indonesia Barat (WIB)").waitFor();
    await page.locator("summary").filter({ hasText: "Catat hari tutup" }).click();
    await soundPage(page, "konsol-kalender");
    await leave();
  });

  test("the objector reads one neutral word, no reason and nothing of the family", async () => {
    await visitor.goto(site("/tanda-terima"));
    await visitor.getByLabel("Nomor").fill(number);
    await visitor.getByRole("main").getByRole("button").first().click();
    await visitor.getByText("tidak diterima").waitFor();
    const told = await main(visitor);
    expect(told).not.toContain(recipient.head_name);
    expect(told).not.toMatch(/Kunjungan menemukan|desil|kelompok/);
    await soundPage(visitor, "situs-sanggah-tidak-diterima");
  });
}
