import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { auditRow } from "./audit-row.ts";
import { focused, walkByTab } from "./by-keyboard.ts";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** What the book says of a pair, the oldest first. */
export async function bookOf(stage: Stage, pairId: string | undefined): Promise<readonly string[]> {
  const { rows } = await stage.register.house.desk.owner.query<{ verdict: string }>(
    "select verdict from dtsen.identity_decision where pair_id = $1 order by decision_no",
    [pairId],
  );
  return rows.map(({ verdict }) => verdict);
}

/** After the answers of a verifier: the second person, undoing, clusters, agreement, the log. */
export function reviewListsJourney(given: {
  readonly stage: () => Stage;
  readonly page: () => Page;
  readonly pairIds: () => readonly string[];
}): void {
  const { stage, page, pairIds } = given;
  const console_ = () => `${stage().register.address}/konsol`;
  const openTab = async (tab: string) => {
    await page()
      .getByRole("navigation", { name: "Bagian telaah" })
      .getByRole("link", { name: tab, exact: true })
      .click();
  };
  const cards = () => page().getByRole("article");
  const open = async (place: number) => {
    await page().locator(`a[href$="/telaah/pasangan/${pairIds()[place]}"]`).click();
    await page().getByRole("heading", { level: 1, name: "Satu pasangan" }).waitFor();
  };

  test("the second person confirms a merge with the reason of their own; the first could not", async () => {
    await openTab("Keputusan");
    await open(1);
    await page().getByText("Anda sudah menjawab pasangan ini").waitFor();
    expect(await walkByTab(page(), "sudah dijawab")).toContain("Tarik kembali jawaban saya");
    await soundPage(page(), "konsol-telaah-dijawab");
    await page().keyboard.press("y");
    expect(await page().getByLabel("Alasan").count()).toBe(0);
    await page().getByRole("button", { name: "Keluar" }).click();

    await signInAs(page(), console_(), "regency-supervisor");
    await page()
      .getByRole("link", { name: /Telaah menunggu orang kedua atau pemutus/ })
      .click();
    await cards().first().waitFor();
    await soundPage(page(), "konsol-telaah-menunggu");
    await walkByTab(page(), "menunggu");
    await open(1);
    await page().getByRole("button", { name: "Kukuhkan" }).click();
    await page().getByLabel("Alasan").fill("kartu keluarga lama dilihat di kantor desa");
    await soundPage(page(), "konsol-telaah-kedua");
    await page().getByRole("button", { name: "Catat", exact: true }).click();
    await page().getByText("Dikukuhkan. Putusan tercatat.").waitFor();
    expect(await bookOf(stage(), pairIds()[1])).toEqual(["same"]);
  });

  test("a merge is undone from the screen, and the book keeps both", async () => {
    await page().goto(`${console_()}/telaah/keputusan`);
    await page().getByLabel("Sudah diputus").check();
    await cards().first().waitFor();
    await soundPage(page(), "konsol-telaah-keputusan");
    await walkByTab(page(), "keputusan");
    await open(4);
    await soundPage(page(), "konsol-telaah-pasangan");
    expect(await walkByTab(page(), "satu pasangan")).toContain("Batalkan keputusan ini");
    await page().getByRole("button", { name: "Batalkan keputusan ini" }).click();
    await page().getByLabel("Alasan").fill("ternyata kakak beradik");
    await page().getByRole("button", { name: "Catat", exact: true }).click();
    await focused(page(), "[tabindex='-1']", "Putusan dibatalkan. Pasangan terbuka lagi.");
    expect(await bookOf(stage(), pairIds()[4])).toEqual(["same", "undone"]);
  });

  test("odd clusters are shown with what agrees and what cannot be, as drawing and as table", async () => {
    await page().goto(`${console_()}/telaah/gugus`);
    await cards().filter({ hasText: "SUGENG RAHARJO" }).first().waitFor();
    await soundPage(page(), "konsol-telaah-gugus");
    await walkByTab(page(), "gugus");
    await cards().filter({ hasText: "SUGENG RAHARJO" }).first().getByRole("link").click();
    await page().getByText("dua jenis kelamin").first().waitFor();
    await page().getByText("Tampilkan tabel").click();
    expect(await page().getByRole("table").getByRole("row").count()).toBe(8);
    // The fourth is somebody else: one decision, told before it is sent, and a reason.
    await page().getByRole("checkbox").nth(3).check();
    await page().keyboard.press("n");
    await page().getByText("rekaman 4 ≠ rekaman 1: orang yang berbeda").waitFor();
    await page().getByLabel("Alasan").fill("lahir dua belas tahun kemudian");
    await soundPage(page(), "konsol-telaah-satu-gugus");
    expect(await walkByTab(page(), "satu gugus")).toContain("Catat jawaban");
    await page().getByRole("button", { name: "Catat jawaban" }).click();
    await page().getByText("1 keputusan dicatat; berlaku mulai versi berikutnya.").waitFor();
    await page().getByText("sudah diputus: orang yang berbeda").waitFor();
    await soundPage(page(), "konsol-telaah-gugus-diputus");
  });

  test("a supervisor sees how far reviewers agree, a verifier only the own figures", async () => {
    await page().goto(`${console_()}/telaah/mutu`);
    const reviewers = page().getByRole("region", { name: "Per penelaah" });
    await reviewers.getByRole("heading", { level: 3 }).nth(1).waitFor();
    expect(await reviewers.textContent()).toMatch(/kappa 0,\d+; sasaran 0,85/);
    await soundPage(page(), "konsol-telaah-mutu");
    await walkByTab(page(), "mutu");
    await page().getByRole("button", { name: "Keluar" }).click();
  });

  test("the log tells an auditor who undid the merge, and why", async () => {
    await signInAs(page(), console_(), "auditor");
    await openFromMenu(page(), "Audit");
    const told = await auditRow(page(), "ternyata kakak beradik");
    const { rows } = await stage().register.house.desk.owner.query<{ name: string }>(
      "select person_name as name from dtsen.account where username = 'regency-supervisor'",
    );
    expect(told).toContain(rows[0]?.name);
    expect(told).toContain("Membatalkan telaah");
    await soundPage(page(), "konsol-telaah-audit");
    await page().getByRole("button", { name: "Keluar" }).click();
  });
}
