import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { readCodes } from "#publication/issue-codes.ts";
import { findVillage } from "#regions/place.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";
import { photograph, soundPage } from "./chromium.ts";
import type { Stage } from "./stage.ts";

type Known = {
  readonly family_id: number;
  readonly head_name: string;
  readonly village_no: number;
};

/** Somebody with a slip in hand, and somebody without, on a phone where no script runs. */
export function citizenJourney(stage: () => Stage): void {
  let page: Page;
  let scripted: Page;

  beforeAll(async () => {
    page = await stage().openPage({ javaScriptEnabled: false });
    scripted = await stage().openPage();
  });

  async function aRecipient(): Promise<Known> {
    const rows = await asWorker(stage().register.house.desk, (tx) =>
      tx.query<Known>(
        `select f.family_id, f.head_name, f.village_no from dtsen.family f
         join dtsen.outcome o using (version_no, family_id)
         where o.outcome = 'recipient' and o.program = 'sembako' and f.head_name is not null
           and not f.is_suppressed
         order by f.family_id limit 1`,
      ),
    );
    if (rows[0] === undefined) throw new Error("no recipient in the walked register");
    return rows[0];
  }

  test("types the Kode Cek of the slip and reads the answer", async () => {
    const { house, address } = stage().register;
    const { family_id } = await aRecipient();
    const keys = openFieldKeys(house.settings.keyFolder);
    const code = (await readCodes(house.desk, keys, [family_id])).get(family_id) ?? "";
    await page.goto(address);
    await page.getByLabel("Kode Cek", { exact: true }).fill(code);
    await page.getByRole("button", { name: "Lihat status" }).click();
    await page.getByRole("heading", { level: 1, name: "Jawaban" }).waitFor();
    expect(await page.getByRole("main").textContent()).toMatch(/terdaftar menerima .*Sembako/);
    await photograph(page, "situs-jawaban");
  });

  test("has no slip: gives name and village, waits a little, reads the answer", async () => {
    const { head_name, village_no } = await aRecipient();
    const village = findVillage(String(village_no));
    await page.goto(`${stage().register.address}/nama`);
    await page.getByLabel("Nama lengkap").fill(head_name.toLowerCase());
    await page.getByLabel("Desa atau kelurahan").fill(`${village?.name}, ${village?.district}`);
    await page.getByRole("button", { name: "Lanjut" }).click();
    await page.locator(`input[name="desa_no"][value="${village_no}"]`).check();
    await page.getByRole("button", { name: "Lihat status" }).click();
    await page.getByRole("heading", { level: 1, name: "Tunggu sebentar" }).waitFor();
    const seconds = /(\d+) detik/.exec((await page.getByRole("main").textContent()) ?? "")?.[1];
    await page.waitForTimeout(Number(seconds) * 1000 + 500);
    await page.getByRole("button", { name: "Lihat jawaban" }).click();
    await page.getByRole("heading", { level: 1, name: "Jawaban" }).waitFor();
    const said = await page.getByRole("main").textContent();
    expect(said).toMatch(/terdaftar|belum ada penerima/);
    expect(said).not.toMatch(/desil|NIK \d/i);
  });

  test("the pages of the site are sound", async () => {
    for (const [path, name] of [
      ["/", "situs-beranda"],
      ["/nama", "situs-nama"],
      ["/privasi", "situs-privasi"],
      ["/program", "situs-program"],
    ] as const) {
      await scripted.goto(`${stage().register.address}${path}`);
      await soundPage(scripted, name);
    }
  });
}
