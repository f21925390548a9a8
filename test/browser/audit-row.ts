import type { Page } from "playwright-core";

/** What the audit screen says in the newest row with these words, further back than its first page if need be. */
export async function auditRow(page: Page, words: string): Promise<string> {
  const row = page.getByRole("row").filter({ hasText: words }).first();
  const more = page.getByRole("button", { name: "Muat lagi" });
  const rows = page.getByRole("row");
  await rows.nth(1).waitFor();
  for (let pages = 0; pages < 20 && (await row.count()) === 0; pages++) {
    const shown = await rows.count();
    await more.click();
    // A slow page is waited for, not clicked past.
    await rows.nth(shown).waitFor();
  }
  await row.waitFor();
  return (await row.textContent()) ?? "";
}
