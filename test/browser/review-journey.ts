import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { focused, skipsToContent, walkByTab } from "./by-keyboard.ts";
import { soundPage, staysAtHand } from "./chromium.ts";
import { menuEntry } from "./menu.ts";
import { bookOf, reviewListsJourney } from "./review-lists-journey.ts";
import { PLANNED, plantCluster, plantPlanned } from "./review-pairs.ts";
import { signInAs } from "./sign-in-as.ts";
import { slowAnswers, slowLine, takeOver } from "./slow-line.ts";
import type { Stage } from "./stage.ts";
import { watchTurns } from "./turns.ts";

const VERDICTS = { y: "same", n: "different", u: "unsure" } as const;
const REASON = "yakin: nama, ibu dan jalan sama";
/** The whole console as an officer loads it on the way to a pair (trust-and-ux.md B13: 1.5 MB). */
const HEAVIEST_BYTES = 1_500_000;

/** Pairs of records, decided by people: twenty by keyboard, then what lists, second person and log make of them. */
export function reviewJourney(stage: () => Stage): void {
  let page: Page;
  let pairIds: readonly string[] = [];
  let bytes = 0;

  beforeAll(async () => {
    page = await stage().openPage();
    page.on("response", (response) => {
      void response.body().then(
        (body) => (bytes += body.length),
        () => undefined,
      );
    });
    pairIds = await plantPlanned(stage().register);
    await plantCluster(stage().register);
  });

  const owner = () => stage().register.house.desk.owner;
  const console_ = () => `${stage().register.address}/konsol`;
  const desk = () => page.getByRole("group", { name: "Jawaban Anda" });
  const heading = () => page.locator("#pair-title");
  const namesOf = (place: number) => {
    const { left, right } = PLANNED[place] ?? {};
    return `${left?.name} dan ${right?.name}`;
  };
  const isShown = (place: number) =>
    heading()
      .filter({ hasText: namesOf(place) })
      .waitFor();

  async function answersOf(username: string): Promise<readonly string[]> {
    const { rows } = await owner().query<{ said: string }>(
      `select a.pair_id || ' ' || a.verdict as said from dtsen.review_answer a join dtsen.account c using (account_id)
       where c.username = $1 and a.pair_id = any ($2::bigint[]) order by a.pair_id, a.answer_no`,
      [username, pairIds],
    );
    return rows.map(({ said }) => said);
  }

  /** The key of the pair's verdict; where aid hangs on "same", the reason that is asked for. */
  async function answer(place: number): Promise<void> {
    const { key, stake } = PLANNED[place] ?? { key: "u" };
    await page.keyboard.press(key);
    if (key !== "y" || stake !== "receives") return;
    await page.getByLabel("Alasan").waitFor();
    await page.keyboard.type(REASON);
    await page.keyboard.press("Enter");
  }

  test("a verifier opens the review by keyboard; the first pair lies open, with what deceives", async () => {
    await signInAs(page, console_(), "regency-verifier");
    const task = page.getByRole("link", { name: /Pasangan rekaman menunggu telaah/ });
    expect(await task.textContent()).toContain(String(PLANNED.length));
    const entry = await menuEntry(page, "Telaah");
    // On a slow line it says that it is on its way, never that nothing waits.
    const line = await slowLine(page, "**/claims");
    await entry.focus();
    await page.keyboard.press("Enter");
    await page.getByText("Memuat…").waitFor();
    expect(await page.getByText("Tidak ada pasangan yang menunggu").count()).toBe(0);
    await line.release();
    await isShown(0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes).toBeLessThan(HEAVIEST_BYTES);
    await page.getByText(/Mungkin kembar/).waitFor();
    await soundPage(page, "konsol-telaah");
    // With a trap and a rival on the page the answers are at hand without scrolling, on a desk and on a phone.
    for (const label of ["Orang yang sama", "Orang berbeda", "Belum yakin"]) {
      await staysAtHand(page, desk().getByRole("button", { name: label }));
    }
  });

  test("who comes by Tab finds everything in the order of the page, and who listens hears what eyes see", async () => {
    await skipsToContent(page);
    expect(await walkByTab(page, "telaah")).toEqual([
      ...["Telaah", "Keputusan", "Menunggu orang lain", "Gugus", "Mutu"],
      ...["Orang yang sama", "Orang berbeda", "Belum yakin", "Lewati"],
      ...["Tampilkan tabel", "Rekaman A", "Rekaman B", "Rekaman A", "Rekaman B"],
    ]);
    await page
      .getByRole("img", {
        name: "Nama, hampir sama, beda ejaan: menambah 6,0; jumlah sampai di sini −12,0",
      })
      .waitFor();
    for (const words of [
      "DEWI RATNASARI; yang berbeda: SAR",
      "DEWI RATNAWATI; yang berbeda: WAT",
    ]) {
      await page.getByText(words).waitFor();
    }
  });

  test("in English the values compared are English too", async () => {
    await page.getByRole("button", { name: "English" }).click();
    await page.getByRole("row").filter({ hasText: "Sex" }).getByText("Female").first().waitFor();
    await soundPage(page, "konsol-telaah-inggris");
    await page.getByRole("button", { name: "Bahasa Indonesia" }).click();
    await page.getByText(/^Tombol di papan ketik/).waitFor();
  });

  test("a letter typed into a field is a letter, and single keys can be switched off", async () => {
    await page.keyboard.press("?");
    await page.getByLabel("Pintasan satu huruf menyala").uncheck();
    await page.keyboard.press("Escape");
    await page.getByText("Pintasan satu huruf sedang mati").waitFor();
    await page.keyboard.press("n");
    await isShown(0);
    await page.getByRole("button", { name: "Pintasan papan ketik" }).click();
    await page.getByLabel("Pintasan satu huruf menyala").check();
    await page.keyboard.press("Escape");
    await page.getByText(/^Tombol di papan ketik/).waitFor();
    expect(await answersOf("regency-verifier")).toEqual([]);
  });

  test("the next pair is there before the desk has answered", async () => {
    await page.waitForLoadState("networkidle");
    // Neither the answer nor another pair comes through: what is shown next was there already.
    const line = await slowLine(page, "**/identity-reviews/**");
    await answer(0);
    await isShown(1);
    await page.getByText(`${namesOf(0)}: Sedang dikirim`).waitFor();
    await line.release();
    await page.getByText(`${namesOf(0)}: Dicatat: orang yang berbeda.`).waitFor();
    await page.getByRole("status").filter({ hasText: "Dicatat: orang yang berbeda." }).waitFor();
    await focused(page, "#pair-title", namesOf(1));
  });

  test("a merge that touches aid asks for a reason and says that it waits for a second person", async () => {
    await page.getByText(/Bantuan seseorang bergantung/).waitFor();
    // Whoever lets it be is back at the pair.
    await page.keyboard.press("y");
    await page.getByLabel("Alasan").waitFor();
    await page.keyboard.press("Escape");
    await focused(page, "#pair-title", namesOf(1));
    await page.keyboard.press("y");
    await page.getByLabel("Alasan").waitFor();
    await page.keyboard.type(REASON);
    expect(await page.getByLabel("Alasan").inputValue()).toBe(REASON);
    await soundPage(page, "konsol-telaah-alasan");
    await page.keyboard.press("Enter");
    await page.getByText(`${namesOf(1)}: Dicatat: orang yang sama. Berlaku setelah`).waitFor();
    await isShown(2);
  });

  test("an answer that was lost on the way is said to be lost, and sent again counts once", async () => {
    await takeOver(page, "**/answers", (route) => route.abort());
    await answer(2);
    await page.getByText(`Jawaban untuk ${namesOf(2)} belum tercatat`).waitFor();
    await soundPage(page, "konsol-telaah-terputus");
    await page.unroute("**/answers");
    await page.getByRole("button", { name: "Kirim lagi" }).focus();
    await page.keyboard.press("Enter");
    await page.getByText(`${namesOf(2)}: Dicatat: belum dapat dipastikan.`).waitFor();
  });

  test("who is faster than the desk is handed further pairs all the same", async () => {
    await isShown(3);
    await page.waitForLoadState("networkidle");
    // The desk says who holds what before it has heard of the answers; it is heard after them.
    const answers = await slowLine(page, "**/answers");
    const asked = page.waitForRequest("**/claims");
    const claims = await slowAnswers(page, "**/claims");
    for (const place of [3, 4, 5]) {
      await isShown(place);
      await answer(place);
    }
    await asked;
    await answers.release();
    await expect.poll(async () => (await answersOf("regency-verifier")).length).toBe(6);
    await page.getByText(`${namesOf(5)}: Dicatat`).waitFor();
    await claims.release();
    await isShown(6);
  });

  test("the rest of twenty, by keyboard alone; one is skipped and found again", async () => {
    await isShown(6);
    const turns = await watchTurns(page);
    await page.keyboard.press("j");
    await focused(page, "#pair-title", namesOf(7));
    await page.keyboard.press("k");
    for (let place = 6; place < PLANNED.length; place++) {
      await isShown(place);
      await answer(place);
    }
    await page.getByText(`${namesOf(PLANNED.length - 1)}: Dicatat`).waitFor();
    await focused(page, "[tabindex='-1']", "Tidak ada pasangan yang menunggu Anda");
    process.stdout.write(`\nreview: ${await turns.report()}\n`);
    // Answers travel side by side; all have arrived when the last one of them has.
    await expect
      .poll(() => answersOf("regency-verifier"))
      .toEqual(pairIds.map((pairId, place) => `${pairId} ${VERDICTS[PLANNED[place]?.key ?? "u"]}`));
  });

  test("what the desk holds: decisions, one settler's work, two second persons' work, no trace of known truth", async () => {
    const { rows } = await owner().query<{ id: string; state: string; seconds: number | null }>(
      `select p.pair_id::text as id, p.state, a.seconds from dtsen.review_pair p join dtsen.review_answer a using (pair_id)
       where p.pair_id = any ($1::bigint[]) order by p.pair_id`,
      [pairIds],
    );
    expect(rows.map(({ state }) => state)).toEqual(
      PLANNED.map(({ key, stake, truth }) => {
        if (truth !== undefined) return "open";
        if (key === "u") return "senior";
        return key === "y" && stake === "receives" ? "second" : "decided";
      }),
    );
    expect(rows.every(({ seconds }) => seconds !== null)).toBe(true);
    expect(await bookOf(stage(), pairIds[0])).toEqual(["different"]);
    expect(await bookOf(stage(), pairIds[4])).toEqual(["same"]);
    expect(await bookOf(stage(), pairIds[1])).toEqual([]);
    expect(await bookOf(stage(), pairIds.at(-1))).toEqual([]);
  });

  test("Z takes the last answer back, with a reason, and another can be given", async () => {
    const last = PLANNED.length - 1;
    await page.keyboard.press("z");
    await page.getByText(`Batalkan jawaban: ${namesOf(last)}`).waitFor();
    await soundPage(page, "konsol-telaah-batal");
    await page.keyboard.press("Enter");
    await isShown(last);
    await page.keyboard.press("n");
    await page.getByText(`${namesOf(last)}: Dicatat: orang yang berbeda.`).waitFor();
    const said = (await answersOf("regency-verifier")).slice(-3);
    expect(said).toEqual(["same", "withdrawn", "different"].map((v) => `${pairIds[last]} ${v}`));
    expect(
      await desk()
        .getByRole("button", { name: /Batalkan/ })
        .isEnabled(),
    ).toBe(true);
  });

  reviewListsJourney({ stage, page: () => page, pairIds: () => pairIds });
}
