import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { ModelSet } from "#ranking/welfare-model.ts";
import { JUDGED_LAYERS } from "#test/judged-layers.ts";
import { keptEvaluation } from "#test/made-evaluation.ts";
import { walkByTab } from "./by-keyboard.ts";
import { soundPage } from "./chromium.ts";
import { isOffered, openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** A statistician looks after the models and sees on maps what a version changed, and where its data are thin. */
export function benchJourney(stage: () => Stage): void {
  let page: Page;
  const part = (name: string | RegExp) => page.getByRole("region", { name });

  beforeAll(async () => {
    page = await stage().openPage();
    await plantBefore(stage());
  });

  test("the registry: who trained which model on what, and the champion beside its challenger", async () => {
    // An account that no other journey signs in with: a code of the next half minute but one is refused.
    await signInAs(page, `${stage().register.address}/konsol`, "minister");
    await openFromMenu(page, "Statistik");
    await page.getByRole("heading", { level: 1, name: "Meja statistik" }).waitFor();
    const registry = part("Daftar model");
    await registry.getByRole("row").nth(2).waitFor();
    expect(await registry.textContent()).toContain("Kuota dihitung menurut orang.");
    expect(await registry.getByRole("row", { name: /juara/ }).textContent()).toContain(
      "bps-statistician",
    );
    expect(await registry.getByRole("row", { name: /penantang/ }).count()).toBeGreaterThan(0);
    await part("Juara dan penantang").getByRole("img").waitFor();
    await soundPage(page, "konsol-statistik");
    await walkByTab(page, "statistik");
  });

  test("other ways to rank: errors with intervals, paired gains, and what did not help", async () => {
    const layers = part("Cara menyusun yang lain");
    const errors = layers.getByRole("table", { name: "Kesalahan tiap cara" });
    await errors.getByRole("row", { name: /register \(berlaku\)/ }).waitFor();
    expect(await errors.textContent()).toMatch(/\d+% \(\d+%–\d+%\)/);
    const gains = layers.getByRole("table", { name: "Untung berpasangan" });
    await gains.getByText("tidak menolong", { exact: true }).first().waitFor();
    expect(await gains.getByRole("row").count()).toBe(5);
    await layers.getByText("Tidak diuji: pembanding (pohon)").waitFor();
    await layers.getByLabel("Versi").selectOption("2026-5a");
    await layers.getByText("Versi ini lebih tua dari pengujian itu.").waitFor();
  });

  test("the card of one says how groups fare, with intervals", async () => {
    await part("Daftar model").getByRole("link", { name: "Kartu model versi 2026-4" }).click();
    const groups = part("Menurut kelompok");
    await groups.getByRole("row", { name: /Kepala keluarga: perempuan/ }).waitFor();
    expect(await groups.textContent()).toMatch(/\d+% \(\d+%–\d+%\)/);
  });

  test("winners and losers on the map of provinces, and by regency in the table", async () => {
    await openFromMenu(page, "Statistik");
    await page.getByRole("link", { name: "Peta", exact: true }).last().click();
    await part(/^Turun dan naik desil: Indonesia/).waitFor();
    await page.getByText("Dibandingkan dengan versi 2026-3a.").waitFor();
    expect(await page.locator(".measure-map rect").count()).toBeGreaterThanOrEqual(38);
    const regions = part("Angka wilayah di Indonesia").getByRole("row");
    await regions.nth(1).waitFor();
    expect(await regions.count()).toBe(2);
    await soundPage(page, "konsol-peta-pergeseran");
    await walkByTab(page, "statistik/peta");
  });

  test("by keyboard from a tile to the regencies of its province", async () => {
    await page.getByRole("button", { name: /^Jawa Tengah/ }).focus();
    await page.keyboard.press("Enter");
    await part(/^Turun dan naik desil: Jawa Tengah/).waitFor();
    await page.getByLabel("Ukuran").selectOption("age");
    await part(/^Bulan sejak didata: Jawa Tengah/).waitFor();
    await page.getByRole("button", { name: /Wonosobo/ }).focus();
    await page.keyboard.press(" ");
    await part(/^Bulan sejak didata: Kabupaten Wonosobo/).waitFor();
    await soundPage(page, "konsol-peta-umur");
  });

  test("drift is told beside what chance makes of it", async () => {
    await page.getByLabel("Ukuran").selectOption("drift");
    await page.getByRole("link", { name: "Satu tingkat di atas" }).click();
    const table = part(/^Angka wilayah di/);
    await table.getByRole("columnheader", { name: "PSI desil" }).waitFor();
    expect(await table.getByRole("row").nth(1).textContent()).toMatch(/0,\d+/);
    await soundPage(page, "konsol-peta-psi");
  });

  test("an evaluation says what differs at the line, what does not, and what may not be said", async () => {
    await openFromMenu(page, "Statistik");
    await page.getByRole("link", { name: "Evaluasi", exact: true }).click();
    await part("Evaluasi tersimpan")
      .getByRole("link", { name: /2026-3a sampai 2026-4/ })
      .click();
    await part("Sesudah penetapan").waitFor();
    const outcomes = part("Sesudah penetapan");
    expect(await outcomes.getByRole("row", { name: /bersekolah/ }).textContent()).toMatch(
      /berbeda di garis\+8 poin %.*\+3 … \+13 poin %/,
    );
    expect(await outcomes.getByRole("row", { name: /Sanitasi/ }).textContent()).toContain(
      "bukti terlalu sedikit",
    );
    expect(
      await part("Mengikuti hitungan, dan siapa yang terlihat")
        .getByText("mengikuti hitungan, bukan dampak")
        .count(),
    ).toBe(2);
    expect(await part("Dapatkah dibandingkan?").textContent()).toContain("Sembako");
    const line = part("Di sekitar garis");
    await line.getByRole("img", { name: /bersekolah menurut jarak/ }).waitFor();
    await line.getByLabel("Ukuran yang digambar").selectOption("work");
    await line.getByRole("img", { name: /yang bekerja menurut jarak/ }).waitFor();
    expect(await part("Batas").getByRole("listitem").count()).toBe(7);
    await soundPage(page, "konsol-evaluasi");
    await walkByTab(page, "statistik/evaluasi");
    await page.setViewportSize({ width: 360, height: 740 });
    await line.getByText("Buka: Di sekitar garis").press("Enter");
    await line.getByRole("img").waitFor();
    await soundPage(page, "konsol-evaluasi-telepon");
    await page.setViewportSize({ width: 1280, height: 860 });
  });

  test("whoever reads no figures is not offered the bench", async () => {
    await page.getByRole("button", { name: "Keluar" }).click();
    await signInAs(page, `${stage().register.address}/konsol`, "pkh-facilitator");
    expect(await isOffered(page, "Statistik")).toBe(false);
    expect(await isOffered(page, "Kunjungan")).toBe(true);
  });

  test("programs: who determines them, by which rules, and what is not established", async () => {
    await openFromMenu(page, "Program");
    await page.getByRole("heading", { level: 1, name: "Program" }).waitFor();
    const candidates = part("Diputuskan orang");
    await candidates.getByRole("link", { name: /BLT Desa/ }).waitFor();
    expect(await part("Ditetapkan di setiap versi").getByRole("link").count()).toBe(3);
    await soundPage(page, "konsol-program");
    await part("Menurut peringkat atau padanan data").getByRole("link", { name: /KLJ/ }).click();
    await part("Belum dipastikan").waitFor();
    expect(await part("Yang diberikan").textContent()).toMatch(/300\.000.*600\.000/s);
    expect(await part("Tidak bersama").getByRole("link").count()).toBe(2);
    await soundPage(page, "konsol-program-kartu");
  });
}

/** A version before the one in force, and one after it that waits; families that moved between the first two. */
async function plantBefore({ register }: Stage): Promise<void> {
  const { owner } = register.house.desk;
  const { rows } = await owner.query<{ models: ModelSet; version_no: number }>(
    `select m.models, m.version_no from dtsen.version_model m
     join dtsen.publication_pointer p on p.version_no = m.version_no`,
  );
  const [own] = rows;
  if (own === undefined) throw new Error("the walk left no model");
  const add = async (label: string, state: string): Promise<number> => {
    const answer = await owner.query<{ version_no: number }>(
      `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by, ranked_by, frozen_at)
       values ($1, $2, 'persons', '2026-07-31', repeat('c', 64), 'test', 'bps-statistician', now()) returning version_no`,
      [label, state],
    );
    return answer.rows[0]?.version_no ?? 0;
  };
  const before = await add("2026-3a", "withdrawn");
  const after = await add("2026-5a", "frozen");
  for (const versionNo of [before, after]) {
    await owner.query("insert into dtsen.version_model values ($1, $2)", [
      versionNo,
      JSON.stringify(own.models),
    ]);
  }
  await owner.query("update dtsen.version set parent_version_no = $1 where version_no = $2", [
    before,
    own.version_no,
  ]);
  await owner.query(keptEvaluation(String(before), String(own.version_no)));
  await owner.query("update dtsen.version_model set layers = $1 where version_no = $2", [
    JSON.stringify(JUDGED_LAYERS),
    own.version_no,
  ]);
  // Of all families an eighth went down and a sixteenth up, and the lowest tenth was a little larger before.
  await owner.query(
    `update dtsen.area_figure set moves = array[families / 8, families - families / 8 - families / 16, families / 16, 0]
     where version_no = $1`,
    [own.version_no],
  );
  await owner.query(
    `insert into dtsen.version_figure (version_no, figure, area, dims, value)
     select $1, figure, area, dims, value + case dims ->> 'decile' when '1' then value / 2 else 0 end
     from dtsen.version_figure where version_no = $2 and figure = 'families-per-decile'`,
    [before, own.version_no],
  );
}
