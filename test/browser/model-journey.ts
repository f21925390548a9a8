import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { FEATURES } from "#ranking/ranked-variables.ts";
import type { ModelSet } from "#ranking/welfare-model.ts";
import { walkByTab } from "./by-keyboard.ts";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** A statistician reads how a version ranks and how often it errs, and lays it beside another version's. */
export function modelJourney(stage: () => Stage): void {
  let page: Page;

  beforeAll(async () => {
    page = await stage().openPage();
    await plantEarlierModel(stage());
  });

  const told = (name: string) => page.getByRole("region", { name });

  test("a statistician opens the model of the version in force", async () => {
    await signInAs(page, `${stage().register.address}/konsol`, "bps-statistician");
    await openFromMenu(page, "Versi");
    await page.getByRole("link", { name: /Versi 2026-4/ }).click();
    await page.getByRole("link", { name: "Model pemeringkatan dan kekeliruannya" }).click();
    await page
      .getByRole("heading", { level: 1, name: "Model pemeringkatan versi 2026-4" })
      .waitFor();
    await told("Seberapa sering keliru").getByRole("img").waitFor();
    expect(await told("Menurut besar keluarga").getByRole("row").count()).toBe(6);
    expect(await told("Yang berpengaruh").getByRole("row").count()).toBeGreaterThan(30);
    await soundPage(page, "konsol-model");
  });

  test("and lays it beside the model of an earlier one: what changed is counted and marked", async () => {
    await page.getByLabel("Bandingkan dengan versi").selectOption("2026-3");
    const variables = told("Yang berpengaruh");
    await variables.getByText("1 keterangan berganti arah atau kekuatan.").waitFor();
    const changed = variables.getByRole("table", { name: "Berubah" });
    expect(await changed.getByRole("row").allTextContents()).toEqual([
      "Keterangan2026-42026-3",
      "Mobilke desil lebih tinggi, keciltidak menggeser, –",
    ]);
    await soundPage(page, "konsol-model-banding");
  });

  test("a version that has no model here says so", async () => {
    await page.getByLabel("Bandingkan dengan versi").selectOption("2026-2");
    await page.getByText("Versi ini belum pernah diterbitkan di meja ini").waitFor();
  });

  test("takes the score of a family apart by keyboard, without a name, and reads that the sum is exact", async () => {
    const { rows } = await stage().register.house.desk.owner.query<{ id: string; name: string }>(
      `select f.family_id::text as id, f.head_name as name from dtsen.current_family f
       where f.decile_national = 4 and f.score is not null order by f.family_id limit 1`,
    );
    await openFromMenu(page, "Statistik");
    await page.getByLabel("Nomor keluarga").focus();
    await page.keyboard.type(rows[0]?.id ?? "");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: /^Air terjun skor keluarga/ }).waitFor();
    await told("Penjumlahan").getByText("tepat sama dengan skor yang tertulis").waitFor();
    expect(await told("Semua langkah").getByRole("row").count()).toBeGreaterThan(30);
    expect(await page.getByRole("main").textContent()).not.toContain(rows[0]?.name);
    await soundPage(page, "konsol-skor");
    await walkByTab(page, "keluarga/skor");
    await page.getByRole("button", { name: "English" }).click();
    await told("The sum").getByText("The sum is exactly the score").waitFor();
    await soundPage(page, "konsol-skor-inggris");
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    const noted = await stage().register.house.desk.owner.query<{ purpose_code: string }>(
      "select purpose_code from dtsen.audit_entry where act = 'read-waterfall' and subject_id = $1",
      [rows[0]?.id],
    );
    expect(noted.rows[0]?.purpose_code).toBe("statistics");
  });
}

/** A withdrawn version whose model did not yet heed cars, and one that never had a model at the desk. */
async function plantEarlierModel({ register }: Stage): Promise<void> {
  const { owner } = register.house.desk;
  const { rows } = await owner.query<{ models: ModelSet }>(
    "select models from dtsen.version_model",
  );
  const [models] = rows.map((row) => row.models);
  if (models === undefined) throw new Error("the walk left no model");
  const car = FEATURES.findIndex(({ id }) => id.startsWith("car"));
  const pooled = {
    ...models.pooled,
    weights: models.pooled.weights.map((weight, i) => (i === car ? 0 : weight)),
  };
  const add = async (label: string): Promise<number> => {
    const answer = await owner.query<{ version_no: number }>(
      `insert into dtsen.version (label, state, basis, as_of, manifest_sha256, built_by)
       values ($1, 'withdrawn', 'persons', '2026-07-31', repeat('b', 64), 'test') returning version_no`,
      [label],
    );
    return answer.rows[0]?.version_no ?? 0;
  };
  await owner.query("insert into dtsen.version_model values ($1, $2)", [
    await add("2026-3"),
    JSON.stringify({ ...models, pooled }),
  ]);
  await add("2026-2");
}
