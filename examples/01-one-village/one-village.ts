import { buildServer } from "#api/server.ts";
import { summaryText } from "#cli/terminal/summary.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import type { Progress } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import type { House } from "#jobs/house.ts";
import { walk } from "#jobs/walk.ts";
import type { WalkSummary } from "#jobs/walk-summary.ts";
import { readCodes } from "#publication/issue-codes.ts";
import { openFieldKeys } from "#store/field-cipher.ts";
import { asWorker } from "#store/transact.ts";

/** Eighty families: few enough to know by name, enough for every room to have work. */
export const VILLAGE = {
  families: 80,
  seed: "desa",
  label: "contoh-1",
  basis: "persons",
  asOf: "2026-10-01" as PlainDate,
  regencies: ["3307"],
} as const;

/** What the walk gave: its figures, the same as text, and what one family reads on the public site. */
export type OneVillage = {
  readonly summary: WalkSummary;
  readonly text: string;
  readonly kodeCek: string;
  readonly answer: string;
};

/** Deliveries, matching, registry, ranking, programs, publication, and a citizen's question at the end. */
export async function walkOneVillage(house: House, progress: Progress): Promise<OneVillage> {
  const summary = mustAccept(await walk(house, VILLAGE, progress), "the walk of the village");
  const kodeCek = await someCode(house);
  const answer = await askPublicSite(house, kodeCek);
  return { summary, text: summaryText(summary), kodeCek, answer };
}

/** The Kode Cek of a family that a program chose, as it stands on the family's slip. */
async function someCode(house: House): Promise<string> {
  const [family] = await asWorker(house.desk, (tx) =>
    tx.query<{ family_id: number }>(
      `select family_id from dtsen.outcome where outcome = 'recipient'
       order by family_id, program limit 1`,
    ),
  );
  if (family === undefined) throw new Error("no program chose anybody: look at the summary");
  const keys = openFieldKeys(house.settings.keyFolder);
  const codes = await readCodes(house.desk, keys, [family.family_id]);
  return codes.get(family.family_id) ?? "";
}

/** Types the code into the public form, without a browser, and answers the words of the page. */
async function askPublicSite(house: House, kodeCek: string): Promise<string> {
  const clock = () => new Date();
  const { desk, settings } = house;
  const site = await buildServer({ desk, settings, clock, webFolder: "web" });
  try {
    const page = await site.inject({
      method: "POST",
      url: "/kode",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/html" },
      payload: new URLSearchParams({ kode: kodeCek }).toString(),
    });
    return wordsOf(page.body);
  } finally {
    await site.close();
  }
}

/** The main part of a page as plain lines. */
function wordsOf(html: string): string {
  const main = /<main[^>]*>([\s\S]*?)<\/main>/.exec(html)?.[1] ?? html;
  return main
    .replaceAll(/<(style|script)[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<\/(p|h1|h2|h3|li|dt|dd|div|section)>/g, "\n")
    .replaceAll(/<[^>]+>/g, "")
    .split("\n")
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .join("\n");
}
