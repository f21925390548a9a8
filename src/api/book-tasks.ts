import { say } from "#domain/words.ts";
import type { TaskKind } from "./home-tasks.ts";

/** Work of the facilitator's book that waits: her own, and what waits for a second person. */
export const BOOK_TASKS: readonly TaskKind[] = [
  {
    kind: "book-warnings",
    rights: ["keep-book"],
    under: "service",
    link: "/buku",
    words: say("Peringatan komitmen berjalan", "Warnings about commitments under way"),
    next: say(
      "Dengarkan keluarganya; jawaban yang sudah masuk menunggu kata Anda.",
      "Hear the family; answers that came wait for your word.",
    ),
    sql: `select count(*)::int as count, min(answer_until)::text as due from dtsen.book_warning
      where state not in ('cleared', 'ended', 'proposed', 'announced')`,
  },
  {
    kind: "book-second",
    rights: ["confirm-sanction"],
    under: "service",
    link: "/buku/penangguhan",
    words: say("Penangguhan menunggu orang kedua", "Suspensions wait for a second person"),
    next: say(
      "Lihat surat dan pemeriksaannya; tidak ada yang berlaku sebelum Anda memutus.",
      "Look at letters and checks; nothing has effect before you decide.",
    ),
    sql: `select count(*)::int as count, null as due from dtsen.book_warning
      where state in ('proposed', 'proposed-heard', 'announced-heard')`,
  },
];
