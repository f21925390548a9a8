import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { plantNotices, plantRemovalFigures } from "#test/planted-removals.ts";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

const REASON = "Kunjungan 12 November, keterangan ketua RT dan bidan desa";

/** Who would leave with a version, and is it too many; notices of a regency, an objection, and what keeps the benefit. */
export function removalsJourney(stage: () => Stage): void {
  let page: Page;
  let waiting = 0;

  beforeAll(async () => {
    page = await stage().openPage();
    const { owner } = stage().register.house.desk;
    const { rows } = await owner.query<{ version_no: number; current: number }>(
      `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by, frozen_at)
       select '2026-9', 'frozen', 'persons', '2026-12-31', repeat('b', 64), 'test', now()
       returning version_no, (select version_no from dtsen.publication_pointer) as current`,
    );
    const [row] = rows;
    waiting = row?.version_no ?? 0;
    await plantRemovalFigures(owner, row?.current ?? 0, waiting);
    await plantNotices(owner, [waiting, row?.current ?? 0]);
  });

  const console_ = () => `${stage().register.address}/konsol`;
  const pkh = () => page.getByRole("region", { name: "Program Keluarga Harapan (PKH)" });

  test("a determiner sees who would leave, why, and that it is too many; and answers, as the first of two", async () => {
    await signInAs(page, console_(), "program-determiner");
    await page.goto(`${console_()}/versi/${waiting}/penghapusan`);
    await pkh().getByText("Melewati batas: menunggu 2 orang").waitFor();
    await pkh().getByText("penetapan nomor 3 atas versi 2025-4").waitFor();
    await pkh()
      .getByRole("img", { name: /keluar menurut sebab/ })
      .waitFor();
    await soundPage(page, "konsol-penghapusan-versi");
    await pkh().getByText("Tanggung penghapusan program ini").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(REASON);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await pkh().getByText("Melewati batas: menunggu 1 orang").waitFor();
    expect(await pkh().getByText("Tanggung penghapusan program ini").count()).toBe(0);
  });

  const card = () => page.getByRole("article").first();

  test("a supervisor reads the notices of the regency and records an objection: the benefit goes on", async () => {
    page = await stage().openPage();
    await signInAs(page, console_(), "regency-supervisor");
    await page.goto(`${console_()}/penghapusan`);
    await card().getByText("surat pemberitahuan belum diserahkan").waitFor();
    await soundPage(page, "konsol-penghapusan");
    // Cards fold on a phone: what is folded still takes no focus, and keys would go nowhere.
    await card().getByText("Catat keberatan").first().waitFor();
    await card().getByText("Catat keberatan").first().focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(REASON);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await card().getByText("keberatan diterima, bantuan berjalan").waitFor();
    await card().getByText("Riwayat (1)").click();
    await card().getByText(REASON).waitFor();
    await soundPage(page, "konsol-penghapusan-keberatan");
  });
}
