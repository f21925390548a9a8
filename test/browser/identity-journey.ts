import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { photograph, soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

const SAID = { nik: "same", name: "different", "birth-date": "same", kk: "near", life: "alive" };

/** Who people are, as the civil registry says: listed, read out, answered by hand, printed. */
export function identityJourney(stage: () => Stage): void {
  let page: Page;

  beforeAll(async () => {
    page = await stage().openPage();
    await plant();
  });

  /** About people never answered: two answers by file, one of them due; a question that is out, one in the queue. */
  async function plant(): Promise<void> {
    const { owner } = stage().register.house.desk;
    await owner.query(
      `insert into dtsen.identity_check (person_id, family_id, version_no, village_no, domicile_village_no,
         adapter, outcome, answers, asked_on, answered_on, recheck_on)
       select person_id, family_id, version_no, village_no, domicile_village_no, 'bulk-file', 'nama-beda', $1,
         '2026-10-01', '2026-10-10', date '2026-11-09' + n * 60
       from (select p.*, row_number() over (order by person_id desc)::int - 1 as n from dtsen.current_person p
         where family_id is not null and name is not null and life_status = 1 and not exists
           (select from dtsen.identity_check k where k.person_id = p.person_id)
         order by person_id desc limit 2) p`,
      [JSON.stringify(SAID)],
    );
    await owner.query(
      `insert into dtsen.identity_question (question_id, person_id, family_id, version_no, village_no,
         domicile_village_no, adapter, asked_by, sent_on)
       select gen_random_uuid(), person_id, family_id, version_no, village_no, domicile_village_no,
         'web-service', 'bps-steward', case when n = 0 then date '2026-11-20' end
       from (select p.*, row_number() over (order by person_id)::int - 1 as n from dtsen.current_person p
         where family_id is not null and name is not null order by person_id offset 2 limit 2) p
       on conflict do nothing`,
    );
  }

  const signIn = (role: string) => signInAs(page, `${stage().register.address}/konsol`, role);
  const cards = () => page.getByRole("article");
  const show = async (state: string) => {
    await page.getByLabel(state, { exact: true }).check();
    await cards().first().waitFor();
  };

  test("an officer of the civil registry sees who does not match, by outcome and by part of the region", async () => {
    await signIn("civil-registry-officer");
    await openFromMenu(page, "Identitas");
    await page.getByRole("heading", { level: 1, name: "Identitas" }).waitFor();
    await page
      .getByRole("region", { name: "Jawaban sampai hari ini" })
      .getByRole("row")
      .nth(1)
      .waitFor();
    await cards().first().waitFor();
    await soundPage(page, "konsol-identitas");
    await show("Menunggu jawaban");
    await page
      .getByText(/menunggu giliran/)
      .first()
      .waitFor();
    await show("Jawaban berbeda");
    await page.getByLabel("Hasil").selectOption("nama-beda");
    await cards().first().waitFor();
    expect(await cards().last().textContent()).toMatch(/\d{4}\*{12}/);
    expect(await cards().last().textContent()).toContain("nama, nomor KK");
    await page.getByLabel("Hasil").selectOption("ganda");
    await page.getByText("Tidak ada orang dalam daftar ini").waitFor();
    await page.getByLabel("Hasil").selectOption("");
    await show("Jatuh tempo");
    expect(await cards().first().textContent()).toContain("sudah jatuh tempo");
  });

  test("opens one by keyboard, and answers by hand what the record shows", async () => {
    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /^Identitas / }).waitFor();
    await page.getByLabel("ditemukan", { exact: true }).focus();
    await page.keyboard.press("Space");
    for (const field of ["Nama", "Tanggal lahir", "Nomor KK", "Jenis kelamin"]) {
      await page.getByLabel(field, { exact: true }).selectOption("same");
    }
    await page.getByLabel("Keadaan orangnya").selectOption("not-recorded");
    await soundPage(page, "konsol-identitas-orang");
    await page.getByRole("button", { name: "Simpan jawaban" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(/(Hasil: Belum rekam|sudah dicatat hari itu)/).waitFor();
    const history = page.getByRole("region", { name: "Pertanyaan dan jawaban" });
    await history
      .getByText(/petugas Dukcapil/)
      .first()
      .waitFor();
    expect(await page.locator(".slip").textContent()).toContain("Tidak dipungut biaya");
    await page.getByRole("button", { name: "Keluar" }).click();
  });

  test("a verifier reads it out and prints the sheet, and has nothing to answer with", async () => {
    await signIn("regency-verifier");
    await openFromMenu(page, "Identitas");
    await show("Jawaban berbeda");
    await cards().first().getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: /^Identitas / }).waitFor();
    expect(await page.getByRole("heading", { name: "Jawab dengan tangan" }).count()).toBe(0);
    expect(await page.locator(".slip").textContent()).toMatch(/Yang perlu dibawa.*(KTP|KK)/);
    await page.emulateMedia({ media: "print" });
    await photograph(page, "konsol-identitas-cetak");
    for (const hidden of ["navigation", "button"] as const) {
      expect(await page.getByRole(hidden).count(), `${hidden} on paper`).toBe(0);
    }
    expect(await page.locator(".slip").isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1280, height: 860 });
    await page.getByRole("button", { name: "Keluar" }).click();
  });

  /** What the record says of somebody who has died; every field agrees. */
  async function answerDeceased(): Promise<void> {
    await page.getByLabel("ditemukan", { exact: true }).check();
    for (const field of ["Nama", "Tanggal lahir", "Nomor KK", "Jenis kelamin"]) {
      await page.getByLabel(field, { exact: true }).selectOption("same");
    }
    await page.getByLabel("Keadaan orangnya").selectOption("deceased");
    await page.getByRole("button", { name: "Simpan jawaban" }).click();
  }

  const secondWaits = () => page.getByText(/^Tercatat meninggal.*: menunggu petugas kedua$/);

  test("one officer alone takes nobody off the list: the answer waits, and says for whom", async () => {
    await signIn("civil-registry-officer");
    await openFromMenu(page, "Identitas");
    await show("Jawaban berbeda");
    await cards().last().getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: /^Identitas / }).waitFor();
    await answerDeceased();
    await page.getByText(/^Hasil: Tercatat meninggal. Menunggu petugas Dukcapil kedua/).waitFor();
    await secondWaits().waitFor();
    expect(await page.getByRole("main").textContent()).toContain("Anda yang menjawab pertama");
    await soundPage(page, "konsol-identitas-menunggu");
    await page.getByRole("button", { name: "Keluar" }).click();
  });

  test("the second finds it in the list of those that wait, and the same answer makes it count", async () => {
    await signIn("civil-registry-officer-2");
    await page.getByRole("link", { name: /Jawaban identitas menunggu petugas kedua/ }).click();
    await show("Menunggu petugas kedua");
    await soundPage(page, "konsol-identitas-kedua");
    const name = await cards().first().getByRole("heading").textContent();
    await cards().first().getByRole("link").click();
    await secondWaits().waitFor();
    expect(await page.getByRole("main").textContent()).not.toContain("Anda yang menjawab pertama");
    await answerDeceased();
    await page.getByText(/^Hasil: .*Dipakai mulai versi berikutnya/).waitFor();
    expect(await secondWaits().count()).toBe(0);
    await page.getByRole("link", { name: "Kembali ke daftar" }).click();
    await page.getByLabel("Menunggu petugas kedua", { exact: true }).check();
    await cards()
      .filter({ hasText: name ?? "nobody" })
      .waitFor({ state: "detached" });
  });
}
