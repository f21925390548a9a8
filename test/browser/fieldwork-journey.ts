import { randomInt } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { asWorker } from "#store/transact.ts";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** Another corner of the market each time, so that a kept register can be looked at again. */
const WHERE = `di pasar, los ${randomInt(1000)}`;

const SEEN = `kunjungan ${randomInt(100_000)}`;

/** Work between versions: somebody without NIK is registered and referred; weak evidence is decided. */
export function fieldworkJourney(stage: () => Stage): void {
  let page: Page;

  beforeAll(async () => {
    page = await stage().openPage();
    await plantCheck();
    await plantFinding();
  });

  /** What data entry saw on a visit; it waits for a second person. */
  async function plantFinding(): Promise<void> {
    await stage().register.house.desk.owner.query(
      `insert into dtsen.finding (unit, unit_id, family_id, kind, village_no, domicile_village_no,
         observed_on, note, recorded_by)
       select 'family', family_id, family_id, 'still-here', village_no, domicile_village_no,
         '2026-10-05', $1, (select account_id from dtsen.account where username = 'regency-data-entry')
       from dtsen.family where head_name is not null order by family_id limit 1`,
      [WHERE],
    );
  }

  /** A register as small as this one may have nothing that waits: a strong meter, shared by tenants. */
  async function plantCheck(): Promise<void> {
    await asWorker(stage().register.house.desk, (tx) =>
      tx.query(
        `insert into dtsen.evidence_check (version_no, family_id, village_no, domicile_village_no,
           source, subject_kind, statement, amount, observed_on, match_probability_milli, reason)
         select version_no, family_id, village_no, domicile_village_no, 'pln', 'meter', 'power-va',
           3500, date '2026-06-30' - n * 600, 980 - n * 90, (array['needs-person', 'too-old'])[n + 1]
         from (select *, row_number() over (order by family_id)::int - 1 as n from dtsen.family
           where head_name is not null order by family_id limit 2) f`,
      ),
    );
  }

  async function anyFamily(): Promise<string> {
    const { rows } = await stage().register.house.desk.owner.query<{ family_id: number }>(
      "select family_id from dtsen.family where head_name is not null order by family_id offset 3 limit 1",
    );
    return String(rows[0]?.family_id);
  }

  const signIn = (role: string) => signInAs(page, `${stage().register.address}/konsol`, role);
  const follow = (menu: string) => openFromMenu(page, menu);

  test("data entry registers somebody who has no card, with the village from a list", async () => {
    await signIn("regency-data-entry");
    await follow("Tanpa NIK");
    await page.getByRole("heading", { level: 1, name: "Orang tanpa NIK" }).waitFor();
    await page.getByText("Catat orang baru").click();
    await page.getByLabel("Desa atau kelurahan").fill("wono");
    const first = page.locator("datalist option").first();
    await first.waitFor({ state: "attached" });
    await page.getByLabel("Desa atau kelurahan").fill((await first.getAttribute("value")) ?? "");
    await page.getByLabel("Ciri dan keadaan").fill(`lansia, tanpa kartu, ${WHERE}`);
    await page.getByLabel("Tanggal ditemukan").fill("2026-10-05");
    await soundPage(page, "konsol-tanpa-nik-catat");
    await page.getByRole("button", { name: "Simpan" }).click();
    const card = page.getByRole("article").filter({ hasText: WHERE });
    await card.first().waitFor();
    expect(await card.first().textContent()).toContain("Belum dirujuk");
    await page.getByRole("button", { name: "Keluar" }).click();
  });

  test("data entry records from the family sheet what a visit has shown", async () => {
    await signIn("regency-data-entry");
    await page.goto(`${stage().register.address}/konsol/keluarga/${await anyFamily()}`);
    await page.getByText("Catat temuan").click();
    await page.getByLabel("Jenis temuan").selectOption("correction");
    await page.getByLabel("Keterangan siapa").selectOption("family");
    await page.getByLabel("Keterangan yang keliru").selectOption("floor_material");
    await page.getByLabel("Isi yang benar").selectOption({ index: 2 });
    await page.getByLabel("Dilihat pada").fill("2026-10-05");
    await page.getByLabel("Alasan dan bukti").fill(`lantai dilihat sendiri, ${SEEN}`);
    await soundPage(page, "konsol-lembar-catat-temuan");
    await page.getByRole("button", { name: "Simpan temuan" }).click();
    await page.getByText("Temuan sudah dicatat dan menunggu orang kedua.").first().waitFor();
    await page.getByText("menunggu orang kedua", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Keluar" }).click();
  });

  test("a verifier refers the person, and the clock runs", async () => {
    await signIn("regency-verifier");
    await page.getByRole("link", { name: /Orang tanpa NIK atau KK/ }).click();
    const card = page.getByRole("article").filter({ hasText: WHERE }).first();
    await card.getByText(/Tindak lanjut/).click();
    await card.getByLabel("Tanggal").fill("2026-10-06");
    await card.getByRole("button", { name: "Simpan" }).click();
    await card.getByText(/rujukan lewat batas waktu/).waitFor();
    await page.getByText("Riwayat").first().click();
    await soundPage(page, "konsol-tanpa-nik");
  });

  test("the verifier reads what is stated and decides with a reason", async () => {
    await follow("Bukti");
    await page.getByRole("heading", { level: 1, name: "Bukti perlu diperiksa" }).waitFor();
    const card = page.getByRole("article").first();
    await card.getByText("Putuskan").click();
    await soundPage(page, "konsol-bukti");
    await card.getByLabel("Kesampingkan").check();
    await card.getByLabel("Alasan").fill("meteran milik pemilik kontrakan");
    await card.getByRole("button", { name: "Simpan putusan" }).click();
    await page.getByLabel("Dikesampingkan", { exact: true }).check();
    await page
      .getByText(/meteran milik pemilik kontrakan/)
      .first()
      .waitFor();
    await page
      .getByRole("link", { name: /Lembar keluarga/ })
      .first()
      .click();
    await page.getByRole("heading", { name: "Keterangan yang tidak dipakai" }).waitFor();
    await page.getByText(/tidak dipakai.*karena petugas memeriksanya/).waitFor();
  });

  test("what another confirmed waits for a second person on a tile and a list of its own", async () => {
    const { owner } = stage().register.house.desk;
    await owner.query(
      `update dtsen.evidence_check set state = 'confirmed', decided_at = now(), decision_reason = 'dilihat sendiri',
         decided_by = (select min(account_id) from dtsen.account where username <> 'regency-verifier')
       where check_id = (select min(check_id) from dtsen.evidence_check where state = 'open')`,
    );
    await follow("Beranda");
    await page.getByRole("link", { name: /Bukti menunggu orang kedua/ }).click();
    await page.getByRole("article").first().getByText("Pendapat orang kedua").waitFor();
    await soundPage(page, "konsol-bukti-kedua");
  });

  test("a second person confirms a finding from the home tile, and it is in force", async () => {
    await follow("Beranda");
    await page.getByRole("link", { name: /Temuan menunggu orang kedua/ }).click();
    await page.getByRole("heading", { level: 1, name: "Temuan" }).waitFor();
    const card = page.getByRole("article").filter({ hasText: WHERE });
    await card.waitFor();
    await soundPage(page, "konsol-temuan");
    await card.getByRole("button", { name: "Sahkan" }).click();
    await card.waitFor({ state: "detached" });
    await page.getByLabel("Berlaku", { exact: true }).check();
    await page.getByRole("article").filter({ hasText: WHERE }).waitFor();
  });

  test("a correction from the sheet lies over it as soon as a second person confirms it", async () => {
    await page.getByLabel("Menunggu pengesahan", { exact: true }).check();
    const card = page.getByRole("article").filter({ hasText: SEEN });
    await card.getByRole("button", { name: "Sahkan" }).click();
    await page.getByLabel("Berlaku", { exact: true }).check();
    await card.getByRole("link", { name: /Lembar keluarga/ }).click();
    await page.getByText("dikoreksi petugas").first().waitFor();
  });
}
