import { setTimeout } from "node:timers/promises";
import type { Page } from "playwright-core";
import { totpCode } from "#store/accounts.ts";
import { DEMO_PASSWORD, demoSecret } from "#store/demo-accounts.ts";
import { freshStep, momentOf, takenFrom } from "#test/fresh-step.ts";

const lastStep = new Map<string, number>();

/** Digits of an account that are good once more; where three were used within a minute, when the next are. */
async function freshCode(role: string): Promise<string> {
  const step = freshStep(lastStep.get(role), Date.now());
  lastStep.set(role, step);
  await setTimeout(Math.max(0, takenFrom(step) - Date.now()));
  return totpCode(demoSecret(role), momentOf(step));
}

/** Signs a demo account in by keyboard alone: name, password, then the six digits. */
export async function signInAs(page: Page, console_: string, role: string): Promise<void> {
  await page.goto(console_);
  await enter(page, { name: role, password: DEMO_PASSWORD, totp: await freshCode(role) });
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
