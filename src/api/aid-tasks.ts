import { say } from "#domain/words.ts";
import type { TaskKind } from "./home-tasks.ts";

/** Of a program that the officer determines, and proposed by somebody else. */
const ASKS_ME = `proposed_by <> dtsen.acting_account()
  and program_code in (select dtsen.my_determined_programs())`;

/** Work about programs that waits: lists, rules, removals and plans. */
export const AID_TASKS: readonly TaskKind[] = [
  {
    kind: "determinations-second",
    rights: ["issue-decree"],
    under: "program-determination",
    link: "/penetapan",
    words: say("Usulan penetapan menunggu Anda", "Proposed determinations wait for you"),
    next: say(
      "Lihat daftarnya, lalu setujui atau kembalikan dengan alasan.",
      "Look at the list, then approve it or return it with a reason.",
    ),
    sql: `select count(*)::int as count, min(proposed_at)::date::text as since from dtsen.determination
      where dtsen.determination_state(determination_no) = 'proposed' and ${ASKS_ME}`,
  },
  {
    kind: "rules-second",
    rights: ["issue-decree"],
    under: "program-determination",
    link: "/program",
    words: say("Usulan aturan menunggu Anda", "Proposed rules wait for you"),
    next: say(
      "Buka aturan programnya, lalu aktifkan atau kembalikan dengan alasan.",
      "Open the rules of the program, then put it into force or return it with a reason.",
    ),
    sql: `select count(*)::int as count, min(proposed_at)::date::text as since from dtsen.rule_draft
      where dtsen.rule_draft_state(draft_no) = 'proposed' and ${ASKS_ME}`,
  },
  {
    kind: "removals-second",
    rights: ["decide-removal"],
    under: "verification",
    link: "/penghapusan",
    words: say("Penghapusan menunggu orang kedua", "Removals wait for a second person"),
    next: say(
      "Lihat alasan dan jawaban keluarganya; sebelum Anda memutus, tempatnya tetap.",
      "Look at the reason and the family's answer; until you decide the place is held.",
    ),
    sql: `select count(*)::int as count from dtsen.removal e
      where e.version_no = (select p.version_no from dtsen.publication_pointer p)
        and e.state in ('notice-proposed', 'removal-proposed')
        and e.proposed_by is distinct from dtsen.acting_account()`,
  },
  {
    kind: "plans-due",
    rights: ["plan-empowerment"],
    under: "service",
    link: "/rencana",
    words: say("Rencana keluarga jatuh tempo", "Plans of families are due"),
    next: say(
      "Catat langkah berikutnya; lewat tenggat tidak memutus apa pun.",
      "Enter the next step; a day that has passed decides nothing.",
    ),
    sql: `select count(*)::int as count, min(due_on)::text as due from dtsen.plan
      where due_on <= (now() at time zone 'Asia/Jakarta')::date and state <> 'proposed'`,
  },
  {
    kind: "plans-second",
    rights: ["confirm-graduation"],
    under: "service",
    link: "/rencana",
    words: say(
      "Graduasi paksa menunggu orang kedua",
      "Forced graduations wait for a second person",
    ),
    next: say(
      "Lihat peringatan dan surat desanya, lalu sahkan atau tolak.",
      "Look at the warnings and the village letter, then confirm or refuse.",
    ),
    sql: `select count(*)::int as count, min(due_on)::text as due from dtsen.plan
      where state = 'proposed'`,
  },
];
