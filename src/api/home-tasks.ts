import type { Task } from "#contract/home.ts";
import { RENEWAL_DAYS } from "#domain/appointment.ts";
import type { Purpose } from "#domain/purpose.ts";
import { say, type Words } from "#domain/words.ts";
import { WAITS_FOR_SECOND } from "#registry/second-officer.ts";
import { IS_RENEWED } from "#store/account-rows.ts";
import type { Tx } from "#store/transact.ts";
import { AID_TASKS } from "./aid-tasks.ts";
import { BOOK_TASKS } from "./book-tasks.ts";
import { CASE_TASKS } from "./case-tasks.ts";
import { CHECK_TASKS } from "./check-tasks.ts";

type Count = {
  readonly count: number;
  readonly since?: string | null;
  readonly due?: string | null;
};

/** One kind of work: who may see that it waits, and how it is counted. */
export type TaskKind = {
  readonly kind: Task["kind"];
  /** Rights without one of which this work is nobody's business here. */
  readonly rights: readonly string[];
  /** The purpose under which it is counted, where that is not the list's own. */
  readonly under?: Purpose;
  readonly words: Words;
  readonly next: Words;
  readonly link?: string;
  /** One row: count, and a day where there is one. Row-level security keeps it to one's region. */
  readonly sql: string;
};

