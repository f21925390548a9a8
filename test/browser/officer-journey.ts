import { randomUUID } from "node:crypto";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { todayOf } from "#api/office-day.ts";
import type { FamilyPage } from "#contract/families.ts";
import type { FamilySheet } from "#contract/family-sheet.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { mustAccept } from "#domain/result.ts";
import { answerByHand } from "#jobs/answer-identity-by-hand.ts";
import { asWorker } from "#store/transact.ts";
import { axeViolations, soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** Everything an officer does in the console, one story from sign-in to audit. */
export function officerJourney(stage: () => Stage): void {
  let page: Page;
  const console_ = (screen = "") => `${stage().register.address}/konsol${screen}`;

  beforeAll(async () => {
    page = await stage().openPage();
  });

  /** Somebody of the middle of the list, whose name the officer will type. */
  async function someName(): Promise<string> {
    const rows = await asWorker(stage().register.house.desk, (tx) =>
      tx.query<{ head_name: string }>(
        `select head_name from dtsen.family where decile_national between 2 and 4
           and head_name is not null order by family_id limit 1`,
      ),
    );
    return rows[0]?.head_name ?? "";
  }

  const lookAt = (name: string) => soundPage(page, name);

  const signIn = (role: string) => signInAs(page, console_(), role);

  test("an officer signs in with password and TOTP, all by keyboard", async () => {
    await page.goto(console_());
    await page.getByRole("heading", { name: "Masuk" }).waitFor();
    await lookAt("konsol-masuk");
    await signIn("regency-supervisor");
    await page.getByRole("heading", { level: 1, name: /Selamat bekerja/ }).waitFor();
    await lookAt("konsol-beranda");
  });

  test("finds a family with the slash key, walks the list with J, opens it with Enter", async () => {
    const name = await someName();
    await page.keyboard.press("/");
    await page.getByRole("heading", { level: 1, name: "Cari keluarga" }).waitFor();
    await page.keyboard.type(name.toLowerCase());
    await page.keyboard.press("Enter");
    await page
      .getByRole("list")
      .getByRole("link", { name: new RegExp(name, "i") })
      .first()
      .waitFor();
    await lookAt("konsol-cari");
    await page.getByRole("heading", { level: 1 }).focus();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /Keluarga / }).waitFor();
  });

  test("reads why the family has its decile, and who has looked", async () => {
    const why = page.getByRole("region", { name: "Mengapa desil ini" });
    await why.waitFor();
    expect(await why.getByRole("listitem").count()).toBeGreaterThan(5);
    expect(await why.textContent()).toContain("tepat menjadi nilai yang disimpan");
    const facts = page.getByRole("region", { name: "Keterangan keluarga" });
    expect(await facts.textContent()).toMatch(/Regsosek|DTKS|P3KE|DTSEN/);
    const readers = page.getByRole("region", { name: /Siapa melihat data ini/ }).first();
    await readers.getByRole("row").nth(1).waitFor();
    expect(await readers.textContent()).toContain("Membuka lembar keluarga");
    await lookAt("konsol-lembar-keluarga");
  });

  test("asks what the register said before, and sees when each version was in force", async () => {
    const opened = page.url();
    await page.getByRole("link", { name: "Keadaan dahulu" }).click();
    await page.getByRole("heading", { level: 1, name: "Keadaan dahulu" }).waitFor();
    const label = await page.getByLabel("Menurut versi").locator("option").nth(1).textContent();
    await page.getByLabel("Menurut versi").selectOption({ index: 1 });
    await page.getByRole("button", { name: "Lihat Menurut versi" }).click();
    await page.getByText(/^Menurut versi .* · /).waitFor();
    await lookAt("konsol-keadaan-dahulu-versi");
    await page.getByLabel("Pada tanggal").fill(todayOf(new Date()));
    await page.getByRole("button", { name: "Lihat Pada tanggal" }).click();
    const known = page.getByRole("region", { name: "Sudah diketahui hari itu" });
    await known
      .getByText(/terbit pertama kali/)
      .first()
      .waitFor();
    const told = await page.getByRole("main").textContent();
    expect(told).toContain("Nama yang tampil adalah nama menurut register hari ini");
    expect(page.url()).toMatch(/dahulu\?hari=/);
    await lookAt("konsol-keadaan-dahulu-hari");
    await page.getByLabel("Pada tanggal").fill("2001-01-01");
    await page.getByRole("button", { name: "Lihat Pada tanggal" }).click();
    await page.getByText("belum ada versi yang terbit").waitFor();
    expect(label).not.toBeNull();
    await page.goto(opened);
    await page.getByRole("heading", { level: 1, name: /Keluarga / }).waitFor();
  });

  test("reads in plain words that a family is near the cut of a program, and no chance", async () => {
    const opened = page.url();
    const [near] = await asWorker(stage().register.house.desk, (tx) =>
      tx.query<{ id: string; low: number; high: number }>(
        `select f.family_id::text as id, f.place_band[1]::int as low, f.place_band[2]::int as high
         from dtsen.current_family f join dtsen.outcome o using (version_no, family_id)
         where o.program = 'sembako' and o.outcome in ('recipient', 'reserve', 'eligible-no-quota')
           and f.place_band[1] <= 5 and f.place_band[2] > 5 order by f.family_id limit 1`,
      ),
    );
    await page.goto(console_(`/keluarga/${near?.id}`));
    const standing = page.getByRole("region", { name: "Kedudukan keluarga" });
    await standing.getByText("Keluarga ini dekat batas desil.").waitFor();
    expect(await standing.textContent()).toContain(
      `desilnya bisa ${near?.low} sampai ${near?.high}`,
    );
    expect(await standing.textContent()).toContain("Desil dihitung menurut orang.");
    const programs = page.getByRole("region", { name: "Program" });
    await programs.getByText("Dekat batas desil 5.").first().waitFor();
    expect(await programs.textContent()).not.toContain("%");
    await lookAt("konsol-lembar-dekat-batas");
    await page.goto(opened);
    await page.getByRole("heading", { level: 1, name: /Keluarga / }).waitFor();
  });

  test("reads out to a member whom Dukcapil finds different what to bring, and no value of Dukcapil", async () => {
    const { house } = stage().register;
    const familyId = /keluarga\/(\d+)/.exec(page.url())?.[1] ?? "";
    const [head] = await asWorker(house.desk, (tx) =>
      tx.query<{ id: string }>(
        "select head_person_id::text as id from dtsen.current_family where family_id = $1",
        [familyId],
      ),
    );
    const said = { nik: "sesuai", nama: "tidak sesuai", tanggal_lahir: "sesuai", status: "hidup" };
    const on = "2026-11-20" as PlainDate;
    const by = "civil-registry-officer";
    const draft = { personId: BigInt(head?.id ?? 0), said, on, today: on, by, newId: randomUUID };
    mustAccept(await answerByHand(house, draft), "the officer of Dukcapil answers");
    await page.reload();
    const members = page.getByRole("region", { name: "Anggota keluarga" });
    await members.getByText("Jawaban Dukcapil 20 November 2026").waitFor();
    const told = await members.textContent();
    expect(told).toContain("Nama yang tercatat berbeda");
    expect(told).toContain("Dipakai mulai versi berikutnya");
    await lookAt("konsol-jawaban-dukcapil");
  });

  test("in a fresh version every decision still follows from the facts that are shown", async () => {
    const headers = { "dtsen-purpose": "verification" };
    const read = async (path: string) =>
      await (
        await page.request.get(`${stage().register.address}/api/v1${path}`, { headers })
      ).json();
    const { items } = (await read("/families?limit=40")) as FamilyPage;
    const changed: string[] = [];
    for (const { familyId } of items) {
      const { programs } = (await read(`/families/${familyId}`)) as FamilySheet;
      for (const { program, rules } of programs) {
        expect(rules.length).toBeGreaterThan(0);
        for (const rule of rules.filter((each) => each.changed)) {
          changed.push(`${familyId} ${program}: ${rule.words.id} ${JSON.stringify(rule.facts)}`);
        }
      }
    }
    expect(items.length).toBeGreaterThan(20);
    expect(changed).toEqual([]);
  });

  test("opens a whole NIK only against a reason, in a dialog that keeps the focus", async () => {
    const button = page.getByRole("button", { name: /Buka nomor/ }).first();
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Alasan").fill("mencocokkan KTP di loket");
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page
      .getByRole("dialog")
      .getByText(/^99\d{14}$/)
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
  });

  test.each([
    ["Peta", "konsol-peta", /Peta wilayah/],
    ["Versi", "konsol-versi", /Versi data/],
    ["Karantina", "konsol-karantina", /Karantina/],
  ])("the screen %s is sound", async (menu, name, heading) => {
    await openFromMenu(page, menu);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await lookAt(name);
  });

  test("figures of a version are drawn, each with its table", async () => {
    await openFromMenu(page, "Versi");
    await page.getByRole("link", { name: /Versi 2026-4/ }).click();
    await page.getByRole("heading", { level: 1, name: "Versi 2026-4" }).waitFor();
    await page
      .getByRole("img", { name: /Isi tiap desil/ })
      .first()
      .waitFor();
    await page.getByText("Tampilkan tabel").first().click();
    expect(await page.getByRole("table").count()).toBeGreaterThan(0);
    const part = (name: string) => page.getByRole("region", { name }).innerText();
    expect(await part("Bila dasar desilnya lain")).toMatch(
      /Desil dihitung menurut orang\.\s+Bila dihitung menurut keluarga, \d+ keluarga/,
    );
    expect(await part("Skor sama di batas desil nasional")).toMatch(/Desil 4 \| 5.*PKH/s);
    expect(await part("Skor sama di batas kuota")).toMatch(/PBI-JK/);
    await lookAt("konsol-angka-versi");
  });

  test("speaks English when asked, and says so to the browser", async () => {
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("navigation", { name: "Main menu" }).waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe("en");
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
  });

  test("an auditor sees the seal and the entries, and no family list", async () => {
    await page.getByRole("button", { name: "Keluar" }).click();
    await signIn("auditor");
    await openFromMenu(page, "Audit");
    await page.getByRole("heading", { level: 1, name: "Audit" }).waitFor();
    await page.getByRole("cell", { name: "Membuka lembar keluarga" }).first().waitFor();
    await lookAt("konsol-audit");
  });

  test("an auditor goes from a family's sheet to its score taken apart", async () => {
    const [one] = await asWorker(stage().register.house.desk, (tx) =>
      tx.query<{ id: string }>(
        `select family_id::text as id from dtsen.current_family where decile_national = 3 and score is not null
         order by family_id limit 1`,
      ),
    );
    await page.goto(console_(`/keluarga/${one?.id}`));
    await page.getByRole("link", { name: "Uraikan skornya" }).click();
    await page.getByText("tepat sama dengan skor yang tertulis").waitFor();
  });
}
