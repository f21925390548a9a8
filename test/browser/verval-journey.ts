import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** A list of recipients: opened by the social office, answered by the village name by name, confirmed by a second person. */
export function vervalJourney(stage: () => Stage): void {
  let page: Page;
  let name = "";
  const console_ = () => `${stage().register.address}/konsol`;
  const leave = async () => {
    await page.getByRole("button", { name: "Keluar", exact: true }).click();
    await page.getByRole("heading", { name: "Masuk" }).waitFor();
  };
  const openList = async () => {
    await openFromMenu(page, "Verval daftar");
    await page
      .getByRole("link", { name: /^Buka daftar/ })
      .first()
      .click();
    await page.getByRole("article").first().waitFor();
  };

  beforeAll(async () => {
    page = await stage().openPage();
  });

  test("the social office opens the list of a program until a day", async () => {
    await signInAs(page, console_(), "regency-supervisor");
    await openFromMenu(page, "Verval daftar");
    await page.locator("summary").filter({ hasText: "Buka daftar baru" }).click();
    const next = new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel("Hari terakhir").fill(next);
    await page.getByLabel("Dasar").fill("SE Dinas Sosial 12/2026");
    await soundPage(page, "konsol-verval-buka");
    await page.getByRole("button", { name: "Buka daftar" }).click();
    await page.getByText(/0 dari \d+ nama sudah dijawab/).waitFor();
    await soundPage(page, "konsol-verval");
    await leave();
  });

  test("whoever visits answers by the keyboard: one press where all is as listed, a dated try, a name that leaves", async () => {
    await signInAs(page, console_(), "regency-data-entry");
    await openList();
    await soundPage(page, "konsol-verval-daftar");
    const first = page.getByRole("article").first();
    const here = (await first.getByRole("heading").textContent()) ?? "";
    await first.getByRole("button", { name: /^Masih di tempat/ }).waitFor();
    await first.getByRole("button", { name: /^Masih di tempat/ }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: here, exact: true }).waitFor({ state: "detached" });
    name = (await page.getByRole("article").first().getByRole("heading").textContent()) ?? "";
    const card = page
      .getByRole("article")
      .filter({ has: page.getByRole("heading", { name, exact: true }) });
    await card.locator("summary").filter({ hasText: "Jawab" }).click();
    await card.getByLabel("Yang ditemukan").selectOption("well-off");
    await card.getByLabel("Nomor surat").fill("BA/7/2026");
    await soundPage(page, "konsol-verval-jawab");
    await card.getByRole("button", { name: "Simpan jawaban" }).click();
    await page.getByRole("heading", { name, exact: true }).waitFor({ state: "detached" });
    await leave();
  });

  test("a second person confirms names of one reason, and the list says how far it is", async () => {
    await signInAs(page, console_(), "regency-verifier");
    await openList();
    await page.getByLabel("Tampilkan").selectOption("awaiting-second");
    await page.getByRole("heading", { name, exact: true }).waitFor();
    await soundPage(page, "konsol-verval-sahkan");
    await page.getByRole("button", { name: "Sahkan 1 nama: sudah mampu" }).click();
    await page.getByText("1 nama disahkan.").first().waitFor();
    await page.getByLabel("Tampilkan").selectOption("confirmed");
    await page.getByRole("heading", { name, exact: true }).waitFor();
    expect(await page.getByText(/2 dari \d+ nama sudah dijawab/).count()).toBeGreaterThan(0);
    await leave();
  });
}
