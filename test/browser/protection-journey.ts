import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { PERSON_VAULT_FACTS } from "#domain/variables/catalogue.ts";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import { slowLine } from "./slow-line.ts";
import type { Stage } from "./stage.ts";

type Planted = { readonly familyId: string; readonly personId: string; readonly name: string };

/** Somebody is hidden by one person and comes back by two; the vault opens on a law and for a case. */
export function protectionJourney(stage: () => Stage): void {
  let page: Page;
  let planted: Planted;

  beforeAll(async () => {
    page = await stage().openPage();
    planted = await plant();
  });

  /** A family of several; one who is not the head has something in the vault. */
  async function plant(): Promise<Planted> {
    const { owner } = stage().register.house.desk;
    await owner.query("delete from dtsen.suppression; delete from dtsen.vault_note");
    const { rows } = await owner.query<Planted & { version_no: number; village_no: number }>(
      `select q.family_id::text as "familyId", q.person_id::text as "personId", q.name, q.version_no, q.village_no
       from dtsen.person q join dtsen.family f using (version_no, family_id)
       join dtsen.publication_pointer c using (version_no)
       where f.size >= 3 and f.head_person_id <> q.person_id and q.name is not null
       order by q.family_id, q.person_id limit 1`,
    );
    const [found] = rows;
    if (found === undefined) throw new Error("the walk made no family of three");
    await owner.query("delete from dtsen.vault_fact where person_id = $1", [found.personId]);
    await owner.query("insert into dtsen.vault_fact values ($1, $2, $3, $4)", [
      found.version_no,
      found.personId,
      found.village_no,
      PERSON_VAULT_FACTS.map(() => 1),
    ]);
    return found;
  }

  const console_ = () => `${stage().register.address}/konsol`;
  const inDays = (days: number) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

  test("a social worker opens the family's protection from its sheet and hides a member at once", async () => {
    await signInAs(page, console_(), "social-worker");
    await page.goto(`${console_()}/keluarga/${planted.familyId}`);
    await page.getByRole("link", { name: "Perlindungan dan data khusus" }).click();
    await page.getByRole("heading", { level: 2, name: "Sembunyikan demi keselamatan" }).waitFor();
    const form = page.locator("#hide");
    await form.getByLabel("Siapa").selectOption({ label: planted.name });
    await form.getByLabel("Mengapa").selectOption("shelter");
    await form.getByLabel("Dasar hukum").selectOption("victim-protection");
    await form.getByLabel("Surat, perkara atau penugasan").fill("surat 12/2026");
    await form.getByLabel("Ditinjau lagi pada").fill(inDays(90));
    await soundPage(page, "konsol-perlindungan-keluarga");
    await form.getByRole("button", { name: "Sembunyikan sekarang" }).click();
    const card = page.getByRole("article").filter({ hasText: planted.name });
    await card.waitFor();
    expect(await card.textContent()).toContain("tinggal di rumah aman");
  });

  test("nobody else's sheet shows the member any more", async () => {
    const other = await stage().openPage();
    await signInAs(other, console_(), "regency-supervisor");
    await other.goto(`${console_()}/keluarga/${planted.familyId}`);
    await other.locator("#members").waitFor();
    expect(await other.locator("body").textContent()).not.toContain(planted.name);
    expect(await other.getByRole("link", { name: /Perlindungan/ }).count()).toBe(0);
    await other.context().close();
  });

  test("the vault opens on a law and for a case, and keeps a note", async () => {
    await page.goto(`${console_()}/perlindungan/${planted.familyId}`);
    // Under verification the hidden are hidden from the social worker too: the purpose says otherwise.
    await page.getByLabel("Tujuan membuka data").selectOption("protection");
    const vault = page.locator("#vault");
    await vault.getByLabel("Orang", { exact: true }).selectOption({ label: planted.name });
    await vault.getByLabel("Dasar hukum").selectOption("victim-protection");
    await vault.getByLabel("Perkara atau penugasan").fill("penugasan 12/2026");
    await vault.getByRole("button", { name: "Buka data khusus" }).click();
    await vault.getByText("Dari versi yang terbit").waitFor();
    await vault.getByText("Catat data khusus").click();
    await vault.getByLabel("Golongan").selectOption("violence");
    await vault.getByLabel("Isi catatan").fill("dirujuk ke rumah aman");
    await vault.getByLabel("Dihapus setelah").fill(inDays(365));
    await vault.getByRole("button", { name: "Simpan catatan" }).click();
    await vault.getByText("dirujuk ke rumah aman").first().waitFor();
    await soundPage(page, "konsol-data-khusus");
    await vault.getByRole("button", { name: "Tutup data khusus" }).click();
    expect(await vault.getByText("dirujuk ke rumah aman").count()).toBe(0);
  });

  test("an answer that comes after another member was chosen is shown under nobody", async () => {
    const vault = page.locator("#vault");
    const who = vault.getByLabel("Orang", { exact: true });
    const line = await slowLine(page, "**/vault/readings");
    const answered = page.waitForResponse("**/vault/readings");
    await vault.getByRole("button", { name: "Buka data khusus" }).click();
    await who.selectOption({ index: 1 });
    expect(await who.inputValue()).not.toBe(planted.personId);
    await line.release();
    await (await answered).finished();
    await page.waitForTimeout(200);
    expect(await vault.getByText("Dari versi yang terbit").count()).toBe(0);
  });

  test("one asks for the end, another ends it", async () => {
    await openFromMenu(page, "Perlindungan");
    const card = page.getByRole("article").filter({ hasText: planted.name });
    await card.getByText("Usulkan pengakhiran").click();
    await card.getByLabel("Alasan").fill("sudah pindah, dipastikan pendamping");
    await card.getByRole("button", { name: "Kirim usulan" }).click();
    await card.getByText("Orang lain yang mengakhiri").waitFor();
    expect(await card.getByRole("button", { name: "Akhiri penyembunyian" }).count()).toBe(0);
    await page.getByRole("button", { name: "Keluar" }).click();

    await signInAs(page, console_(), "protection-officer");
    await page.getByRole("link", { name: /Penyembunyian perlu dilihat/ }).click();
    await card.getByRole("button", { name: "Akhiri penyembunyian" }).waitFor();
    await soundPage(page, "konsol-perlindungan");
    await card.getByRole("button", { name: "Akhiri penyembunyian" }).click();
    await card.waitFor({ state: "detached" });
  });
}
