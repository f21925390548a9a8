import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { plantDecree, plantJudged } from "#test/kept-diff.ts";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

const REASON = "Sampel 200 keluarga diperiksa, berita acara 15/2027";

/** A statistician reads what moved; two stewards answer for a failed gate by keyboard, one after the other. */
export function movesJourney(stage: () => Stage): void {
  let page: Page;
  let versionNo = 0;
  let current = 0;

  beforeAll(async () => {
    page = await stage().openPage();
    const { owner } = stage().register.house.desk;
    const { rows } = await owner.query<{ version_no: number }>(
      "select version_no from dtsen.publication_pointer",
    );
    current = rows[0]?.version_no ?? 0;
    versionNo = await plantJudged(owner, "2027-1", current);
    await plantDecree(owner, current, versionNo);
  });

  const told = (name: string) => page.getByRole("region", { name });
  const at = (path: string) => `${stage().register.address}/konsol/versi/${versionNo}${path}`;

  test("a statistician sees what moved since the version before, and why", async () => {
    await signInAs(page, `${stage().register.address}/konsol`, "bps-statistician");
    await page.goto(at(""));
    await page.getByRole("link", { name: "Yang bergeser sejak versi sebelumnya" }).click();
    await page.getByRole("heading", { level: 1, name: "Pergeseran ke versi 2027-1" }).waitFor();
    const heat = page.getByRole("table", { name: "Dari desil ke desil" });
    expect(await heat.getByRole("row").count()).toBe(13);
    expect(await heat.getByRole("row").nth(3).getByRole("cell").nth(2).textContent()).toBe("700");
    const causes = told("Desil turun dan naik, menurut sebab");
    await causes.getByText("keterangan baru tentang rumah dan anggotanya").waitFor();
    await soundPage(page, "konsol-pergeseran");
  });

  test("and by keyboard of a province: small counts are withheld, and said to be", async () => {
    const choice = page.getByRole("combobox", { name: "Wilayah" });
    await choice.focus();
    await page.keyboard.type("Jawa Tengah");
    await told("Menurut wilayah")
      .getByText(/Wonosobo|3307/)
      .first()
      .waitFor();
    const cells = await told("Menurut wilayah").getByRole("row").nth(1).textContent();
    expect(cells).toContain("disembunyikan: terlalu kecil");
    await soundPage(page, "konsol-pergeseran-provinsi");
  });

  const card = (name: RegExp) => page.getByRole("article", { name });
  const UNMATCHED = /rekaman daftar yang tidak menemukan/;

  test("the gates show figure, bound and outcome; who may not publish has no form", async () => {
    await page.goto(at("/gerbang"));
    await card(UNMATCHED).getByText("tidak lulus").waitFor();
    await card(UNMATCHED).getByText("Menunggu 2 orang").waitFor();
    expect(await page.getByText("Tanggung gerbang ini").count()).toBe(0);
    await soundPage(page, "konsol-gerbang");
  });

  const answer = async (role: string) => {
    page = await stage().openPage();
    await signInAs(page, `${stage().register.address}/konsol`, role);
    await page.goto(at("/gerbang"));
    await card(UNMATCHED).locator("summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(REASON);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  };

  test("a steward answers for a failed gate by keyboard, and is told that a second must", async () => {
    await answer("bps-steward");
    await card(UNMATCHED).getByText("Menunggu 1 orang").waitFor();
    await card(UNMATCHED).getByText("Orang kedua harus orang lain.").waitFor();
    await soundPage(page, "konsol-gerbang-menunggu");
  });

  test("a decree that stands on the version in force, and the first word for going back, are on its page", async () => {
    await page.goto(`${stage().register.address}/konsol/versi/${current}`);
    const decrees = told("SK yang berlaku atas versi ini");
    await decrees.getByText("SK 12/HUK/2026").waitFor();
    await decrees.getByText("Menunggu orang kedua (dtsen withdraw)").waitFor();
    await soundPage(page, "konsol-versi-sk");
  });

  test("a second steward reads the first one's reason and answers too", async () => {
    await answer("bps-steward-2");
    await card(UNMATCHED).getByText("Ditanggung dua orang").waitFor();
    expect(await card(UNMATCHED).getByText(REASON).count()).toBe(2);
    await soundPage(page, "konsol-gerbang-dua");
  });
}
