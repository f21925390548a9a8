import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { pressOn, tabTo, typeInto } from "./by-keyboard.ts";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

const MINUTE_MS = 60_000;
/** Said of nobody but of whom the insurer has confirmed. */
const SAYS_ACTIVE = /(?<!non)\baktif\b/i;

/** Reactivation of PBI-JK: reported from the family sheet, walked by five offices, and a sheet that says active only at the end. Every act is done by keyboard. */
export function reactivationJourney(stage: () => Stage): void {
  let page: Page;
  let caseAddress = "";

  beforeAll(async () => {
    page = await stage().openPage();
  });

  const console_ = () => `${stage().register.address}/konsol`;
  const leave = async () => {
    await pressOn(page, page.getByRole("button", { name: "Keluar" }));
    await page.getByRole("heading", { name: "Masuk" }).waitFor();
  };
  const text = async () => (await page.locator("main").textContent()) ?? "";

  async function anyFamily(): Promise<string> {
    const { rows } = await stage().register.house.desk.owner.query<{ family_id: number }>(
      `select p.family_id from dtsen.person p join dtsen.publication_pointer c on c.version_no = p.version_no
       join dtsen.appointment a on p.village_no between a.village_lo and a.village_hi and a.role_code = 'village-operator'
       where p.life_status = 1 and p.name is not null and p.identity_status = 'padan' order by p.family_id limit 1`,
    );
    return String(rows[0]?.family_id);
  }

  /** Goes down a list of choices until one stands there. */
  async function choose(label: string, value: string): Promise<void> {
    const list = page.getByLabel(label);
    await tabTo(page, list);
    for (let nth = 0; nth < 10 && (await list.inputValue()) !== value; nth++)
      await page.keyboard.press("ArrowDown");
    expect(await list.inputValue()).toBe(value);
  }

  /** Types a day as the browser asks for it: month, day, year. */
  async function writeDay(label: string, day: string): Promise<void> {
    const field = page.getByLabel(label);
    const [year, month, date] = day.split("-");
    await typeInto(page, field, `${month}${date}${year}`);
    expect(await field.inputValue()).toBe(day);
  }

  /** A step, passed from the officer's home. */
  async function passAs(role: string, fill?: () => Promise<void>): Promise<void> {
    await signInAs(page, console_(), role);
    await pressOn(page, page.getByRole("link", { name: /Reaktivasi PBI menunggu kantor Anda/ }));
    await pressOn(page, page.getByRole("link", { name: /Buka perkara/ }).first());
    await page.getByRole("heading", { level: 2, name: "Tujuh langkah" }).waitFor();
    expect(await text()).not.toMatch(SAYS_ACTIVE);
    await pressOn(page, page.locator("summary").filter({ hasText: "Selesai, teruskan" }));
    await fill?.();
    await pressOn(page, page.getByRole("button", { name: "Selesai, teruskan" }));
    await page.getByText("Sudah dicatat.").first().waitFor({ state: "attached" });
  }

  test("a village reports within a minute, from the family sheet", async () => {
    await signInAs(page, console_(), "village-operator");
    await page.goto(`${console_()}/keluarga/${await anyFamily()}`);
    const begun = Date.now();
    await pressOn(page, page.getByRole("link", { name: "Laporkan reaktivasi PBI" }));
    await pressOn(page, page.getByLabel("Siapa yang berobat"), "ArrowDown");
    await choose("Jenis fasilitas", "hospital");
    await typeInto(page, page.getByLabel("Nama fasilitas"), "RSUD Peraga");
    await typeInto(page, page.getByLabel("Nomor surat"), "445/1203/RSUD/2026");
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    await writeDay("Tanggal surat", yesterday);
    await choose("Kegentingan", "emergency");
    if ((await page.getByLabel("Nonaktif sejak").count()) > 0)
      await writeDay("Nonaktif sejak", yesterday);
    await soundPage(page, "konsol-reaktivasi-lapor");
    await pressOn(page, page.getByRole("button", { name: "Laporkan" }));
    await page.getByRole("heading", { level: 2, name: "Tujuh langkah" }).waitFor();
    expect(Date.now() - begun).toBeLessThan(MINUTE_MS);
    caseAddress = page.url();
    await page.goto(`${caseAddress}/lembar`);
    await page.getByText("sedang diproses").waitFor();
    expect(await text()).not.toMatch(SAYS_ACTIVE);
    await soundPage(page, "konsol-reaktivasi-lembar-proses");
    await leave();
  });

  test("each office takes its step from its own home", async () => {
    const numbered = (number: string) => () =>
      typeInto(page, page.getByLabel(/^Nomor surat/), number);
    await passAs("regency-verifier");
    await page.getByText("Sekarang bukan giliran").waitFor();
    await soundPage(page, "konsol-reaktivasi-perkara");
    await page.goto(`${console_()}/reaktivasi`);
    await pressOn(page, page.getByLabel("Giliran kantor saya"), "ArrowDown");
    expect(await page.getByLabel("Semua yang berjalan").isChecked()).toBe(true);
    await page.getByRole("article").first().waitFor();
    await soundPage(page, "konsol-reaktivasi");
    await leave();
    await passAs("agency-head", numbered("460/77/Dinsos/2026"));
    await leave();
    await passAs("ministry-officer");
    await leave();
    await passAs("insurance-officer", numbered("BPJS-2026-0001"));
    await page.getByText("AKTIF menurut konfirmasi BPJS Kesehatan").waitFor();
    await soundPage(page, "konsol-reaktivasi-dikonfirmasi");
  });

  test("the sheet says active now, and so does the public page of its number", async () => {
    await page.goto(`${caseAddress}/lembar`);
    await page.getByText("AKTIF menurut konfirmasi BPJS Kesehatan").waitFor();
    await soundPage(page, "konsol-reaktivasi-lembar");
    const number = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]/.exec(await text())?.[0] ?? "";
    await leave();
    const visitor = await stage().openPage();
    await visitor.goto(`${stage().register.address}/reaktivasi#nomor=${number}`);
    expect(await visitor.getByLabel("Nomor lembar").inputValue()).toBe(number);
    await visitor.getByRole("button", { name: "Periksa" }).click();
    await visitor.getByText("AKTIF menurut konfirmasi BPJS Kesehatan").waitFor();
    await soundPage(visitor, "situs-reaktivasi");
    await visitor.context().close();
  });
}
