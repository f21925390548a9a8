import type { CaseState } from "./case-state.ts";
import { say, type Words } from "./words.ts";

/** How a slip says that a case stands. The insurer's own word alone makes somebody active, and only then is it said. */
export const SLIP_STATE_WORDS = {
  open: say("sedang diproses", "under way"),
  returned: say("sedang diperbaiki", "being mended"),
  paused: say("menunggu pihak lain", "waits for somebody else"),
  done: say("AKTIF menurut konfirmasi BPJS Kesehatan", "ACTIVE as the insurer has confirmed"),
  refused: say("tidak diteruskan", "not carried on"),
  withdrawn: say("ditarik oleh keluarga", "taken back by the family"),
} as const satisfies Record<CaseState, Words>;

const REPORTED = say(
  "Reaktivasi PBI-JK orang ini sudah dilaporkan pada tanggal di atas.",
  "The reactivation of this person has been reported on the day above.",
);
const CONFIRMED = say(
  "BPJS Kesehatan sudah mengonfirmasi kepesertaannya pada tanggal di atas.",
  "The insurer has confirmed the membership on the day above.",
);
const NOT_A_GUARANTEE = say(
  "Bukan bukti kepesertaan BPJS dan bukan penjaminan biaya.",
  "Not a proof of membership and not a guarantee of payment.",
);
const NOT_YET = say(
  "Belum ada konfirmasi BPJS Kesehatan. Tanyakan kepesertaannya kepada BPJS.",
  "The insurer has not confirmed yet. Ask the insurer about the membership.",
);
const NOT_TODAY = say(
  "Kepesertaan hari ini dilihat di BPJS Kesehatan, bukan di lembar ini.",
  "Membership today is looked up with the insurer, not on this sheet.",
);
const NO_ILLNESS = say(
  "Tidak menyebut penyakit siapa pun.",
  "It says nothing of anybody's illness.",
);
const CARE_GOES_ON = say(
  "Gawat darurat dilayani lebih dahulu; administrasinya menyusul.",
  "Emergencies are treated first; papers follow.",
);

/** What a slip proves and what it does not, for how the case stands. */
export function saySlip(state: CaseState): {
  readonly proves: readonly Words[];
  readonly provesNot: readonly Words[];
} {
  const isConfirmed = state === "done";
  return {
    proves: isConfirmed ? [REPORTED, CONFIRMED] : [REPORTED, CARE_GOES_ON],
    provesNot: [isConfirmed ? NOT_TODAY : NOT_YET, NOT_A_GUARANTEE, NO_ILLNESS],
  };
}
