import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { bringCells } from "./bring-cells.ts";
import { photograph, soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** One officer changes a bound and sees what follows before anything is kept; a second puts it into force; citizens read it. */
export function ruleJourney(stage: () => Stage): void {
  const open = async (name: string): Promise<Page> => {
    const page = await stage().openPage();
    const { address } = stage().register;
    await signInAs(page, `${address}/konsol`, name);
    await page.goto(`${address}/konsol/program/sembako`);
    await page.getByRole("link", { name: "Aturan dan usulan perubahan" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: /^Aturan / }).waitFor();
    return page;
  };

  beforeAll(() => bringCells(stage(), "sembako"));

  test("a bound is changed by keyboard: words, count, cost and map stand there before it is proposed", async () => {
    const page = await open("program-determiner");
    await page.getByLabel("Desil tertinggi yang dilayani").focus();
    await page.keyboard.type("2");
    const follows = page.getByRole("region", { name: "Akibatnya, sebelum disimpan" });
    await follows.getByText("Keluarga berada di kelompok (desil) 1 sampai 2.").first().waitFor();
    await follows.getByText("Rupiah setahun").first().waitFor();
    await follows.getByRole("img", { name: /menurut provinsi/ }).waitFor();
    await page.getByLabel("Nomor", { exact: true }).fill("12/HUK/2026");
    await page.getByLabel("Ditandatangani").fill("2026-01-05");
    await page.getByLabel("Berlaku mulai").fill("2031-01-01");
    await page.getByRole("button", { name: "Hitung persis" }).press("Enter");
    const exact = page.getByRole("region", { name: "Hitungan persis" });
    await exact.getByText("Dihitung persis atas versi").waitFor({ timeout: 60_000 });
    // The map of the estimate keeps what it shows beside that of the exact count.
    await page.getByRole("radio", { name: "Keluar", checked: true }).nth(1).waitFor();
    await soundPage(page, "konsol-aturan-usul");
    await page.getByRole("button", { name: "Usulkan", exact: true }).press("Enter");
    await page.getByText("Anda pengusulnya: orang lain yang mengaktifkan.").waitFor();
    expect(await page.getByText("Aktifkan sebagai orang kedua").count()).toBe(0);
    await page.close();
  });

  test("a second person puts it into force; the public card shows it with its day and act", async () => {
    const page = await open("program-determiner-2");
    await page.getByText("Dihitung persis atas versi").first().waitFor();
    await page.getByText("Aktifkan sebagai orang kedua").press("Enter");
    await page.getByRole("button", { name: "Aktifkan", exact: true }).press("Enter");
    await page.getByText("diaktifkan", { exact: true }).first().waitFor();
    await photograph(page, "konsol-aturan-aktif");
    await page.close();
    const citizen = await stage().openPage({ javaScriptEnabled: false });
    await citizen.goto(`${stage().register.address}/program`);
    const card = citizen.locator("details", { hasText: "Sembako" }).first();
    expect(await card.textContent()).toMatch(
      /Mulai 1 Januari 2031: .*Keluarga berada di kelompok \(desil\) 1 sampai 2\..*12\/HUK\/2026/,
    );
    await citizen.close();
  });
}
