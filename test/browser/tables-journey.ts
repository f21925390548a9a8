import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { soundPage } from "./chromium.ts";
import { isOffered, openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** A planner of the regency asks, waits, reads the table and takes it along. */
export function tablesJourney(stage: () => Stage): void {
  let page: Page;
  const result = () => page.getByRole("region", { name: "Hasil" });

  beforeAll(async () => {
    page = await stage().openPage();
  });

  /** The number at the lower right: everybody in the region. */
  const shownSum = async () => {
    const last = result().locator("tfoot td").last();
    return Number((await last.textContent())?.replaceAll(".", ""));
  };

  const figureOf = async (figure: string) => {
    const { rows } = await stage().register.house.desk.owner.query<{ value: number }>(
      "select value from dtsen.version_figure where figure = $1 and area = '3307'",
      [figure],
    );
    return rows[0]?.value;
  };

  const count = async () => {
    await page.getByRole("button", { name: "Hitung" }).click();
    await result().waitFor();
  };

  test("finds the screen and asks for families by floor, district by district", async () => {
    await signInAs(page, `${stage().register.address}/konsol`, "regency-supervisor");
    await openFromMenu(page, "Tabel");
    await page.getByRole("heading", { level: 1, name: "Tabel silang" }).waitFor();
    await soundPage(page, "konsol-tabel-tanya");
    await page.getByLabel("Menurut", { exact: true }).selectOption("floor_material");
    await count();
    const heads = await result().getByRole("columnheader").allTextContents();
    expect(heads.at(-1)).toBe("Jumlah");
    expect(heads.length).toBeGreaterThan(3);
  });

  test("the sums are those of the version, and small cells are withheld", async () => {
    expect(await shownSum()).toBe(await figureOf("families"));
    expect(await result().getByText("dirahasiakan").count()).toBeGreaterThan(0);
    expect(await result().textContent()).toContain("angka dirahasiakan (*)");
    await soundPage(page, "konsol-tabel-hasil");
  });

  test("counts persons by sex and work, and takes the table along as a file", async () => {
    await page.getByText("Orang", { exact: true }).click();
    await page.getByText("Wilayah itu", { exact: true }).click();
    await page.getByLabel("Menurut", { exact: true }).selectOption("sex");
    await page.getByLabel("Dan menurut").selectOption("works");
    await count();
    await result()
      .getByText(/Orang menurut Jenis kelamin × Bekerja/)
      .first()
      .waitFor();
    expect(await shownSum()).toBe(await figureOf("persons"));
    const download = page.waitForEvent("download");
    await result().getByRole("link", { name: "Unduh CSV" }).click();
    const text = await readFile(await (await download).path(), "utf8");
    expect(text).toContain("kode_wilayah,wilayah");
    expect(text).toMatch(/\r\n3307,/);
    await soundPage(page, "konsol-tabel-orang");
  });

  test("counts families by what their facts amount to, and reads what that takes", async () => {
    await page.locator("#question").getByText("Keluarga", { exact: true }).click();
    await page.getByLabel("Menurut", { exact: true }).selectOption("proper_drinking_water");
    await page.getByLabel("Dan menurut").selectOption("");
    await count();
    await result()
      .getByText(/Keluarga menurut Air minum layak/i)
      .first()
      .waitFor();
    expect(await shownSum()).toBe(await figureOf("families"));
    await result().getByText("jarak ke limbah dan air untuk mandi cuci belum ditanyakan").waitFor();
    await soundPage(page, "konsol-tabel-indikator");
  });

  test("counts by the words for deciles, under the mark that these are no official figures", async () => {
    await page.getByLabel("Menurut", { exact: true }).selectOption("welfare_label_20250205");
    await count();
    await result()
      .getByText(/Keluarga menurut Sebutan desil/)
      .first()
      .waitFor();
    await result().getByText("simulasi, bukan angka kemiskinan resmi BPS").waitFor();
    expect(await shownSum()).toBe(await figureOf("families"));
    const download = page.waitForEvent("download");
    await result().getByRole("link", { name: "Unduh CSV" }).click();
    const text = await readFile(await (await download).path(), "utf8");
    expect(text.split("\r\n")[0]).toContain("bukan angka kemiskinan resmi BPS");
    await soundPage(page, "konsol-tabel-sebutan");
  });

  test("finds the families whom nobody ever surveyed, and opens one", async () => {
    const { owner } = stage().register.house.desk;
    const some =
      "select family_id from dtsen.family where decile_national = 7 order by family_id limit 2";
    await owner.query(
      `update dtsen.family set facts_as_of = 0, sources = '{}', facts = array_fill(-2, array[cardinality(facts)])
       where family_id in (${some})`,
    );
    await page.goto(`${stage().register.address}/konsol/keluarga`);
    await page.getByLabel("Pendataan").selectOption("Belum pernah didata");
    await page.getByText("Keluarga ini hanya ada di Dukcapil").waitFor();
    await page.getByText("2 keluarga pertama ditampilkan").waitFor();
    await soundPage(page, "konsol-daftar-belum-didata");
    await page.locator("a[data-row]").first().click();
    await page.getByText("Keluarga ini belum pernah didata.").waitFor();
    await soundPage(page, "konsol-lembar-belum-didata");
    await page.goto(`${stage().register.address}/konsol/tabel`);
    await page.getByRole("button", { name: "Hitung" }).waitFor();
  });

  test("a region of somebody else is refused with a sentence", async () => {
    await page.getByLabel("Kode wilayah lain").fill("33.08");
    await page.getByRole("button", { name: "Hitung" }).click();
    await page.getByText("Wilayah itu tidak termasuk wilayah penugasan Anda.").waitFor();
    expect(await result().count()).toBe(0);
  });

  test("whoever may make no tables is not offered the screen", async () => {
    await page.getByRole("button", { name: "Keluar" }).click();
    await signInAs(page, `${stage().register.address}/konsol`, "village-operator");
    expect(await isOffered(page, "Tabel")).toBe(false);
  });
}
