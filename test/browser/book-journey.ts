import type { Page } from "playwright-core";
import { afterAll, expect, test } from "vitest";
import { soundPage } from "./chromium.ts";
import { signInAs } from "./sign-in-as.ts";
import type { Stage } from "./stage.ts";

/** The facilitator's book: families are assigned, looked through, and a session is ticked while the line is down. */
export function bookJourney(stage: () => Stage, page: () => Page): void {
  const console_ = () => `${stage().register.address}/konsol`;

  const lists = () => stage().register.house.desk.owner;
  let before: readonly object[] = [];
  let chosen: readonly number[] = [];
  const strike = async () =>
    await lists().query(
      `delete from dtsen.outcome o using dtsen.publication_pointer c
       where o.version_no = c.version_no and o.program = 'pkh' and o.family_id = any ($1)`,
      [chosen],
    );
  // What other journeys look at stands again as it was.
  afterAll(async () => {
    await strike();
    await lists().query(
      "insert into dtsen.outcome select * from jsonb_populate_recordset(null::dtsen.outcome, $1)",
      [JSON.stringify(before)],
    );
  });

  /** Her village, with nine families of the youngest there on the list of PKH. */
  async function recipientsOfHers(): Promise<string> {
    const owner = lists();
    const { rows } = await owner.query<{ village: string }>(
      "select village_lo::text as village from dtsen.appointment where role_code = 'pkh-facilitator' limit 1",
    );
    const village = rows[0]?.village ?? "";
    const found = await owner.query<{ family_id: number }>(
      `select q.family_id from dtsen.person q join dtsen.publication_pointer c using (version_no)
       where q.village_no = $1 and q.life_status = 1 group by 1 order by max(q.birth_date) desc, 1 limit 9`,
      [village],
    );
    chosen = found.rows.map(({ family_id }) => family_id);
    const kept = await owner.query<{ row: object }>(
      `select to_jsonb(o) as row from dtsen.outcome o join dtsen.publication_pointer c using (version_no)
       where o.program = 'pkh' and o.family_id = any ($1)`,
      [chosen],
    );
    before = kept.rows.map(({ row }) => row);
    await strike();
    await owner.query(
      `insert into dtsen.outcome (version_no, family_id, program, unit, unit_id, village_no, domicile_village_no, outcome)
       select c.version_no, id, 'pkh', 'family', id, $2, $2, 'recipient'
       from unnest($1::bigint[]) id, dtsen.publication_pointer c`,
      [chosen, village],
    );
    return village;
  }

  test("a supervisor divides a village, and its facilitator keeps her book", async () => {
    const village = await recipientsOfHers();
    const on = page();
    const leave = on.getByRole("button", { name: "Keluar", exact: true });
    if ((await leave.count()) > 0) await leave.click();
    await signInAs(on, console_(), "regency-supervisor");
    await on.goto(`${console_()}/buku/pembagian`);
    await on.locator("summary").filter({ hasText: "Bagikan keluarga" }).click();
    await on.getByLabel("Nama akun pendamping").first().fill("pkh-facilitator");
    await on.getByLabel("Kode desa/kelurahan").first().fill(village);
    await on.getByLabel("SK", { exact: true }).first().fill("SK/7/2026");
    await on.getByRole("button", { name: "Bagikan keluarga" }).click();
    await on.getByRole("link", { name: /Buka buku/ }).waitFor();
    await soundPage(on, "konsol-buku-pembagian");

    await leave.click();
    await signInAs(on, console_(), "pkh-facilitator");
    await on.goto(`${console_()}/buku`);
    await on
      .getByRole("link", { name: /Buka catatan/ })
      .first()
      .waitFor();
    await on.getByRole("button", { name: /Belum diperiksa/ }).click();
    await soundPage(on, "konsol-buku");
    await on
      .getByRole("link", { name: /Buka catatan/ })
      .first()
      .click();
    await on.locator("summary").filter({ hasText: "Catat pemeriksaan" }).click();
    for (const name of ["Hari sekolah", "Hari hadir", "Kunjungan tahap ini"])
      if ((await on.getByLabel(name).count()) > 0)
        await on.getByLabel(name).fill(name === "Hari sekolah" ? "50" : "0");
    await on.getByLabel("Sumber").selectOption("visit");
    await on.getByRole("button", { name: "Simpan" }).first().click();
    await on.locator("summary").filter({ hasText: "Surat pertama" }).first().waitFor();
    await soundPage(on, "konsol-buku-keluarga");

    await on.goto(`${console_()}/buku/p2k2`);
    await on.locator("summary").filter({ hasText: "Buat kelompok" }).click();
    await on.getByLabel("Nama kelompok").fill("Mawar");
    await on.locator("input[name=families]").first().check();
    await on.getByRole("button", { name: "Simpan" }).click();
    await on.locator("summary").filter({ hasText: "Jadwalkan pertemuan" }).click();
    await on.getByLabel("Modul").selectOption("money");
    await on.getByLabel("Tempat").fill("Balai RW 2");
    await on.getByRole("button", { name: "Simpan" }).last().click();
    await on.getByRole("link", { name: /Pengelolaan keuangan/ }).click();
    await on.getByText("Semua centang sudah terkirim").waitFor();
    await on.route("**/ticks", (route) => route.abort());
    await on.getByText("hadir", { exact: true }).first().click();
    await on.getByText("1 centang tersimpan di ponsel ini").waitFor();
    await soundPage(on, "konsol-buku-p2k2");
    await on.unroute("**/ticks");
    await on.getByRole("button", { name: "Kirim sekarang" }).click();
    await on.getByText("Semua centang sudah terkirim").waitFor();
    const ticks = await stage().register.house.desk.owner.query(
      "select mark from dtsen.book_attendance",
    );
    expect(ticks.rows).toEqual([{ mark: "present" }]);
  });
}
