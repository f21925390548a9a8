import type { Page } from "playwright-core";
import { totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret } from "#store/demo-accounts.ts";

/** Signs a demo account in by keyboard alone: name, password, then the six digits. */
export async function signInAs(page: Page, console_: string, role: string): Promise<void> {
  await page.goto(console_);
  await page.getByRole("heading", { name: "Masuk" }).waitFor();
  await page.getByLabel("Nama akun").focus();
  await page.keyboard.type(role);
  await page.keyboard.press("Tab");
  await page.keyboard.type(DEMO_PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByLabel("Kode saat ini").waitFor();
  await page.keyboard.type(totpCode(demoSecret(role), new Date()));
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}
