import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { walkByTab } from "./by-keyboard.ts";
import { photograph, soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** An officer sees where data grow old, goes down to a village, and plans the doors nobody has knocked at. */
export function areasJourney(stage: () => Stage): void {
  let page: Page;
  const part = (name: string | RegExp) => page.getByRole("region", { name });

  beforeAll(async () => {
    page = await stage().openPage();
    await forgetSome(stage());
  });

  test("from the map to how alive each district's data are", async () => {
    await signInAs(page, `${stage().register.address}/konsol`, "regency-supervisor");
    await openFromMenu(page, "Peta");
    await page.getByRole("link", { name: "Buka daerah aktif" }).click();
    await page.getByRole("heading", { level: 1, name: "Daerah aktif" }).waitFor();
    const parts = part("Bagian wilayah");
    await parts.getByRole("row").nth(2).waitFor();
    expect(await parts.getByRole("row").first().textContent()).toContain("Belum didata");
    await soundPage(page, "konsol-daerah");
    await walkByTab(page, "daerah");
  });

  test("by keyboard down to the villages of one, and its file", async () => {
    await part("Bagian wilayah").getByRole("link").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/wilayah=.*\d{6}/);
    await page.getByRole("link", { name: "Satu tingkat di atas" }).waitFor();
    await part("Bagian wilayah").getByRole("row").nth(1).waitFor();
    await soundPage(page, "konsol-daerah-desa");
    const href = await page.getByRole("link", { name: "Unduh CSV" }).getAttribute("href");
    const file = await page.request.get(`${stage().register.address}${href}`);
    expect(file.headers()["content-type"]).toContain("text/csv");
    expect((await file.text()).split("\r\n")[0]).toContain("belum_pernah_didata");
  });

  test("who is poor with nothing and better off with several, by keyboard down to a district, and its file", async () => {
    await openFromMenu(page, "Tumpang tindih");
    await page.getByRole("heading", { level: 1, name: "Tumpang tindih dan celah" }).waitFor();
    expect(await part(/^Wilayah: /).textContent()).toMatch(/desil 1–4 tanpa program apa pun, dari/);
    await part("Desil dan banyaknya program").getByRole("row").nth(10).waitFor();
    await part("Dua program sekaligus").getByRole("row").nth(1).waitFor();
    await soundPage(page, "konsol-tumpang-tindih");
    await walkByTab(page, "tumpang-tindih");
    await part("Bagian wilayah").getByRole("row").getByRole("link").first().focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/wilayah=.*\d{6}/);
    await page.getByRole("link", { name: "Satu tingkat di atas" }).waitFor();
    const href = await page.getByRole("link", { name: "Unduh CSV" }).getAttribute("href");
    const file = await page.request.get(`${stage().register.address}${href}`);
    expect(await file.text()).toContain("desil_1_4_tanpa_program");
  });

  test("plans visits to families that were never surveyed, so many doors a day", async () => {
    await openFromMenu(page, "Kunjungan");
    const villages = part("Desa dengan keluarga yang belum didata");
    await villages.getByRole("row").nth(1).waitFor();
    await soundPage(page, "konsol-kunjungan-desa");
    await villages.getByRole("link").first().click();
    await part(/^Rencana kunjungan:/).waitFor();
    await page.getByLabel("Keluarga per hari").selectOption("4");
    const first = page.getByRole("region", { name: "Hari 1" });
    await first.getByRole("listitem").first().waitFor();
    expect(await first.getByRole("listitem").count()).toBeLessThanOrEqual(4);
    expect(await first.textContent()).toMatch(/RT \d+ RW \d+/);
    await soundPage(page, "konsol-kunjungan");
    await walkByTab(page, "kunjungan");
  });

  test("on paper each door has a box and room for a word, and nothing else is printed", async () => {
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("navigation", { name: "Menu utama" }).isVisible()).toBe(false);
    expect(await page.locator(".visit-note").first().isVisible()).toBe(true);
    await photograph(page, "konsol-kunjungan-cetak");
    await page.emulateMedia({ media: null });
  });

  test("opening the plan is noted for every family on it", async () => {
    const { rows } = await stage().register.house.desk.owner.query<{ n: number }>(
      `select count(distinct subject_id)::int as n from dtsen.audit_entry
       where act = 'list-visits' and subject_kind = 'family'`,
    );
    const shown = await page.locator(".visit").count();
    expect(rows[0]?.n).toBeGreaterThanOrEqual(shown);
  });
}

/** Everybody in the largest village that was seen lately: no list ever spoke of them, and the figures say so. */
async function forgetSome({ register }: Stage): Promise<void> {
  const { owner } = register.house.desk;
  const { rows } = await owner.query<{ area: string; families: number }>(
    `select area, families from dtsen.area_figure where digits = 10 and ages[1] = families
     order by families desc, area limit 1`,
  );
  const [village] = rows;
  await owner.query(
    "update dtsen.family set facts_as_of = 0, sources = '{}' where village_no = $1::bigint",
    [village?.area],
  );
  await owner.query(
    `update dtsen.area_figure set ages[1] = ages[1] - $2, ages[5] = ages[5] + $2
     where $1::bigint between village_lo and village_hi`,
    [village?.area, village?.families],
  );
}
