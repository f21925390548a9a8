import { REACTIVATION_TERMS } from "#domain/reactivation.ts";
import { say } from "#domain/words.ts";
import type { TaskKind } from "./home-tasks.ts";

const FOLLOW_UP_VERSIONS = REACTIVATION_TERMS[0].followUpVersions;

/** Cases of a kind whose next move is the caller's, or about which the caller's office was called. */
const waiting = (kind: string): string =>
  `select count(*)::int as count, min((c.due_at at time zone 'Asia/Jakarta')::date)::text as due
   from dtsen.case_file c where c.kind = '${kind}' and c.state in ('open', 'returned', 'paused') and (
     dtsen.case_turn(c, case c.state when 'paused' then 'resume' else 'pass' end) is not null
     or exists (select from dtsen.case_notice n where n.case_id = c.case_id and n.seen_at is null
       and dtsen.sits_at(n.to_institution, n.to_tier, c.village_no)))`;

/** Cases that wait for an office. */
export const CASE_TASKS: readonly TaskKind[] = [
  {
    kind: "reactivations",
    rights: ["read-reactivation"],
    under: "service",
    link: "/reaktivasi",
    words: say("Reaktivasi PBI menunggu kantor Anda", "Reactivations wait for your office"),
    next: say(
      "Buka yang tenggatnya paling dekat; diam tidak memutus apa pun.",
      "Open the one whose deadline is nearest; silence decides nothing.",
    ),
    sql: waiting("pbi-reactivation"),
  },
  {
    kind: "reactivation-follow-ups",
    rights: ["report-reactivation", "verify-reactivation"],
    under: "service",
    link: "/reaktivasi",
    words: say(
      "Data sesudah reaktivasi harus diperbarui",
      "Data after a reactivation to be updated",
    ),
    next: say(
      "Perbarui data keluarganya, lalu catat versinya; sampai dua versi tercatat.",
      "Bring the family's data up to date and note the version, until two are noted.",
    ),
    sql: `select count(*)::int as count, min(r.confirmed_on)::text as since
      from dtsen.case_file c join dtsen.reactivation r using (case_id)
      where c.state = 'done' and (select count(*) from dtsen.case_follow_up f where f.case_id = c.case_id)
        < ${FOLLOW_UP_VERSIONS}`,
  },
  {
    kind: "aid-proposals",
    rights: ["read-proposal"],
    under: "verification",
    link: "/usulan-bantuan",
    words: say("Usulan menunggu kantor Anda", "Proposals wait for your office"),
    next: say(
      "Buka yang tenggatnya paling dekat; diam tidak memutus apa pun.",
      "Open the one whose deadline is nearest; silence decides nothing.",
    ),
    sql: waiting("aid-proposal"),
  },
  {
    kind: "objections",
    rights: ["read-objection"],
    under: "verification",
    link: "/sanggah",
    words: say("Sanggah menunggu kantor Anda", "Objections wait for your office"),
    next: say(
      "Buka yang tenggatnya paling dekat; bantuan keluarganya tetap berjalan.",
      "Open the one whose deadline is nearest; the family's aid goes on.",
    ),
    sql: waiting("objection"),
  },
  {
    kind: "resignations",
    rights: ["read-resignation"],
    under: "verification",
    link: "/mundur",
    words: say("Pengunduran diri menunggu kantor Anda", "Resignations wait for your office"),
    next: say(
      "Temui keluarganya; diam tidak menghentikan bantuan.",
      "Meet the family; silence ends no aid.",
    ),
    sql: waiting("resignation"),
  },
  {
    kind: "complaints",
    rights: ["read-complaint"],
    under: "complaint",
    link: "/aduan",
    words: say("Pengaduan menunggu kantor Anda", "Complaints wait for your office"),
    next: say(
      "Buka yang paling mendesak; pelapor tidak disebut kepada yang diadukan.",
      "Open the most pressing; who complains is not named to whom it is about.",
    ),
    sql: waiting("complaint"),
  },
  {
    kind: "appeals",
    rights: ["read-appeal"],
    under: "complaint",
    link: "/keberatan",
    words: say("Keberatan menunggu kantor Anda", "Appeals wait for your office"),
    next: say(
      "Baca perkara asalnya; yang pernah menanganinya tidak meninjau.",
      "Read the case; whoever worked on it does not review.",
    ),
    sql: waiting("appeal"),
  },
  {
    kind: "holder-changes",
    rights: ["read-holder"],
    under: "service",
    link: "/ganti-pengurus",
    words: say(
      "Ganti pengurus menunggu kantor Anda",
      "Changes of card holder wait for your office",
    ),
    next: say(
      "Temui keluarganya atau periksa usulannya; bantuan keluarga tetap berjalan.",
      "Meet the family or check its proposal; the family's aid goes on.",
    ),
    sql: waiting("holder-change"),
  },
];