const KINDS: readonly TaskKind[] = [
  {
    kind: "unanswered-findings",
    rights: ["confirm-finding"],
    under: "verification",
    link: "/temuan",
    words: say("Temuan menunggu orang kedua", "Findings wait for a second person"),
    next: say(
      "Sahkan bila benar; jawab dengan alasan ketika versi berikutnya menunggu terbit.",
      "Confirm what is true; answer with a reason while the next version waits.",
    ),
    sql: `select count(*)::int as count, min(observed_on)::text as since from dtsen.finding
      where confirmed_by is null and answer is null`,
  },
  {
    kind: "correction-proposals",
    rights: ["record-finding"],
    under: "verification",
    link: "/usulan",
    words: say("Usulan perbaikan dari warga", "Corrections that families propose"),
    next: say(
      "Tanyakan atau kunjungi, lalu catat atau tolak dengan alasan; warga membaca jawabannya.",
      "Ask or visit, then record it or refuse it with a reason; the family reads the answer.",
    ),
    sql: `select count(*)::int as count, min(received_on)::text as since from dtsen.correction_proposal
      where decision is null`,
  },
  ...CHECK_TASKS,
  {
    kind: "identity-due",
    rights: ["answer-identity"],
    under: "identity-check",
    link: "/identitas",
    words: say("Jawaban identitas jatuh tempo", "Answers on identity are due again"),
    next: say(
      "Lihat lagi catatannya, lalu jawab; yang padan tidak kembali.",
      "Look at the record again, then answer; the matched do not come back.",
    ),
    sql: `select count(*)::int as count, min(recheck_on)::text as due from (
        select distinct on (person_id) recheck_on from dtsen.identity_check
        where not waits order by person_id, answered_on desc, check_no desc) newest
      where recheck_on <= (now() at time zone 'Asia/Jakarta')::date`,
  },
  {
    kind: "identity-second",
    rights: ["answer-identity"],
    under: "identity-check",
    link: "/identitas",
    words: say(
      "Jawaban identitas menunggu petugas kedua",
      "Answers on identity wait for a second officer",
    ),
    next: say(
      "Lihat sendiri catatannya; bila benar, jawab sama.",
      "Look at the record yourself; if it is so, give the same answer.",
    ),
    sql: `select count(*)::int as count, min(k.answered_on)::text as since from dtsen.identity_check k
      where k.given_by <> dtsen.acting_account() and ${WAITS_FOR_SECOND}`,
  },
  ...CASE_TASKS,
  ...BOOK_TASKS,
  ...AID_TASKS,
  {
    kind: "reviews-open",
    rights: ["review-pair"],
    under: "update",
    link: "/telaah",
    words: say("Pasangan rekaman menunggu telaah", "Pairs of records wait for review"),
    next: say(
      "Lihat kedua rekaman; putuskan apakah orang yang sama.",
      "Look at both records; say whether they are one person.",
    ),
    // What still asks whoever looks, of every kind: a count that left some out would tell which.
    sql: `select count(*)::int as count, min(p.opened_on)::text as since from dtsen.review_pair p
      where p.state = 'open' and coalesce((select a.verdict = 'withdrawn' from dtsen.review_answer a
        where a.pair_id = p.pair_id and a.round = p.round and a.account_id = dtsen.acting_account() and a.stage <> 'undo'
        order by a.answer_no desc limit 1), true)`,
  },
  {
    kind: "reviews-second",
    rights: ["settle-review"],
    under: "update",
    link: "/telaah/menunggu",
    words: say(
      "Telaah menunggu orang kedua atau pemutus",
      "Reviews wait for a second person or a settler",
    ),
    next: say(
      "Lihat sendiri kedua rekaman, lalu kukuhkan, tolak atau putuskan.",
      "Look at both records yourself, then confirm, reject or settle.",
    ),
    sql: `select count(*)::int as count, min(p.state_at)::date::text as since,
        min(p.waits_until)::text as due from dtsen.review_pair p
      where p.state in ('senior', 'second', 'undo-second') and not exists (select from dtsen.review_answer a
        where a.pair_id = p.pair_id and a.round = p.round and a.account_id = dtsen.acting_account()
          and a.verdict <> 'withdrawn' and (a.stage = 'undo') = (p.state = 'undo-second'))`,
  },
  {
    kind: "unidentified-persons",
    rights: ["record-unidentified", "refer-unidentified"],
    under: "verification",
    link: "/tanpa-nik",
    words: say("Orang tanpa NIK atau KK", "Persons without NIK or family card"),
    next: say("Rujuk ke Dukcapil sebelum tenggat.", "Refer to the civil registry in time."),
    sql: `select count(*)::int as count, min(referral_due_on)::text as due
      from dtsen.unidentified_person where state in ('found', 'referred')`,
  },
  {
    kind: "suppressions",
    rights: ["order-suppression"],
    under: "protection",
    link: "/perlindungan",
    words: say("Penyembunyian perlu dilihat", "Suppressions to be looked at"),
    next: say(
      "Tinjau yang sudah tiba harinya; putuskan usulan pengakhiran orang lain.",
      "Look again at those whose day has come; decide on an end that another asked for.",
    ),
    sql: `select count(*)::int as count, min(review_on)::text as due
      from dtsen.list_suppressions(0, 0, 1000)
      where review_on <= (now() at time zone 'Asia/Jakarta')::date
        or (is_release_asked and not is_asked_by_me and dtsen.holds('release-suppression'))`,
  },
  {
    kind: "appointments-waiting",
    rights: ["confirm-appointment"],
    under: "administration",
    link: "/akun",
    words: say("Penugasan menunggu orang kedua", "Appointments wait for a second person"),
    next: say("Periksa SK-nya, lalu sahkan.", "Check the decree, then confirm."),
    sql: `select count(*)::int as count, min(made_at)::date::text as since from dtsen.appointment
      where confirmed_by is null and revoked_at is null and valid_to >= (now() at time zone 'Asia/Jakarta')::date
        and account_id <> dtsen.acting_account() and appointed_by is distinct from dtsen.acting_account()
        and dtsen.is_of_another_unit(appointed_by, made_at)`,
  },
  {
    kind: "appointments-ending",
    rights: ["appoint"],
    under: "administration",
    link: "/akun",
    words: say("Penugasan segera berakhir", "Appointments end soon"),
    next: say("Perpanjang sebelum hari terakhirnya.", "Renew them before their last day."),
    sql: `select count(*)::int as count, min(p.valid_to)::text as due from dtsen.appointment p
      where p.confirmed_by is not null and p.revoked_at is null
        and p.valid_to - (now() at time zone 'Asia/Jakarta')::date between 0 and ${RENEWAL_DAYS}
        and not ${IS_RENEWED}`,
  },
  {
    kind: "crises",
    rights: ["read-crisis"],
    under: "service",
    link: "/darurat",
    words: say("Keadaan darurat di wilayah Anda", "Emergencies in your region"),
    next: say(
      "Sahkan yang menunggu, periksa dan layani sebelum hari terakhirnya, lalu audit.",
      "Confirm what waits, check and serve before the last day, then audit.",
    ),
    sql: `select count(*)::int as count, min(x.end_on)::text as due
      from (select c.end_on, dtsen.crisis_stage(c) as stage from dtsen.crisis c where c.reported_at is null) x
      where x.stage in ('proposed', 'open', 'ended')`,
  },
  {
    kind: "quarantine",
    rights: ["read-quarantine"],
    words: say("Baris ditolak di karantina", "Refused rows in quarantine"),
    next: say("Perbaiki di sumbernya, lalu kirim ulang.", "Repair them at the source, send again."),
    link: "/karantina",
    sql: "select count(*)::int as count from dtsen.quarantine_row",
  },
  {
    kind: "version-waits",
    rights: ["read-figures"],
    words: say("Versi belum diterbitkan", "Versions not yet published"),
    next: say("Periksa angkanya sebelum diterbitkan.", "Check the figures before publishing."),
    link: "/versi",
    sql: `select count(*)::int as count, min(frozen_at)::date::text as since from dtsen.version
      where state in ('frozen', 'projected')`,
  },
];

/** Purposes under which some work is counted beside the list's own. */
export const TASK_PURPOSES: readonly Purpose[] = [
  "service",
  "verification",
  "complaint",
  "identity-check",
  "update",
  "protection",
  "administration",
  "program-determination",
];

/** Work that waits under the purpose of this transaction; kinds without work are left out. */
export async function readTasks(tx: Tx, under?: Purpose): Promise<Task[]> {
  const tasks: Task[] = [];
  for (const { rights, sql, kind, words, next, link } of KINDS.filter(
    (each) => each.under === under,
  )) {
    const [held] = await tx.query<{ holds: boolean }>(
      "select bool_or(dtsen.holds(held)) as holds from unnest($1::text[]) held",
      [rights],
    );
    if (held?.holds !== true) continue;
    const [row] = await tx.query<Count>(sql);
    if (row === undefined || row.count === 0) continue;
    tasks.push({
      kind,
      count: row.count,
      words: { ...words },
      next: { ...next },
      ...(link === undefined ? {} : { link }),
      ...(row.since ? { since: row.since } : {}),
      ...(row.due ? { dueOn: row.due } : {}),
    });
  }
  return tasks;
}
