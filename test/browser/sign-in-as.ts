import type { Page } from "playwright-core";
import { totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret } from "#store/demo-accounts.ts";

const STEP = 30_000;
const lastStep = new Map<string, number>();

/** A code is good once: whoever signs in again within the same half minute reads the next one. */
function freshCode(role: string): string {
  const step = Math.max(Math.floor(Date.now() / STEP), (lastStep.get(role) ?? 0) + 1);
  lastStep.set(role, step);
  return totpCode(demoSecret(role), new Date(step * STEP));
}

/** Signs a demo account in by keyboard alone: name, password, then the six digits. */
export async function signInAs(page: Page, console_: string, role: string): Promise<void> {
  await page.goto(console_);
  await enter(page, { name: role, password: DEMO_PASSWORD, totp: freshCode(role) });
}

/** From the sign-in page into the console, by keyboard alone. */
export async function enter(
  page: Page,
  { name, password, totp }: { readonly name: string; password: string; totp: string },
): Promise<void> {
  await page.getByRole("heading", { name: "Masuk" }).waitFor();
  await page.getByLabel("Nama akun").focus();
  await page.keyboard.type(name);
  await page.keyboard.press("Tab");
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  await page.getByLabel("Kode saat ini").waitFor();
  await page.keyboard.type(totp);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}
