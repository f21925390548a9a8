import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { plantJudged } from "#test/kept-diff.ts";
import { walkByTab } from "./by-keyboard.ts";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

const REASON = "Sampel 200 keluarga diperiksa, berita acara 15/2027";

const MISTAKE = "Model keliru di tiga kabupaten, berita acara 17/2027";

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
    expect(await page.getByText("Desil dihitung menurut orang.").count()).toBe(4);
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

  const here = () => `${stage().register.address}/konsol/versi/${current}`;
  const decrees = () => told("SK yang berlaku atas versi ini");

  test("who determines a program records its decree on the version in force, by keyboard", async () => {
    page = await stage().openPage();
    await signInAs(page, `${stage().register.address}/konsol`, "program-determiner");
    await page.goto(here());
    await decrees().getByText("Catat SK").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Prog");
    await page.keyboard.press("Tab");
    await page.keyboard.type("SK 12/HUK/2026");
    await decrees().getByLabel("Tanggal").fill("2026-10-20");
    await soundPage(page, "konsol-versi-sk-catat");
    await decrees().getByLabel("Tanggal").press("Enter");
    await decrees().getByRole("cell", { name: "SK 12/HUK/2026" }).waitFor();
    expect(await decrees().textContent()).not.toContain("Tarik versi ini");
    await plantList(stage(), current);
  });

  const takeBack = async () => {
    await page.goto(here());
    await decrees().getByText("Tarik versi ini, kembali ke 2026-3a").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.type(MISTAKE);
  };

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

  test("and orders that the version in force is taken back: under the decree that waits for a second person", async () => {
    await takeBack();
    await decrees().getByText("Ada SK yang berlaku").waitFor();
    await soundPage(page, "konsol-versi-sk-tarik");
    await decrees().getByRole("button", { name: "Tarik" }).press("Enter");
    await decrees().getByText("menunggu orang kedua", { exact: true }).waitFor();
    await decrees().getByText("Orang kedua harus orang lain.").waitFor();
    expect(await decrees().getByText("Tarik versi ini").count()).toBe(0);
    await soundPage(page, "konsol-versi-sk");
    await walkByTab(page, "versi/sk");
  });

  test("a second steward reads the first one's reason and answers too", async () => {
    await answer("bps-steward-2");
    await card(UNMATCHED).getByText("Ditanggung dua orang").waitFor();
    expect(await card(UNMATCHED).getByText(REASON).count()).toBe(2);
    await soundPage(page, "konsol-gerbang-dua");
  });

  test("and gives the second word: the version before is in force again, and the page says so", async () => {
    await takeBack();
    await decrees().getByRole("button", { name: "Tarik" }).press("Enter");
    await decrees().getByText("versi ditarik", { exact: true }).waitFor();
    const { rows } = await stage().register.house.desk.owner.query<{ label: string }>(
      "select label from dtsen.publication_pointer join dtsen.version using (version_no)",
    );
    expect(rows[0]?.label).toBe("2026-3a");
    await soundPage(page, "konsol-versi-sk-ditarik");
  });
}

/** The version before as the bench planted it, and the sealed list of whom a going back to it touches, as the lake would have made it. */
async function plantList({ register }: Stage, current: number): Promise<void> {
  const { desk, folders } = register.house;
  const { rows } = await desk.owner.query<{ back: number; decree: number }>(
    `update dtsen.publication_pointer p set previous_version_no = v.version_no from dtsen.version v, dtsen.decree d
     where v.label = '2026-3a' and d.version_no = $1 returning v.version_no as back, d.decree_no::int as decree`,
    [current],
  );
  const [planted] = rows;
  const sealed = "what only the keys of the house would open";
  await mkdir(folders.withdrawals, { recursive: true });
  const file = `${current}-${planted?.back}-${planted?.decree}.parquet.enc`;
  await writeFile(join(folders.withdrawals, file), sealed);
  await desk.owner.query(
    `insert into dtsen.withdrawal_list (version_no, back_to_no, decrees, counts, file_sha256)
     values ($1, $2, $3, '[{"program": "pkh", "listed": 120, "lose": 31, "gain": 18}]', $4)`,
    [current, planted?.back, [planted?.decree], createHash("sha256").update(sealed).digest("hex")],
  );
}
