import type { Page } from "playwright-core";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { buildVersion } from "#jobs/build-version.ts";
import { deliverFeedback } from "#jobs/deliver-feedback.ts";
import { projectAndPublish } from "#jobs/publish-version.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { PATIENCE } from "#test/sizes.ts";
import { countOutcomes } from "#verification/count-outcomes.ts";
import { walkByTab } from "./by-keyboard.ts";
import { photograph, soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

type Known = { readonly family_id: number; readonly head_name: string; readonly decile: number };
const LABEL = "2027-0";
/** A small picture, as a phone would send a large one. */
const PICTURE = {
  mimeType: "image/jpeg",
  buffer: await sharp({ create: { width: 80, height: 60, channels: 3, background: "#998877" } })
    .jpeg()
    .toBuffer(),
};
const tomorrow = () => new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

/**
 * A neighbour proposes a family; the village finds and visits it, deliberates; regency, regent and ministry pass it on; the next
 * version is built and answers; the family reads why, the neighbour only that it was accepted.
 */
export function proposalJourney(stage: () => Stage): void {
  let page: Page;
  let visitor: Page;
  let neighbour: Known;
  let proposed: Known;
  let number = "";
  let caseAddress = "";

  const console_ = () => `${stage().register.address}/konsol`;
  const site = (path: string) => `${stage().register.address}${path}`;
  const desk = () => stage().register.house.desk.owner;
  const leave = async () => {
    await page.getByRole("button", { name: "Keluar" }).click();
    await page.getByRole("heading", { name: "Masuk" }).waitFor();
  };
  const heading = (name: string | RegExp) =>
    page.getByRole("heading", { level: 1, name }).waitFor();

  beforeAll(async () => {
    page = await stage().openPage();
    visitor = await stage().openPage();
    const { rows } = await desk().query<Known>(
      `select f.family_id, f.head_name, f.decile_national as decile from dtsen.family f
       join dtsen.publication_pointer c on c.version_no = f.version_no
       join dtsen.appointment a on f.village_no between a.village_lo and a.village_hi and a.role_code = 'psm'
       join dtsen.person p on p.version_no = f.version_no and p.person_id = f.head_person_id
       where f.head_name is not null and f.kk_enc is not null and not f.is_suppressed and p.life_status = 1
         and f.village_no = f.domicile_village_no
       order by f.decile_national desc, f.family_id limit 2`,
    );
    const [first, second] = rows;
    if (first === undefined || second === undefined) throw new Error("nobody lives in the village");
    [proposed, neighbour] = [first, second];
  });

  test("a neighbour proposes in six screens and keeps a number", async () => {
    const { house } = stage().register;
    const keys = openFieldKeys(house.settings.keyFolder);
    const code = (await readCodes(house.desk, keys, [neighbour.family_id])).get(
      neighbour.family_id,
    );
    await visitor.goto(site("/"));
    await visitor.getByRole("link", { name: "Usulkan keluarga sendiri atau tetangga" }).click();
    await visitor.getByLabel("Tetangga di desa saya").check();
    await visitor.getByLabel("Kode Cek keluarga Bapak/Ibu").fill(code ?? "");
    await soundPage(visitor, "situs-usul");
    await visitor.getByRole("button", { name: "Mulai" }).click();
    await visitor.getByLabel("Nama kepala keluarga").fill(proposed.head_name);
    await visitor.getByLabel("Alamat atau patokan rumah").fill("di belakang balai desa");
    await soundPage(visitor, "situs-usul-keluarga");
    await visitor.getByRole("button", { name: "Lanjut" }).click();
    await soundPage(visitor, "situs-usul-untuk");
    await visitor.getByRole("button", { name: "Lanjut" }).click();
    await visitor.getByLabel("Keadaan sudah berubah").check();
    await soundPage(visitor, "situs-usul-sebab");
    await visitor.getByRole("button", { name: "Lanjut" }).click();
    await soundPage(visitor, "situs-usul-periksa");
    await visitor.getByRole("button", { name: "Kirim usulan" }).click();
    await visitor.getByText("Usulan Bapak/Ibu sudah kami terima.").waitFor();
    number = (await visitor.locator(".number").textContent()) ?? "";
    expect(number).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]$/);
    await soundPage(visitor, "situs-usul-diterima");
  });

  test("the village finds the family and says which it is", async () => {
    await signInAs(page, console_(), "village-operator");
    await page.getByRole("link", { name: /Usulan menunggu kantor Anda/ }).click();
    await heading("Usulan bantuan dan pembaruan data");
    await page.getByRole("article").first().waitFor();
    await soundPage(page, "konsol-usulan");
    await walkByTab(page, "konsol-usulan");
    await page
      .getByRole("link", { name: /Buka usulan/ })
      .first()
      .click();
    await page.getByText("di belakang balai desa").waitFor();
    caseAddress = page.url();
    await page.locator("summary").filter({ hasText: "Selesai, teruskan" }).click();
    await page.getByRole("button", { name: "Cari", exact: true }).click();
    await page
      .getByRole("button", { name: `Pilih ${proposed.head_name}` })
      .first()
      .click();
    await soundPage(page, "konsol-usulan-perkara");
    await page.getByRole("button", { name: "Selesai, teruskan" }).click();
    await page.getByText("Sudah dicatat.").first().waitFor({ state: "attached" });
    await leave();
  });

  test("a visitor asks before seeing what is recorded, and reads it to the family", async () => {
    await signInAs(page, console_(), "psm");
    await page.goto(caseAddress);
    await page.getByRole("link", { name: "Isi hasil kunjungan" }).click();
    await page.getByLabel("Hasil", { exact: true }).selectOption("met");
    await page.getByLabel("Yang menjawab").selectOption("head");
    expect(await page.getByText(/^Tercatat:/).count()).toBe(0);
    for (const [label, code] of [
      ["Jenis lantai terluas", "8"],
      ["Jenis dinding terluas", "6"],
      ["Fasilitas BAB", "6"],
      ["Daya terpasang", "1"],
    ] as const)
      await page.getByLabel(label, { exact: true }).selectOption(code);
    for (const label of ["Lemari es", "Sepeda motor", "AC", "Smartphone", "Mobil"])
      await page.getByLabel(label, { exact: true }).fill("0");
    expect(await page.getByText(/^Tercatat:/).count()).toBeGreaterThan(1);
    await page.reload();
    await page.getByLabel("Hasil", { exact: true }).selectOption("met");
    expect(await page.getByLabel("Jenis lantai terluas", { exact: true }).inputValue()).toBe("8");
    await page.getByLabel("Yang menjawab").selectOption("head");
    await soundPage(page, "konsol-kunjungan-usulan");
    await page.getByLabel(/Keluarga sudah membaca ulang/).check();
    await page.getByRole("button", { name: "Simpan kunjungan" }).click();
    await page.getByRole("heading", { name: /^Kunjungan .*bertemu keluarganya/ }).waitFor();
    await page.getByText("Tambah foto").click();
    await page.getByLabel("Berkas").setInputFiles({ ...PICTURE, name: "rumah.jpg" });
    await page.getByRole("button", { name: "Simpan berkas" }).click();
    await page.getByRole("link", { name: "rumah dari depan" }).waitFor();
    await soundPage(page, "konsol-usulan-bukti");
    await leave();
  });

  test("the deliberation agrees, with attendance and votes and no decile on it", async () => {
    await signInAs(page, console_(), "village-operator");
    await page.goto(`${console_()}/usulan-bantuan`);
    await page.getByRole("link", { name: "Surat musyawarah" }).click();
    await heading("Musyawarah dan suratnya");
    await page.getByText("Rencanakan musyawarah").click();
    await page.getByLabel("Tempat").fill("Balai desa");
    await page.getByLabel("Hari", { exact: true }).fill(tomorrow());
    await page.getByRole("button", { name: "Beri nomor" }).click();
    const card = page.getByRole("article", { name: /^Nomor 0001\/BA-MUS/ });
    await card.waitFor();
    await soundPage(page, "konsol-surat-musyawarah");
    await page.getByText("Rencanakan musyawarah").click();
    await walkByTab(page, "konsol-surat-musyawarah");
    const printed = page.waitForEvent("download");
    await card.getByRole("link", { name: /Semua surat/ }).click();
    expect((await printed).suggestedFilename()).toMatch(/^musyawarah-.*\.pdf$/);
    await card.getByRole("link", { name: /Catat putusannya/ }).click();
    await page.getByLabel("Nomor berita acara atau SPTJM").waitFor();
    await expect
      .poll(() => page.getByLabel("Nomor berita acara atau SPTJM").inputValue())
      .toMatch(/^0001\/BA-MUS\//);
    await page.getByLabel("Diundang").fill("20");
    await page.getByLabel("Hadir", { exact: true }).fill("14");
    await page.getByLabel("Di antaranya perempuan").fill("6");
    await page.getByLabel("Keputusan").selectOption("agreed");
    await page.getByLabel("Setuju", { exact: true }).fill("13");
    await page.getByLabel("Tidak setuju").fill("1");
    expect(await page.getByRole("main").textContent()).not.toMatch(/desil [0-9]/i);
    await soundPage(page, "konsol-musyawarah");
    await page.getByRole("button", { name: "Simpan musyawarah" }).click();
    await heading("Usulan bantuan dan pembaruan data");
    await page.getByRole("link", { name: "Surat musyawarah" }).click();
    await page.getByText("Simpan pindaian bertanda tangan").click();
    await page.getByLabel("Berkas").setInputFiles({ ...PICTURE, name: "berita-acara.jpg" });
    await page.getByRole("button", { name: "Simpan berkas" }).click();
    await page.getByRole("link", { name: /^berita acara bertanda tangan, dipindai/ }).waitFor();
    await soundPage(page, "konsol-musyawarah-pindaian");
    await leave();
  });

  /** A step, passed on the case itself. */
  async function passAs(role: string): Promise<void> {
    await signInAs(page, console_(), role);
    await page.goto(caseAddress);
    await page.locator("summary").filter({ hasText: "Selesai, teruskan" }).click();
    await page.getByRole("button", { name: "Selesai, teruskan" }).click();
    await page.getByText("Sudah dicatat.").first().waitFor({ state: "attached" });
    await leave();
  }

  /** A step, passed for all that are chosen under one number. */
  async function passChosen(role: string, reference: string): Promise<void> {
    await signInAs(page, console_(), role);
    await page.goto(`${console_()}/usulan-bantuan`);
    await page.getByLabel(`Pilih ${proposed.head_name}`).check();
    await page.getByLabel("Nomor surat atau konfirmasi").fill(reference);
    if (role === "regent") await soundPage(page, "konsol-usulan-pengesahan");
    await page.getByRole("button", { name: "Teruskan semua yang dipilih" }).click();
    await page.getByText("Tidak ada usulan dalam daftar ini.").waitFor();
    await leave();
  }

  test("regency, regent and ministry pass it on, each by another person", async () => {
    await passAs("regency-verifier");
    await passAs("agency-head");
    await passChosen("regent", "460/12/2026");
    await passChosen("ministry-officer", "BAST/88/2026");
  });

  test(
    "the next version takes it in: decile before and after, and the neighbour reads one neutral word",
    async () => {
      const { house } = stage().register;
      const asOf = new Date().toISOString().slice(0, 10) as PlainDate;
      const cutOff = new Date(Date.now() + 60_000).toISOString();
      const delivered = await deliverFeedback(house, { cutOff, asOf, actor: "bps-steward" });
      expect(delivered.every(({ ok }) => ok)).toBe(true);
      const actors = { rankedBy: "bps-statistician", frozenBy: "bps-steward" };
      const draft = { label: LABEL, basis: "persons", asOf, seed: "1", actors } as const;
      mustAccept(await buildVersion(house, draft, quiet), "the next version");
      const publishing = { label: LABEL, publishedBy: "bps-steward" };
      mustAccept(await projectAndPublish(house, publishing, quiet), "its publication");
      await signInAs(page, console_(), "regency-verifier");
      await page.goto(caseAddress);
      await page.getByText(`versi ${LABEL}`, { exact: false }).first().waitFor();
      await soundPage(page, "konsol-usulan-dijawab");
      await countOutcomes(house.desk, new Date().toISOString());
      await page.goto(`${console_()}/hasil`);
      await page.getByRole("heading", { name: "Yang ditemukan dari yang diperiksa" }).waitFor();
      await soundPage(page, "konsol-hasil");
      await walkByTab(page, "konsol-hasil");
      const { rows } = await desk().query<{ before: number; after: number }>(
        "select before_decile as before, after_decile as after from dtsen.aid_proposal where answered_version_no is not null",
      );
      expect(rows).toHaveLength(1);
      expect(rows[0]?.after).toBeLessThan(rows[0]?.before ?? 0);
      const scriptless = await stage().openPage({ javaScriptEnabled: false });
      await scriptless.goto(site("/tanda-terima"));
      await scriptless.getByLabel("Nomor").fill(number);
      await scriptless.getByRole("main").getByRole("button").first().click();
      const told = (await scriptless.getByRole("main").textContent()) ?? "";
      expect(told).toContain("diterima");
      expect(told).not.toContain(proposed.head_name);
      expect(told).not.toMatch(/desil|kelompok/i);
      await photograph(scriptless, "situs-usul-diterima-versi");
      await scriptless.context().close();
      await leave();
    },
    PATIENCE,
  );

  test("the family itself reads that it was proposed, accepted, and what changed", async () => {
    await signInAs(page, console_(), "regency-data-entry");
    const { rows } = await desk().query<{ family_id: number }>(
      `select coalesce(r.to_family_id, c.family_id) as family_id from dtsen.case_file c
       left join dtsen.publication_pointer p on true
       left join dtsen.family_redirect r on r.version_no = p.version_no and r.from_family_id = c.family_id
       join dtsen.aid_proposal x using (case_id) where x.answered_version_no is not null`,
    );
    await page.goto(`${console_()}/keluarga/${rows[0]?.family_id}`);
    await page.getByText("Berikan Kode Penjelasan").click();
    await page.getByLabel("Anggota yang datang").selectOption({ index: 1 });
    await page.getByLabel("KTP-nya sudah saya lihat dan cocok").check();
    await page.getByRole("button", { name: "Buat kode" }).click();
    const code = (await page.locator(".handed").textContent()) ?? "";
    await visitor.goto(site("/mengapa"));
    await visitor.getByLabel("Kode Penjelasan").fill(code);
    await visitor.getByRole("button").first().click();
    await visitor.getByText(`Diterima dan sudah masuk ke versi ${LABEL}`).waitFor();
    const told = (await visitor.getByRole("main").textContent()) ?? "";
    expect(told).toMatch(/Jenis lantai: Tanah \(Koreksi warga, /);
    expect(told).not.toContain(neighbour.head_name);
    await soundPage(visitor, "situs-mengapa-usulan");
    await leave();
  });
}
