import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { PlainDate } from "#domain/plain-date.ts";
import { quiet } from "#domain/progress.ts";
import { mustAccept } from "#domain/result.ts";
import { buildVersion, type VersionReceipt } from "#jobs/build-version.ts";
import { projectAndPublish } from "#jobs/publish-version.ts";
import { personOfRecord } from "#test/person-of-record.ts";
import { PATIENCE } from "#test/sizes.ts";
import { BPS } from "#test/staged-house.ts";
import { auditRow } from "./audit-row.ts";
import { soundPage } from "./chromium.ts";
import { openFromMenu } from "./menu.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** Bands that leave to people what matching would link by itself: a small nation asks too little otherwise. */
const BANDS = { link: 20_000, review: 0, reason: "uji layar telaah, berita acara 1" };
const TWENTY = 20;
const WAIT = { timeout: 20_000 };
/** From here on the reviewer of this test says "same", where no other candidate is near. */
const ALIKE = { weight: 15_000, margin: 3_000 };

const REASONS = {
  same: "nama ibu dan kartu keluarga sama",
  second: "kartu lama dilihat di kantor desa",
  undo: "ternyata dua saudara senama",
  agree: "benar, akta kelahirannya dua",
  part: "kakaknya yang bernama sama",
  rejoin: "kartu keluarga lama sudah dilihat",
};

type Asked = {
  readonly id: string;
  readonly key: "y" | "n";
  readonly touches: boolean;
  readonly record: number;
  readonly spinePerson: bigint;
};

/** A record of a cluster beside the one in its middle, and its place in the list. */
type Member = { readonly hub: string; readonly record: number; readonly place: number };

