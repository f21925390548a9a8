import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

const chosenRegions = async (page: Page): Promise<readonly string[]> =>
  (await page.locator("input[name=regions]").inputValue()).split(",");

/** A village takes the place of its regency, its district that of the village, all by name. */
async function choosePart(page: Page): Promise<void> {
  await page.locator("summary").filter({ hasText: "Pilih sebagian" }).click();
  await page.getByRole("button", { name: "Lihat bagian Leksono" }).click();
  await page.getByLabel("Selokromo").check();
  const [village = ""] = await chosenRegions(page);
  expect(village).toMatch(/^3307\d{6}$/);
  await page.getByLabel("Seluruh Leksono").check();
  expect(await chosenRegions(page)).toEqual([village.slice(0, 6)]);
  await page.getByRole("button", { name: "Kabupaten Wonosobo" }).click();
}

/** A flood: declared, confirmed by a second person, checked and served on a phone that loses its connection. */
export function crisisJourney(stage: () => Stage): void {
  let page: Page;
  beforeAll(async () => {
    page = await stage().openPage();
  });
  const console_ = () => `${stage().register.address}/konsol`;

  test("a flood is declared and confirmed, and a family is checked and served without a connection", async () => {
    await signInAs(page, console_(), "regency-data-entry");
    await page.goto(`${console_()}/darurat/baru`);
    await page.getByLabel("Bencana").selectOption("flood");
    await page.getByLabel("Nama keadaan darurat").fill("Banjir Peraga");
    await page.getByLabel("Nomor keputusan").fill("360/12/2026");
    await page.getByLabel("Status").selectOption("response");
    const later = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("Hari terakhir").fill(later);
    await page.getByLabel("Jenis bantuan").first().selectOption("cash");
    await page.getByLabel("Per", { exact: true }).first().selectOption("person");
    await page.getByLabel("Nilai (rupiah)").first().fill("300000");
    await page.getByLabel("Anggaran (rupiah)").fill("900000000");
    await choosePart(page);
    await soundPage(page, "konsol-darurat-baru");
    await page.getByLabel("Seluruh Kabupaten Wonosobo").check();
    expect(await chosenRegions(page)).toEqual(["3307"]);
    await page.getByRole("button", { name: "Nyatakan keadaan darurat" }).click();
    await page.getByRole("heading", { name: "Banjir Peraga" }).waitFor();
    const sheet = page.url();

    const second = await stage().openPage();
    await signInAs(second, console_(), "agency-head");
    await second.goto(sheet);
    await second.locator("summary").filter({ hasText: "Sahkan" }).click();
    await second.getByRole("button", { name: "Sahkan" }).click();
    await second.getByText("berlaku ·").waitFor();
    await soundPage(second, "konsol-darurat-satu");
    await second.close();

    await page.goto(`${sheet}/daftar`);
    const card = page.locator("article.crisis-row").first();
    await card.waitFor();
    const name = (await card.locator("h2").textContent()) ?? "";
    await soundPage(page, "konsol-darurat-daftar");
    await page.context().setOffline(true);
    await card.getByRole("button", { name: "rusak ringan" }).click();
    await page.getByText("1 catatan menunggu sambungan").waitFor();
    await page.context().setOffline(false);
    await page.getByText("1 catatan menunggu sambungan").waitFor({ state: "detached" });
    await page.getByText("Ada di tempat", { exact: true }).click();
    await page.getByRole("heading", { name }).waitFor();
    await card.getByRole("button", { name: /Serahkan uang tunai/ }).click();
    await page.getByText("Sudah menerima uang tunai").waitFor();
    await soundPage(page, "konsol-darurat-serah");
    await page.goto(`${console_()}/darurat`);
    await page.getByRole("link", { name: "Buka Banjir Peraga" }).waitFor();
    await soundPage(page, "konsol-darurat");
    expect(await page.locator("main").textContent()).toContain("tanggap darurat");
  });
}
