import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { readCodes } from "#publication/issue-codes.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { photograph, soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** One officer proposes a list, a second approves it, and the citizen's page says so at once. */
export function determinationJourney(stage: () => Stage): void {
  let page: Page;
  let citizen: Page;

  beforeAll(async () => {
    page = await stage().openPage();
    citizen = await stage().openPage({ javaScriptEnabled: false });
  });

  /** What a recipient of the program reads with the code of their slip. */
  async function readStatus(): Promise<string> {
    const { house, address } = stage().register;
    const { rows } = await house.desk.owner.query<{ family_id: number }>(
      `select o.family_id from dtsen.outcome o join dtsen.publication_pointer p using (version_no)
       where o.outcome = 'recipient' and o.program = 'sembako' and not o.is_suppressed order by 1 limit 1`,
    );
    const family = rows[0]?.family_id ?? 0;
    const keys = openFieldKeys(house.settings.keyFolder);
    const code = (await readCodes(house.desk, keys, [family])).get(family) ?? "";
    await citizen.goto(address);
    await citizen.getByLabel("Kode Cek", { exact: true }).fill(code);
    await citizen.getByRole("button", { name: "Lihat status" }).click();
    await citizen.getByRole("heading", { level: 1, name: "Jawaban" }).waitFor();
    return (await citizen.getByRole("main").textContent()) ?? "";
  }
  const listed = () => page.getByRole("table", { name: "Semua penetapan" });
  const open = async (name: string) => {
    page = await stage().openPage();
    await signInAs(page, `${stage().register.address}/konsol`, name);
    await openFromMenu(page, "Penetapan");
    await page.getByRole("heading", { level: 1, name: "Penetapan program" }).waitFor();
  };

  test("an officer proposes the list of the version in force, by keyboard; nothing changes for citizens", async () => {
    expect(await readStatus()).toMatch(/Sembako.*: hasil hitungan versi, belum ditetapkan/);
    await open("program-determiner");
    const card = page.getByRole("article", { name: /Sembako/ });
    await card.locator("summary").focus();
    await page.keyboard.press("Enter");
    await soundPage(page, "konsol-penetapan-usul");
    await card.getByRole("button", { name: "Usulkan" }).press("Enter");
    await listed().getByText("diusulkan, menunggu orang kedua").waitFor();
    await listed()
      .getByRole("link", { name: /Sembako/ })
      .click();
    await page.getByText("Anda yang mengusulkan. Orang kedua harus orang lain.").waitFor();
    expect(await page.getByText("Jawab usulan ini").count()).toBe(0);
    expect(await readStatus()).toMatch(/Sembako.*: hasil hitungan versi, belum ditetapkan/);
  });

  test("a second person approves it, and the citizen reads so at once", async () => {
    await open("program-determiner-2");
    await listed()
      .getByRole("link", { name: /Sembako/ })
      .click();
    await page.getByText("Jawab usulan ini").focus();
    await page.keyboard.press("Enter");
    await soundPage(page, "konsol-penetapan-jawab");
    await page.getByRole("button", { name: "Setujui" }).press("Enter");
    await page.getByRole("heading", { name: "SK dengan lampiran per desa" }).waitFor();
    await soundPage(page, "konsol-penetapan");
    expect(await readStatus()).toMatch(/Sembako.*: ditetapkan, disetujui .*, SK menyusul/);
    await photograph(citizen, "situs-jawaban-ditetapkan");
  });

  test("has the letter made, and the page behind its code tells what it is and nobody's name", async () => {
    const href = await page.getByRole("link", { name: "Unduh SK, semua" }).getAttribute("href");
    const made = await page.request.get(`${stage().register.address}${href}`);
    expect([made.status(), (await made.body()).subarray(0, 5).toString()]).toEqual([200, "%PDF-"]);
    await page.getByRole("link", { name: "Laman pemeriksaan keaslian" }).click();
    await page.getByRole("heading", { level: 1, name: "Periksa keaslian penetapan" }).waitFor();
    await page.getByText("SHA-256 lampiran", { exact: true }).waitFor();
    await soundPage(page, "situs-periksa-penetapan");
  });
}
