import { randomInt } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { totpCode } from "#store/accounts.ts";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { enter, signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

const USERNAME = `rina.${randomInt(100_000)}`;
const NAME = `Rina Peraga ${USERNAME.slice(5)}`;
const PASSWORD = "empat kata yang mudah";

/** From an invitation to the first day at work: four hands, one account. */
export function accountsJourney(stage: () => Stage): void {
  let admin: Page;
  let person: Page;
  let code = "";
  let secret = "";

  beforeAll(async () => {
    admin = await stage().openPage();
    person = await stage().openPage();
  });

  const console_ = () => `${stage().register.address}/konsol`;
  const openAccounts = async () => {
    await openFromMenu(admin, "Akun");
    await admin.getByRole("heading", { level: 1, name: "Akun dan penugasan" }).waitFor();
  };
  const card = () => admin.getByRole("article").filter({ hasText: USERNAME });

  /** Behind the own name stands the own account; the old password is asked again. */
  async function changePassword(): Promise<void> {
    await person.getByRole("link", { name: /Akun saya/ }).focus();
    await person.keyboard.press("Enter");
    await person.getByRole("heading", { level: 1, name: "Akun saya" }).waitFor();
    const fill = async (current: string, next: string) => {
      await person.getByLabel("Kata sandi lama").focus();
      await person.keyboard.type(current);
      for (const text of [next, next]) {
        await person.keyboard.press("Tab");
        await person.keyboard.type(text);
      }
      await person.keyboard.press("Enter");
    };
    await fill("bukan yang lama", "tiga kucing di dapur");
    await person.getByText("Kata sandi yang lama belum cocok.").waitFor();
    await soundPage(person, "konsol-akun-saya");
    await person.reload();
    await fill(PASSWORD, "tiga kucing di dapur");
    await person.getByText("Kata sandi sudah diganti.").first().waitFor();
    expect(await person.getByLabel("Kata sandi lama").inputValue()).toBe("");
  }

  test("an administrator invites a person to a village and is shown a code once", async () => {
    await signInAs(admin, console_(), "account-admin");
    await openAccounts();
    const form = admin.locator(".work-register");
    await form.getByText("Undang orang baru").click();
    await form.getByLabel("Nama orangnya").fill(NAME);
    await form.getByLabel("Nama akun").fill(USERNAME);
    await form.getByLabel("Peran").selectOption("village-operator");
    await form.getByLabel("Kantor").selectOption("desa");
    await form.getByLabel("Desa atau kelurahan penugasan").fill("wonosobo barat");
    const first = form.locator('datalist option[value*="Kabupaten Wonosobo"]').first();
    await first.waitFor({ state: "attached" });
    const label = (await first.getAttribute("value")) ?? "";
    await form.getByLabel("Desa atau kelurahan penugasan").fill(label);
    await form.getByLabel("Nomor surat keputusan (SK)").fill("SK Bupati 12/2026");
    await soundPage(admin, "konsol-akun-undang");
    await admin.getByRole("button", { name: "Undang", exact: true }).click();
    await admin.getByRole("heading", { name: `Kode pendaftaran untuk ${USERNAME}` }).waitFor();
    code = (await admin.locator(".code-spelled").textContent()) ?? "";
    expect(code).toMatch(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/);
    await soundPage(admin, "konsol-akun");
    await admin.getByRole("button", { name: "Keluar" }).click();
  });

  test("the person opens the link, reads the picture and chooses a password", async () => {
    const seen: string[] = [];
    person.on("request", (request) => seen.push(request.url()));
    await person.goto(`${console_()}/daftar#kode=${code}`);
    await person.getByRole("button", { name: "Lanjut" }).click();
    await person.getByText(`${NAME}, nama akun Anda ${USERNAME}.`).waitFor();
    expect(person.url()).not.toContain(code);
    secret = ((await person.locator(".sign-in .digest").textContent()) ?? "").replaceAll(" ", "");
    await person.getByLabel("Kata sandi baru").fill(PASSWORD);
    await person.getByLabel("Ketik sekali lagi").fill("lain sama sekali");
    await person.getByText("Kedua kata sandi belum sama.").waitFor();
    await soundPage(person, "konsol-daftar");
    await person.getByLabel("Ketik sekali lagi").fill(PASSWORD);
    await person.getByLabel("Enam angka").fill(totpCode(secret, new Date()));
    await person.keyboard.press("Enter");
    await person.getByRole("heading", { name: "Akun Anda siap" }).waitFor();
    expect(seen.filter((url) => url.includes(code))).toEqual([]);
  });

  test("the head of office confirms, and the list says by whom", async () => {
    await signInAs(admin, console_(), "agency-head");
    await openAccounts();
    await card().getByRole("button", { name: "Sahkan" }).click();
    await card().waitFor({ state: "detached" });
    await admin.getByLabel("Semua", { exact: true }).check();
    await card().waitFor();
    expect(await card().textContent()).toContain("berlaku");
    await soundPage(admin, "konsol-akun-semua");
  });

  test("the person works under their own name, until the appointment is ended", async () => {
    const later = new Date(Date.now() + 30_000);
    await person.getByRole("link", { name: "Ke halaman masuk" }).click();
    await enter(person, { name: USERNAME, password: PASSWORD, totp: totpCode(secret, later) });
    await person.getByText(NAME).first().waitFor();
    await changePassword();
    await card().locator("summary", { hasText: "Hentikan" }).click();
    await card().getByLabel("Alasan").fill("pindah tugas ke kecamatan");
    await card().getByRole("button", { name: "Hentikan penugasan" }).click();
    await card().getByText("Alasan: pindah tugas ke kecamatan").waitFor();
    await person.reload();
    await person.getByText("Peran, wilayah atau tujuan Anda tidak mencakup").waitFor();
  });
}
