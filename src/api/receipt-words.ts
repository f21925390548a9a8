import {
  holdingOn,
  PROPOSAL_HOLDER_WORDS,
  type ProposalState,
  readProposalState,
  secondUntil,
} from "#domain/correction-proposal.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { say, type Words } from "#domain/words.ts";
import type { KodeCek } from "#publication/kode-cek.ts";
import { RANKED_VARIABLES } from "#ranking/ranked-variables.ts";
import { placeOf } from "./family-place.ts";
import type { ReceiptRow } from "./own-explanation-rows.ts";
import type { Receipt } from "./pages/receipt.ts";

/** What a receipt says on a day; undefined where nobody holds such a number, or it may not be shown. */
export function writeReceipt(
  number: KodeCek,
  row: ReceiptRow,
  today: PlainDate,
): Omit<Receipt, "isNew" | "isStanding"> | undefined {
  const { ground, received_on: receivedOn, village_no: villageNo } = row;
  const about = RANKED_VARIABLES.find(({ id }) => id === row.asked_about);
  if (about === undefined || ground === null || receivedOn === null || villageNo === null) {
    return undefined;
  }
  const { village, district } = placeOf(villageNo);
  const state = readProposalState({
    decision: row.decision ?? undefined,
    isConfirmed: row.is_confirmed,
    answer: row.answer ?? undefined,
  });
  return {
    number,
    about: about.words,
    ground,
    receivedOn,
    village: `${village}, ${district}`,
    state,
    holding: holdingOf(state, row, today),
    refusal: row.refusal ?? undefined,
    decidedOn: row.decided_on ?? undefined,
    answeredIn: row.answered_in ?? undefined,
  };
}

const SECOND = say(
  "petugas kedua (kepala desa atau dinas sosial)",
  "a second officer (village head or social affairs)",
);
const NEXT_VERSION = say("pembuat versi berikutnya", "those who build the next version");

/** Whose turn it is, for as long as it is anybody's. */
function holdingOf(
  state: ProposalState,
  row: ReceiptRow,
  today: PlainDate,
): { readonly by: Words; readonly until: string | undefined } | undefined {
  switch (state) {
    case "waiting": {
      const { holder, until } = holdingOn(row.received_on as PlainDate, today);
      return { by: PROPOSAL_HOLDER_WORDS[holder], until };
    }
    case "recorded":
      return { by: SECOND, until: secondUntil((row.decided_on ?? today) as PlainDate, today) };
    case "in-force":
      return { by: NEXT_VERSION, until: row.next_on ?? undefined };
    case "absorbed":
    case "set-aside":
    case "refused":
      return undefined;
    default:
      return state satisfies never;
  }
}
