import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { bringLists } from "#jobs/bring-lists.ts";
import { answerDetermination, proposeDetermination } from "#jobs/determine-list.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { photograph, soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** One officer proposes a list, a second approves it, and the citizen's page says so at once. */
export function determinationJourney(stage: () => Stage): void {
  let page: Page;
  let citizen: Page;

  beforeAll(async () => {
    page = await stage().openPage();
    citizen = await stage().openPage({ javaScriptEnabled: false });
  });

  /** What a recipient of the program reads with the code of their slip. */
  async function readStatus(): Promise<string> {
    const { house, address } = stage().register;
    const { rows } = await house.desk.owner.query<{ family_id: number }>(
      `select o.family_id from dtsen.outcome o join dtsen.publication_pointer p using (version_no)
       where o.outcome = 'recipient' and o.program = 'sembako' and not o.is_suppressed order by 1 limit 1`,
    );
    const family = rows[0]?.family_id ?? 0;
    const keys = openFieldKeys(house.settings.keyFolder);
    const code = (await readCodes(house.desk, keys, [family])).get(family) ?? "";
    await citizen.goto(address);
    await citizen.getByLabel("Kode Cek", { exact: true }).fill(code);
    await citizen.getByRole("button", { name: "Lihat status" }).click();
    await citizen.getByRole("heading", { level: 1, name: "Jawaban" }).waitFor();
    return (await citizen.getByRole("main").textContent()) ?? "";
  }
  const listed = () => page.getByRole("table", { name: "Semua penetapan" });
  const open = async (name: string) => {
    page = await stage().openPage();
    await signInAs(page, `${stage().register.address}/konsol`, name);
    await openFromMenu(page, "Penetapan");
    await page.getByRole("heading", { level: 1, name: "Penetapan program" }).waitFor();
  };

  test("an officer proposes the list of the version in force, by keyboard; nothing changes for citizens", async () => {
    expect(await readStatus()).toMatch(/Sembako.*: hasil hitungan versi, belum ditetapkan/);
    await open("program-determiner");
    const card = page.getByRole("article", { name: /Sembako/ });
    await card.locator("summary").focus();
    await page.keyboard.press("Enter");
    await soundPage(page, "konsol-penetapan-usul");
    await card.getByRole("button", { name: "Usulkan" }).press("Enter");
    await listed().getByText("diusulkan, menunggu orang kedua").waitFor();
    await listed()
      .getByRole("link", { name: /Sembako/ })
      .click();
    await page.getByText("Anda yang mengusulkan. Orang kedua harus orang lain.").waitFor();
    expect(await page.getByText("Setujui usulan ini").count()).toBe(0);
    expect(await readStatus()).toMatch(/Sembako.*: hasil hitungan versi, belum ditetapkan/);
  });

  test("a second person approves it, and the citizen reads so at once", async () => {
    await open("program-determiner-2");
    await listed()
      .getByRole("link", { name: /Sembako/ })
      .click();
    await page.getByText("Setujui usulan ini").focus();
    await page.keyboard.press("Enter");
    await soundPage(page, "konsol-penetapan-jawab");
    await page.getByRole("button", { name: "Setujui" }).press("Enter");
    await page.getByRole("heading", { name: "SK dengan lampiran per desa" }).waitFor();
    await soundPage(page, "konsol-penetapan");
    expect(await readStatus()).toMatch(/Sembako.*: ditetapkan, disetujui .*, SK menyusul/);
    await photograph(citizen, "situs-jawaban-ditetapkan");
  });

  test("has the letter made, and the page behind its code tells what it is and nobody's name", async () => {
    const href = await page.getByRole("link", { name: "Unduh SK, semua" }).getAttribute("href");
    const made = await page.request.get(`${stage().register.address}${href}`);
    expect([made.status(), (await made.body()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    await page.getByRole("link", { name: "Laman pemeriksaan keaslian" }).click();
    await page.getByRole("heading", { level: 1, name: "Periksa keaslian penetapan" }).waitFor();
    await page.getByText("SHA-256 lampiran", { exact: true }).waitFor();
    await soundPage(page, "situs-periksa-penetapan");
  });

  /** The list as downloaded, filled in, takes the place of what the form said: looked at first, then sent. */
  async function sendAgainAsFile() {
    const href = await page.getByRole("link", { name: /CSV/ }).getAttribute("href");
    const csv = await page.evaluate(async (path) => (await fetch(path)).text(), href ?? "");
    const [header, ...lines] = csv.trim().split("\r\n");
    const filled = lines.map((line, i) =>
      line.replace(/"";""$/, i === 0 ? '"mungkin";""' : '"diterima";""'),
    );
    const buffer = Buffer.from([header, ...filled, ""].join("\r\n"));
    await page.getByText("Kirim hasil sebagai berkas", { exact: true }).click();
    const file = { name: "hasil.csv", mimeType: "text/csv", buffer };
    await page.getByLabel("Berkas hasil (CSV atau XLSX)").setInputFiles(file);
    await page.getByRole("button", { name: "Periksa berkas" }).click();
    await page.getByText("Baris 1, kolom HASIL").waitFor();
    await page.getByText(/Hasil tidak dikenal/).waitFor();
    const own = page.locator("form", { hasText: "Kirim hasil dari berkas ini" });
    await own.getByLabel("Nomor berita acara musyawarah").fill("BA-MUSDESUS/4/2026");
    await own.getByLabel("Tanggal musyawarah").fill("2026-11-05");
    await own.getByLabel("Banyaknya yang hadir").fill("38");
    await own.getByLabel("Yang berkeberatan").fill("0");
    await own.getByLabel("Nomor Peraturan Kepala Desa").fill("Perkades 8 Tahun 2026");
    await own.getByLabel("Tanggal ditandatangani").fill("2026-11-06");
    await own.getByLabel("Alasan penggantian").fill("Musyawarah kedua sesudah keberatan warga");
    await soundPage(page, "konsol-berkas-hasil-calon");
    await own.getByRole("button", { name: "Kirim hasil dari berkas ini" }).click();
    await page.getByText(/^Perkades 8 Tahun 2026/).waitFor();
    await page.getByText("digantikan").waitFor();
  }

  test("hands the candidates of a village over; the village head receives them and sends back what was decided", async () => {
    const { house, address } = stage().register;
    const { owner } = house.desk;
    const { rows } = await owner.query<{ label: string; lo: string; hi: string }>(
      `select v.label, a.village_lo::text as lo, a.village_hi::text as hi from dtsen.publication_pointer p
       join dtsen.version v on v.version_no = p.version_no, dtsen.appointment a where a.role_code = 'village-head'`,
    );
    const { label, lo, hi } = rows[0] ?? { label: "", lo: "", hi: "" };
    const draft = { label, programs: ["blt-desa"], by: "bps-steward" };
    mustAccept(await bringLists(house, draft, quiet), "brought");
    const asked = { label, program: "blt-desa", by: "program-determiner" };
    const number = mustAccept(await proposeDetermination(house.desk, asked), "proposed");
    const said = { number, answer: "approved", reason: "", by: "program-determiner-2" } as const;
    mustAccept(await answerDetermination(house.desk, said), "approved");

    const found = await owner.query<{ village: string }>(
      `select village_no::text as village from dtsen.outcome where program = 'blt-desa' and outcome = 'recipient'
       group by 1 order by count(*) desc, 1 limit 1`,
    );
    const village = found.rows[0]?.village ?? "";
    // The head of a made-up register's first village may have no candidate: for this journey they head another.
    const head = (from: string, to: string) =>
      owner.query(
        "update dtsen.appointment set village_lo = $1, village_hi = $2 where role_code = 'village-head'",
        [from, to],
      );
    await head(village, village);

    await open("program-determiner");
    await listed()
      .getByRole("link", { name: /BLT Desa/ })
      .click();
    await page.getByText("Serahkan daftar calon", { exact: true }).last().click();
    await page.getByLabel("Wilayah").fill(village);
    await page.getByLabel("Nomor berita acara").fill("BA-12/LINJAMSOS/2026");
    await page.getByLabel("Tanggal serah terima").fill("2026-11-02");
    await page.getByLabel("Yang menyerahkan", { exact: true }).fill("Sari Contoh");
    await page.getByLabel("Jabatan yang menyerahkan").fill("Direktur, Kementerian Sosial");
    await page.getByLabel("Yang menerima", { exact: true }).fill("Wayan Contoh");
    await page.getByLabel("Jabatan yang menerima").fill("Kepala desa");
    await soundPage(page, "konsol-serah-calon");
    await page.getByRole("button", { name: "Serahkan" }).click();
    await page.getByText("diserahkan, menunggu tanda terima").waitFor();

    page = await stage().openPage();
    await signInAs(page, `${address}/konsol`, "village-head");
    await page.goto(`${address}/konsol/daftar-calon`);
    await page.getByRole("link", { name: /BLT Desa/ }).click();
    await page.getByText("Terima daftar ini").first().click();
    await page.getByRole("button", { name: "Terima daftar ini" }).click();
    await page.getByText("Kirim hasil", { exact: true }).first().click();
    await page.getByRole("button", { name: /Tandai semua/ }).click();
    await page
      .getByLabel(/^Hasil untuk/)
      .first()
      .selectOption("declined");
    await page
      .getByLabel(/^Alasan tidak menerima/)
      .first()
      .selectOption("moved");
    await page.getByLabel("Nomor berita acara musyawarah").fill("BA-MUSDESUS/3/2026");
    await page.getByLabel("Tanggal musyawarah").fill("2026-11-03");
    await page.getByLabel("Banyaknya yang hadir").fill("41");
    await page.getByLabel("Yang berkeberatan").fill("2");
    await page.getByLabel("Nomor Peraturan Kepala Desa").fill("Perkades 7 Tahun 2026");
    await page.getByLabel("Tanggal ditandatangani").fill("2026-11-04");
    await soundPage(page, "konsol-hasil-calon");
    await page.getByRole("button", { name: "Kirim hasil" }).click();
    await page.getByText(/1 tidak diterima, 0 ditambahkan/).waitFor();
    await soundPage(page, "konsol-daftar-calon");
    await sendAgainAsFile();
    await head(lo, hi);
  });
}
