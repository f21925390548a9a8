import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { bookJourney } from "./book-journey.ts";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** A plan of empowerment: a provider with one place, a family referred to it, and its way as a line of time. */
export function plansJourney(stage: () => Stage): void {
  let page: Page;
  beforeAll(async () => {
    page = await stage().openPage();
  });
  const console_ = () => `${stage().register.address}/konsol`;

  async function anyFamily(): Promise<string> {
    const { rows } = await stage().register.house.desk.owner.query<{ family_id: number }>(
      `select f.family_id from dtsen.family f join dtsen.publication_pointer c on c.version_no = f.version_no
       join dtsen.appointment a on f.village_no between a.village_lo and a.village_hi and a.role_code = 'regency-data-entry'
       order by f.family_id limit 1`,
    );
    return String(rows[0]?.family_id);
  }

  async function act(title: string, done: string, fill: () => Promise<unknown>): Promise<void> {
    await page.locator("summary").filter({ hasText: title }).click();
    await fill();
    await page.getByRole("button", { name: title }).click();
    await page.getByRole("listitem").filter({ hasText: done }).first().waitFor();
  }

  test("an officer enters a provider and refers a family to it", async () => {
    await signInAs(page, console_(), "regency-data-entry");
    await page.goto(`${console_()}/rencana/lembaga`);
    await page.locator("summary").filter({ hasText: "Tambah lembaga" }).click();
    await page.getByLabel("Jenis", { exact: true }).selectOption("blk");
    await page.getByLabel("Nama lembaga").fill("BLK Peraga");
    const { rows } = await stage().register.house.desk.owner.query<{ region: string }>(
      "select left(lpad(village_lo::text, 10, '0'), 4) as region from dtsen.appointment where role_code = 'regency-data-entry'",
    );
    await page.getByLabel("Kode wilayah yang dilayani").fill(rows[0]?.region ?? "");
    await page.getByLabel("Status").selectOption("active");
    await page.getByLabel("Kapasitas").fill("1");
    await page.getByLabel("Pengurus").fill("Ujang Peraga");
    await page.getByLabel("SK", { exact: true }).fill("SK/12/2026");
    await page
      .getByLabel("Sejak")
      .fill(new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
    await page.getByLabel("Berlaku sampai").fill("2099-12-31");
    await page.getByRole("button", { name: "Simpan" }).click();
    await page.getByRole("heading", { name: "BLK Peraga" }).waitFor();
    await soundPage(page, "konsol-rencana-lembaga");

    await page.goto(`${console_()}/keluarga/${await anyFamily()}/rencana`);
    await page.getByRole("button", { name: "Mulai rencana" }).click();
    await act("Catat asesmen", "Asesmen dicatat", async () => {
      await page.getByLabel("Alasan atau hasil").first().selectOption("needs-support");
      await page.getByLabel("belum punya keterampilan kerja").check();
    });
    await act(
      "Tetapkan tujuan",
      "Tujuan ditetapkan",
      async () => await page.getByLabel("keterampilan").check(),
    );
    await act("Rujuk ke lembaga", "Dirujuk ke lembaga", async () => {
      await page.getByLabel("Lembaga").selectOption({ index: 1 });
    });
    expect(await page.locator("main").textContent()).toContain("menunggu jawaban lembaga");
    await soundPage(page, "konsol-rencana-satu");
    await page.goto(`${console_()}/rencana`);
    await page.getByRole("link", { name: /Buka rencana/ }).waitFor();
    await soundPage(page, "konsol-rencana");
  });

  bookJourney(stage, () => page);
}