/** The whole round on pairs of a built version: answered, confirmed, built, undone, built again, and in the log. */
export function reviewRoundJourney(stage: () => Stage): void {
  let verifier: Page;
  let supervisor: Page;
  let asked: ReadonlyMap<string, Asked>;
  let first: VersionReceipt;
  let merged: VersionReceipt;
  let merge: Asked | undefined;
  let member: Member | undefined;

  const house = () => stage().register.house;
  const console_ = () => `${stage().register.address}/konsol`;

  async function build(label: string): Promise<VersionReceipt> {
    const draft = { label, basis: "persons", asOf: "2026-10-01" as PlainDate, seed: "1" } as const;
    const built = await buildVersion(house(), { ...draft, statedBands: BANDS, actors: BPS }, quiet);
    return mustAccept(built, label);
  }

  /** Somebody whom matching joined to the register by itself, so that nobody asks; no aid hangs on it. */
  async function findMember(): Promise<Member | undefined> {
    const { rows } = await house().desk.owner.query<Member>(
      `select c.cluster_key::text as hub, (m.one ->> 'key')::bigint as record, m.place::int
       from dtsen.review_cluster c cross join jsonb_array_elements(c.members) with ordinality as m (one, place)
       where c.is_on_register and c.village_lo > 0 and (m.one ->> 'key')::bigint <> c.cluster_key and not exists (
         select from dtsen.review_pair p where (m.one ->> 'key')::bigint in (p.record_key, p.spine_key))
         and not exists (select from dtsen.review_record r join dtsen.outcome o on o.family_id = r.family_id
           where r.record_key in (c.cluster_key, (m.one ->> 'key')::bigint) and o.outcome in ('recipient', 'reserve'))
       order by c.cluster_key, m.place limit 1`,
    );
    return rows[0];
  }

  const stateOf = async (id: string): Promise<string | undefined> => {
    const { rows } = await house().desk.owner.query<{ state: string }>(
      "select state from dtsen.review_pair where pair_id = $1",
      [id],
    );
    return rows[0]?.state;
  };

  beforeAll(async () => {
    first = await build("2026-4-telaah");
    const published = { label: first.label, publishedBy: BPS.frozenBy };
    mustAccept(await projectAndPublish(house(), published, quiet), first.label);
    // Who is asked twice is another test's.
    await house().desk.owner.query("update dtsen.review_pair set is_double = false");
    const { rows } = await house().desk.owner.query<Asked>(
      `select p.pair_id::text as id, dtsen.touches_benefits(p) as touches, p.record_key as record,
         p.spine_person_id as "spinePerson", case when p.weight >= $1 and p.margin >= $2 then 'y' else 'n' end as key
       from dtsen.review_pair p where p.state = 'open' and p.version_no = $3`,
      [ALIKE.weight, ALIKE.margin, first.versionNo],
    );
    asked = new Map(rows.map((row) => [row.id, row]));
    member = await findMember();
    [verifier, supervisor] = [await stage().openPage(), await stage().openPage()];
    await signInAs(verifier, console_(), "regency-verifier");
    await signInAs(supervisor, console_(), "regency-supervisor");
  }, PATIENCE);

  const shownPair = (page: Page) => page.locator("[data-pair]");

  /** A pair of a list, opened as a keyboard does. */
  async function openFrom(page: Page, list: string, show: string, id: string): Promise<void> {
    await page.goto(`${console_()}/telaah/${list}`);
    await page.getByLabel(show).focus();
    await page.keyboard.press("Space");
    const row = page.locator(`a[href$="/telaah/pasangan/${id}"]`);
    await row.focus();
    await page.keyboard.press("Enter");
    await page.locator(`[data-pair="${id}"]`).waitFor();
  }

  /** A letter, the reason that is asked for, and Enter. */
  async function actWith(page: Page, key: string, reason: string): Promise<void> {
    await page.keyboard.press(key);
    await page.getByLabel("Alasan").waitFor();
    await page.keyboard.type(reason);
    await page.keyboard.press("Enter");
  }

  test("twenty real pairs are answered by keyboard alone, the worthiest first", {
    timeout: PATIENCE,
  }, async () => {
    expect(asked.size).toBeGreaterThan(TWENTY);
    await verifier.goto(`${console_()}/telaah`);
    await shownPair(verifier).waitFor();
    await verifier.getByText(/dipelajari dari \d+ pasangan ber-NIK sama/).waitFor();
    await soundPage(verifier, "konsol-telaah-nyata");
    const done: string[] = [];
    for (let nth = 0; nth < TWENTY; nth++) {
      await expect
        .poll(() => shownPair(verifier).getAttribute("data-pair"), WAIT)
        .not.toBe(done.at(-1) ?? null);
      const id = (await shownPair(verifier).getAttribute("data-pair")) ?? "";
      const { key, touches } = asked.get(id) ?? { key: "n", touches: false };
      if (key === "y" && touches) await actWith(verifier, key, REASONS.same);
      else await verifier.keyboard.press(key);
      done.push(id);
    }
    expect(new Set(done).size).toBe(TWENTY);
    const answers = async () => {
      const { rows } = await house().desk.owner.query<{ said: string }>(
        `select pair_id || ' ' || verdict as said from dtsen.review_answer where pair_id = any ($1::bigint[])
         order by answer_no`,
        [done],
      );
      return rows.map(({ said }) => said).sort();
    };
    const verdicts = { y: "same", n: "different" } as const;
    await expect
      .poll(answers, WAIT)
      .toEqual(done.map((id) => `${id} ${verdicts[asked.get(id)?.key ?? "n"]}`).sort());
    merge = done
      .map((id) => asked.get(id))
      .find((one) => one?.key === "y" && one.touches && one.record > 0);
    expect(merge, "a merge on which aid hangs").toBeDefined();
    expect(await stateOf(merge?.id ?? "")).toBe("second");
  });

  test("a record that matching joined is parted on the cluster's screen, by keyboard", {
    timeout: PATIENCE,
  }, async () => {
    const { hub = "", record = 0, place = 0 } = member ?? {};
    expect(await personOfRecord(house(), first, record)).toBe(
      await personOfRecord(house(), first, Number(hub)),
    );
    await verifier.goto(`${console_()}/telaah/gugus/${hub}`);
    await verifier
      .getByRole("checkbox")
      .nth(place - 1)
      .focus();
    await verifier.keyboard.press("Space");
    await actWith(verifier, "n", REASONS.part);
    await verifier.getByText("1 keputusan dicatat; berlaku mulai versi berikutnya.").waitFor();
    await verifier.getByText(`sudah diputus: orang yang berbeda`).waitFor();
  });

  test("a second person confirms by keyboard, and the next build makes them one and parts the other", {
    timeout: PATIENCE,
  }, async () => {
    const { id = "", record = 0, spinePerson } = merge ?? {};
    expect(await personOfRecord(house(), first, record)).not.toBe(BigInt(spinePerson ?? 0));
    await openFrom(supervisor, "menunggu", "Menunggu orang kedua", id);
    await actWith(supervisor, "y", REASONS.second);
    await supervisor.getByText("Dikukuhkan. Putusan tercatat.").waitFor();
    merged = await build("2026-5-telaah");
    expect(await personOfRecord(house(), merged, record)).toBe(BigInt(spinePerson ?? 0));
    const { hub = "", record: parted = 0 } = member ?? {};
    expect(await personOfRecord(house(), merged, parted)).not.toBe(
      await personOfRecord(house(), merged, Number(hub)),
    );
  });

  test("what was parted on the cluster's screen is undone from there, by keyboard", {
    timeout: PATIENCE,
  }, async () => {
    await verifier.goto(`${console_()}/telaah/gugus/${member?.hub}`);
    await verifier.getByRole("link", { name: /^Lihat Rekaman/ }).focus();
    await verifier.keyboard.press("Enter");
    await shownPair(verifier).waitFor();
    await actWith(verifier, "z", REASONS.rejoin);
    await verifier.getByText("Pasangan terbuka lagi").waitFor();
  });

  test("the merge is undone from the screen by two, by keyboard; the next build parts them again and joins the others", {
    timeout: PATIENCE,
  }, async () => {
    const { id = "", record = 0 } = merge ?? {};
    await openFrom(verifier, "keputusan", "Sudah diputus", id);
    await actWith(verifier, "z", REASONS.undo);
    await verifier.getByText("Pembatalan menunggu orang kedua").first().waitFor();
    await openFrom(supervisor, "menunggu", "Pembatalan menunggu", id);
    await supervisor.getByText(REASONS.undo).waitFor();
    // What became of the numbers of both, as the identity ledger says it.
    await supervisor.getByText("Riwayat nomor kedua orang").waitFor();
    for (const side of [2, 3]) {
      await supervisor.locator("summary").filter({ hasText: "Rekaman" }).nth(side).click();
    }
    await supervisor
      .getByText(/nomor orang ini dibuat: orang baru di register/)
      .first()
      .waitFor();
    await soundPage(supervisor, "konsol-telaah-batal-kedua");
    await actWith(supervisor, "y", REASONS.agree);
    await supervisor.getByText("Dikukuhkan. Putusan tercatat.").waitFor();
    const undone = await build("2026-6-telaah");
    for (const one of [record, member?.record ?? 0]) {
      expect(await personOfRecord(house(), undone, one)).toBe(
        await personOfRecord(house(), first, one),
      );
    }
  });

  test("the audit screen says who did what, in whose words", { timeout: PATIENCE }, async () => {
    const page = await stage().openPage();
    await signInAs(page, console_(), "auditor");
    await openFromMenu(page, "Audit");
    const { rows } = await house().desk.owner.query<{ username: string; name: string }>(
      "select username, person_name as name from dtsen.account where username like 'regency-%'",
    );
    const names = new Map(rows.map(({ username, name }) => [username, name]));
    for (const [username, act, reason] of [
      ["regency-verifier", "Menjawab telaah", REASONS.same],
      ["regency-supervisor", "Mengukuhkan atau menolak telaah", REASONS.second],
      ["regency-verifier", "Memutus gugus rekaman", REASONS.part],
      ["regency-verifier", "Membatalkan telaah", REASONS.rejoin],
      ["regency-verifier", "Membatalkan telaah", REASONS.undo],
      ["regency-supervisor", "Mengukuhkan atau menolak telaah", REASONS.agree],
    ] as const) {
      const told = await auditRow(page, reason);
      for (const words of [act, names.get(username) ?? username]) expect(told).toContain(words);
    }
    for (const one of [page, verifier, supervisor]) await one.context().close();
  });
}
