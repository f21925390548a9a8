import { say } from "#domain/words.ts";
import type { TaskKind } from "./home-tasks.ts";

/** Evidence that waits for somebody, and what one person confirmed and a second must say too. */
export const CHECK_TASKS: readonly TaskKind[] = [
  {
    kind: "verval",
    rights: ["read-verval"],
    under: "verification",
    link: "/verval",
    words: say("Nama pada daftar verval belum diperiksa", "Names of a recipient list to look at"),
    next: say(
      "Jawab nama demi nama sebelum hari terakhir; yang belum dijawab tetap menerima.",
      "Answer name by name before the last day; whoever is not answered goes on receiving.",
    ),
    sql: `select count(*)::int as count, min(r.due_on)::text as due from dtsen.verval_standing s
      join dtsen.verval_round r on r.round_no = s.round_no where s.state in ('waiting', 'not-met')`,
  },
  {
    kind: "open-checks",
    rights: ["read-family"],
    under: "verification",
    link: "/bukti",
    words: say("Bukti lemah perlu diperiksa", "Weak evidence to be checked"),
    next: say(
      "Tanyakan kepada keluarga; bukti ini tidak pernah menggugurkan sendiri.",
      "Ask the family; this evidence never excludes by itself.",
    ),
    sql: `select count(*)::int as count, min(opened_at)::date::text as since
      from dtsen.evidence_check where state = 'open'`,
  },
  {
    kind: "checks-second",
    rights: ["decide-check"],
    under: "verification",
    link: "/bukti/menunggu",
    words: say("Bukti menunggu orang kedua", "Evidence waits for a second person"),
    next: say(
      "Tanyakan sendiri; bila benar, katakan hal yang sama. Bila tidak, tarik putusannya.",
      "Ask for yourself; if it holds, say the same. If not, take the answer back.",
    ),
    sql: `select count(*)::int as count, min(decided_at)::date::text as since from dtsen.evidence_check
      where state = 'confirmed' and confirmed_by is null and decided_by <> dtsen.acting_account()`,
  },
];
