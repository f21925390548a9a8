import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** Presses of Tab after which a thing that can be reached would have been. */
const STOPS_AT_MOST = 150;

/** Somebody brings the card to the village office, reads why on a phone, presses "Salah", and follows the receipt. */
export function explanationJourney(stage: () => Stage): void {
  let officer: Page;
  let phone: Page;
  let code = "";
  let receipt = "";

  beforeAll(async () => {
    officer = await stage().openPage();
    phone = await stage().openPage();
    await phone.setViewportSize({ width: 360, height: 740 });
  });

  const site = (path: string) => `${stage().register.address}${path}`;

  /** A ranked family of whose floor a list once spoke, with a grown head who is alive. */
  async function aFamily(): Promise<string> {
    const { rows } = await stage().register.house.desk.owner.query<{ family_id: number }>(
      `select f.family_id from dtsen.family f join dtsen.person p using (version_no, family_id)
       where p.person_id = f.head_person_id and p.life_status = 1 and f.decile_national = 6
         and f.sources ? 'housing' and f.head_name is not null and f.size > 1
       order by f.family_id limit 1`,
    );
    return String(rows[0]?.family_id);
  }

  /** By the keyboard alone: Tab until the focus is on a thing with these words, which an eye can find. */
  async function tabTo(words: RegExp): Promise<void> {
    for (let nth = 0; nth < STOPS_AT_MOST; nth++) {
      await phone.keyboard.press("Tab");
      const at = await phone.evaluate<{ words: string; ring: boolean }>(`(() => {
        const one = document.activeElement;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
        const ring = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
        return { words: (one.labels?.[0] ?? one).textContent.replaceAll(/\\s+/g, " ").trim(), ring };
      })()`);
      if (!words.test(at.words)) continue;
      expect(at.ring, `${at.words} shows its focus`).toBe(true);
      return;
    }
    throw new Error(`${STOPS_AT_MOST} presses of Tab do not reach ${words}`);
  }

  const heading = (page: Page, name: string) =>
    page.getByRole("heading", { level: 1, name }).waitFor();

  test("an officer who has seen the card hands the member a code", async () => {
    await signInAs(officer, site("/konsol"), "regency-data-entry");
    await officer.goto(site(`/konsol/keluarga/${await aFamily()}`));
    await officer.getByText("Berikan Kode Penjelasan").click();
    const who = officer.getByLabel("Anggota yang datang");
    await who.selectOption({ index: 1 });
    await officer.getByLabel("KTP-nya sudah saya lihat dan cocok").check();
    await officer.getByRole("button", { name: "Buat kode" }).click();
    const given = officer.locator(".handed");
    await given.waitFor();
    code = (await given.textContent()) ?? "";
    expect(code).toMatch(/^([0-9A-Z]{4}-){3}[0-9A-Z]$/);
    await soundPage(officer, "konsol-lembar-kode-penjelasan");
  });

  test("the member reads why on a phone: group, facts with source and day, what is estimated, what follows", async () => {
    await phone.goto(site("/"));
    await phone.getByRole("link", { name: "Punya Kode Penjelasan? Baca mengapa" }).click();
    await heading(phone, "Mengapa kelompok kami di sini?");
    await soundPage(phone, "situs-mengapa-kode");
    await phone.setViewportSize({ width: 360, height: 740 });
    await phone.getByLabel("Kode Penjelasan").focus();
    await phone.keyboard.type(code);
    await phone.keyboard.press("Enter");
    await phone.getByText("kelompok 6 dari 10").waitFor();
    const said = (await phone.getByRole("main").textContent()) ?? "";
    expect(said).toMatch(/Kami memakai \d+ keterangan/);
    expect(said).toContain("UU 27/2022");
    expect(said).not.toMatch(/\bRp\b|rupiah|bobot|skor|miskin|desil/i);
    expect(phone.url()).not.toContain(code);
    await soundPage(phone, "situs-mengapa");
    await phone.getByRole("button", { name: "Siapa melihat data kami" }).click();
    await phone.getByText("Memberikan Kode Penjelasan").first().waitFor();
    await soundPage(phone, "situs-mengapa-siapa");
    await phone.getByRole("button", { name: "Kembali ke penjelasan" }).click();
    await phone.setViewportSize({ width: 360, height: 740 });
  });

  test("by the keyboard alone presses Salah beside a fact, says what is right, and gets a receipt", async () => {
    const isFolded = !(await phone.getByRole("button", { name: "Salah Jenis lantai" }).isVisible());
    if (isFolded) {
      await tabTo(/^Keterangan lain/);
      await phone.keyboard.press("Enter");
    }
    await tabTo(/^Salah Jenis lantai$/);
    await phone.keyboard.press("Enter");
    await heading(phone, "Apa yang benar?");
    await soundPage(phone, "situs-mengapa-salah");
    await phone.setViewportSize({ width: 360, height: 740 });
    await tabTo(/Isi yang benar/);
    await phone.keyboard.press("ArrowDown");
    await phone.keyboard.press("ArrowDown");
    await tabTo(/^Kirim usulan$/);
    await phone.keyboard.press("Enter");
    await heading(phone, "Tanda terima");
    const said = (await phone.getByRole("main").textContent()) ?? "";
    expect(said).toContain("Usulan sudah diterima.");
    expect(said).toContain("petugas desa atau kelurahan");
    expect(said).toMatch(/Paling lambat\d+ \w+ \d{4}/);
    receipt = (await phone.locator(".number").textContent()) ?? "";
    await soundPage(phone, "situs-tanda-terima");
  });

  test("the village's list has it; the officer records it, and the receipt says so", async () => {
    await openFromMenu(officer, "Usulan warga");
    await heading(officer, "Usulan perbaikan dari warga");
    const card = officer.getByRole("article").filter({ hasText: "Jenis lantai" }).first();
    await card.getByText("Putuskan").click();
    await card.getByLabel("Catat sebagai temuan").check();
    await soundPage(officer, "konsol-usulan");
    await card.getByRole("button", { name: "Simpan putusan" }).click();
    await officer.getByLabel("Sudah diputus", { exact: true }).check();
    await officer.getByText("dicatat petugas, menunggu petugas kedua").first().waitFor();
    await phone.goto(site("/tanda-terima"));
    await phone.getByLabel("Nomor tanda terima").fill(receipt);
    await phone.getByRole("button", { name: "Lihat usulan" }).click();
    await phone.getByText("dicatat petugas, menunggu petugas kedua").waitFor();
    expect(await phone.getByRole("main").textContent()).toContain("kepala desa atau dinas sosial");
    await officer.getByRole("button", { name: "Keluar" }).click();
  });
}
