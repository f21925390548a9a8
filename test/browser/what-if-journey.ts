import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { keptJoint } from "#test/made-joint.ts";
import { bringCells } from "./bring-cells.ts";
import { soundPage } from "./chromium.ts";
import { isOffered, openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** A planner of the regency lowers the line, sees who drops out, keeps two scenarios and compares them. */
export function whatIfJourney(stage: () => Stage): void {
  let page: Page;
  const part = (name: string) => page.getByRole("region", { name, exact: true });
  const figure = async (name: string) => {
    const cell = part("Akibatnya").locator("dl div").filter({ hasText: name }).locator("dd");
    return (await cell.textContent()) ?? "";
  };
  const count = async (name: string) => Number((await figure(name)).replaceAll(".", ""));
  const keep = async (name: string) => {
    await page.getByLabel("Nama skenario").fill(name);
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText(`Tersimpan: ${name}, revisi 1.`).first().waitFor();
  };

  beforeAll(async () => {
    await bringCells(stage(), "pkh");
    await stage().register.house.desk.owner.query(
      keptJoint("(select version_no from dtsen.publication_pointer)"),
    );
    page = await stage().openPage();
  });

  test("moves the line by keyboard and sees who drops out", async () => {
    await signInAs(page, `${stage().register.address}/konsol`, "regency-supervisor");
    await openFromMenu(page, "Bagaimana jika");
    await page.getByRole("heading", { level: 1, name: "Bagaimana jika" }).waitFor();
    await part("Akibatnya").waitFor();
    const slider = page.getByLabel("Geser garis");
    await slider.fill("5");
    await slider.press("ArrowLeft");
    expect(await page.getByLabel("Sampai persentil").inputValue()).toBe("4");
    await expect.poll(() => count("Keluar"), { timeout: 20_000 }).toBeGreaterThan(0);
    expect(await part("Siapa yang keluar").getByRole("row").count()).toBeGreaterThan(10);
    const welfare = part("Kemiskinan dan ketimpangan").getByRole("row");
    expect(await welfare.count()).toBe(7);
    expect((await welfare.nth(2).getByRole("cell").allTextContents()).length).toBeGreaterThan(2);
    await page.getByLabel("Biaya penyelenggaraan per penerima").fill("50000");
    const cost = part("Akibatnya").getByRole("row").filter({ hasText: "penyelenggaraan" });
    await expect.poll(() => cost.textContent(), { timeout: 20_000 }).toMatch(/Rp\s?[1-9][0-9.]*00/);
    await soundPage(page, "konsol-bagaimana-jika");
  });

  test("keeps the scenario, moves on, keeps another and lays them side by side", async () => {
    await keep("Garis 4");
    const before = await count("Keluar");
    await page.getByLabel("Sampai persentil").fill("2");
    await expect.poll(() => count("Keluar"), { timeout: 20_000 }).toBeGreaterThan(before);
    await keep("Garis 2");
    await page.getByLabel("Bandingkan Garis 4, revisi 1").check();
    await page.getByLabel("Bandingkan Garis 2, revisi 1").check();
    const compared = part("Dua skenario");
    await compared.waitFor();
    expect(await compared.getByRole("columnheader").allTextContents()).toEqual([
      "Angka",
      "1. Garis 4, revisi 1",
      "2. Garis 2, revisi 1",
    ]);
    await soundPage(page, "konsol-bagaimana-jika-banding");
  });

  test("the ministry sees on the map where it changes, and what is folded on a phone opens", async () => {
    const other = await stage().openPage();
    await signInAs(other, `${stage().register.address}/konsol`, "ministry-officer");
    await openFromMenu(other, "Bagaimana jika");
    await other.getByLabel("Sampai persentil").fill("4");
    const map = other.getByRole("region", { name: "Peta", exact: true });
    await map.getByRole("img").waitFor();
    await map.getByText("Cakupan skenario").click();
    await map.getByRole("img", { name: /Cakupan skenario/ }).waitFor();
    await soundPage(other, "konsol-bagaimana-jika-peta");
    await other.setViewportSize({ width: 360, height: 740 });
    expect(await map.getByRole("img").count()).toBe(0);
    await map.getByText("Buka: Peta").press("Enter");
    await map.getByRole("img").waitFor();
    await other.setViewportSize({ width: 1280, height: 860 });
    const reforms = other.getByRole("region", { name: "Beberapa program sekaligus" });
    await reforms.getByRole("link", { name: /Sembako sampai desil 5/ }).click();
    const sums = other.getByRole("region", { name: /semua program dijumlah/ });
    await sums.getByRole("row", { name: "mendapat lebih" }).waitFor();
    expect(await sums.getByRole("row", { name: "mendapat sama" }).textContent()).toContain(
      "dirahasiakan",
    );
    const programs = other.getByRole("region", { name: "Program demi program: siapa" });
    await programs.getByRole("row", { name: /PBI.*berakhir.*7\.484/ }).waitFor();
    await soundPage(other, "konsol-beberapa-program");
    await other.setViewportSize({ width: 360, height: 740 });
    const whole = other.getByRole("region", { name: "Semua program bersama" });
    await whole.getByText("Buka: Semua program bersama").press("Enter");
    await whole.getByText("0,0447").waitFor();
    await soundPage(other, "konsol-beberapa-program-telepon");
    await other.close();
  });

  test("whoever makes no tables has no such screen", async () => {
    const { rows } = await stage().register.house.desk.owner.query<{ kept: number }>(
      "select count(*)::int as kept from dtsen.what_if_scenario",
    );
    expect(rows[0]?.kept).toBe(2);
    const other = await stage().openPage();
    await signInAs(other, `${stage().register.address}/konsol`, "village-operator");
    expect(await isOffered(other, "Bagaimana jika")).toBe(false);
    await other.close();
  });
}
