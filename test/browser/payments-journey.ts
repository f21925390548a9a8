import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { mustAccept } from "#domain/result.ts";
import { receivePayments } from "#jobs/receive-payments.ts";
import { decryptField, openFieldKeys } from "#store/field-cipher.ts";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** What the report says of one recipient after the other. */
const SAID = [
  "SUDAH TRANSAKSI",
  "SUDAH TRANSAKSI",
  "SP2D",
  "GAGAL OMSPAN",
  "TIDAK TRANSAKSI",
  "GAGAL BUREKOL",
];

/** A report of payments is received, reconciled, and its failures are somebody's next step. */
export function paymentsJourney(stage: () => Stage): void {
  let page: Page;

  beforeAll(async () => {
    page = await stage().openPage();
    const { house } = stage().register;
    const keys = openFieldKeys(house.desk.settings.keyFolder);
    const { rows } = await house.desk.owner.query<{ person_id: number; nik_enc: Buffer }>(
      `select p.person_id, p.nik_enc from dtsen.publication_pointer v
       join dtsen.outcome o on o.version_no = v.version_no and o.program = 'sembako' and o.outcome = 'recipient'
       join dtsen.family f on f.version_no = v.version_no and f.family_id = o.family_id
       join dtsen.person p on p.version_no = v.version_no and p.person_id = f.head_person_id
       where p.nik_enc is not null and not p.is_suppressed order by p.person_id limit 60`,
    );
    const lines = rows.map(({ person_id, nik_enc }, at) => {
      const place = { table: "person", column: "nik_enc", rowId: person_id };
      return `${decryptField(keys, place, nik_enc)};Peraga;${SAID[at % SAID.length]};600000;2026-11-0${(at % 9) + 1}`;
    });
    const file = join(house.settings.dataFolder, "laporan.csv");
    await writeFile(file, `${["NIK;NAMA;STATUS;NOMINAL;TANGGAL", ...lines].join("\n")}\n`);
    const receipt = await receivePayments(house, {
      ...{ file, layout: "siks-ng-2026", program: "sembako", phase: "2026-q4" },
      ...{ reportedOn: "2026-11-20", today: "2026-12-31", by: "ministry-officer" },
    });
    expect(mustAccept(receipt, "report").rowsRefused).toBe(0);
  });

  test("a verifier sees how a phase stands, what failed and what to do, and draws a sample", async () => {
    await signInAs(page, `${stage().register.address}/konsol`, "regency-verifier");
    await openFromMenu(page, "Penyaluran");
    await page.getByRole("heading", { level: 1, name: "Penyaluran bantuan" }).waitFor();
    await page.getByText("Setiap penerima dalam daftar dihitung tepat satu kali.").waitFor();
    const stuck = page.getByRole("region", { name: "Yang tertahan, dan langkah berikutnya" });
    const cause = stuck.getByRole("article").filter({ hasText: "Gagal OMSPAN" });
    await cause.getByText(/Antar keluarga ke bank.*dikerjakan oleh pendamping/s).waitFor();
    await cause.getByText(/^Keluarganya/).click();
    await cause.getByRole("link").first().waitFor();
    await page.getByLabel("Benih undian").fill("contoh-1");
    await page.getByRole("button", { name: "Undi" }).click();
    await page.getByText("pembayaran didatangi.").waitFor();
    await page
      .getByLabel(/^Sudah dilihat di/)
      .first()
      .fill("10");
    await page.getByText("Perkiraan tidak sesuai: ").waitFor();
    await page.getByRole("button", { name: "Simpan hasil" }).click();
    const kept = page.getByRole("table", { name: "Hasil pemeriksaan yang disimpan" });
    await kept.getByText("10 dilihat, 0 tidak sesuai").waitFor();
    await soundPage(page, "konsol-penyaluran");
    await leave();
  });

  test("another member comes to hold the card: told from the sheet, verified, changed by the payer, and the aid goes on", async () => {
    await signInAs(page, console_(), "regency-data-entry");
    await page.goto(`${console_()}/keluarga/${await familyWithTwoAdults()}`);
    const part = page.getByRole("region", { name: "Pemegang kartu bantuan" });
    await part.getByText("Siapa yang boleh mengambil di kantor pos?").click();
    await part.getByLabel("Yang datang").selectOption("same-card");
    await part.getByText(/^Boleh/).waitFor();
    await part.getByLabel("surat undangan").uncheck();
    await part.getByText("Berkas yang dibawa belum lengkap.").waitFor();
    await soundPage(page, "konsol-keluarga-pengurus");
    await part.getByRole("link", { name: "Ganti pengurus" }).click();
    await page.getByLabel("Mengapa diganti").selectOption("away");
    await page.getByLabel("Pemegang kartu yang baru").selectOption({ index: 1 });
    await soundPage(page, "konsol-ganti-pengurus-lapor");
    await page.getByRole("button", { name: "Laporkan" }).click();
    await page.getByRole("heading", { level: 2, name: "Empat langkah" }).waitFor();
    const address = page.url();
    await leave();
    await passAs("regency-verifier");
    await leave();
    await passAs("ministry-officer", "BRI/2026/771");
    await page.goto(address);
    await page.getByText("Diganti sejak").waitFor();
    await soundPage(page, "konsol-ganti-pengurus");
    await page.goto(`${console_()}/ganti-pengurus`);
    await page.getByLabel("Selesai").check();
    await page.getByRole("article").first().waitFor();
    await soundPage(page, "konsol-ganti-pengurus-daftar");
    await leave();
  });

  const console_ = () => `${stage().register.address}/konsol`;
  const leave = async () => {
    await page.getByRole("button", { name: "Keluar" }).click();
    await page.getByRole("heading", { name: "Masuk" }).waitFor();
  };

  /** A family of the office's regency whose card somebody else of it could hold. */
  async function familyWithTwoAdults(): Promise<string> {
    const { rows } = await stage().register.house.desk.owner.query<{ family_id: number }>(
      `select h.family_id from dtsen.card_holder h
       join dtsen.appointment a on h.village_no between a.village_lo and a.village_hi and a.role_code = 'regency-data-entry'
       join dtsen.current_person p on p.family_id = h.family_id and p.person_id <> h.person_id
       where h.held_until is null and p.life_status = 1 and p.birth_date < 20000101 order by h.family_id limit 1`,
    );
    return String(rows[0]?.family_id);
  }

  /** A step, passed from the officer's home. */
  async function passAs(role: string, number?: string): Promise<void> {
    await signInAs(page, console_(), role);
    await page.getByRole("link", { name: /Ganti pengurus menunggu kantor Anda/ }).click();
    await page
      .getByRole("link", { name: /^Buka ganti pengurus/ })
      .first()
      .click();
    await page.locator("summary").filter({ hasText: "Selesai, teruskan" }).click();
    if (number !== undefined) await page.getByLabel(/^Nomor surat/).fill(number);
    await page.getByRole("button", { name: "Selesai, teruskan" }).click();
    await page.getByText("Sudah dicatat.").first().waitFor({ state: "attached" });
  }
}
