import type { Locator, Page } from "playwright-core";

const entryNamed = (page: Page, name: string): Locator =>
  page
    .getByRole("navigation", { name: "Menu utama" })
    .getByRole("link", { name, exact: true, includeHidden: true });

/** A screen's entry in the main menu, in sight: the list it stands in is opened first. */
export async function menuEntry(page: Page, name: string): Promise<Locator> {
  const entry = entryNamed(page, name);
  await entry.waitFor({ state: "attached" });
  if (!(await entry.isVisible())) {
    const lists = page.getByRole("navigation", { name: "Menu utama" }).locator("details");
    await lists
      .filter({ has: page.locator("a", { hasText: name }) })
      .locator("summary")
      .click();
  }
  return entry;
}

/** Goes to a screen as an officer does who knows its name. */
export async function openFromMenu(page: Page, name: string): Promise<void> {
  await (await menuEntry(page, name)).click();
}

/** Whether the menu of whoever is signed in leads to a screen. */
export async function isOffered(page: Page, name: string): Promise<boolean> {
  await entryNamed(page, "Versi").waitFor({ state: "attached" });
  return (await entryNamed(page, name).count()) === 1;
}
