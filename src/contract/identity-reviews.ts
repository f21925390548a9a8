import { Type } from "typebox";
import { REVIEW_VERDICTS, SHOWN_REVIEW_STATES } from "#domain/identity-review.ts";
import { FamilyId, RegionCode } from "./families.ts";
import { PersonId } from "./identity-checks.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { ReviewCompared, ReviewWaterfall } from "./review-weights.ts";
import { Words } from "./words.ts";

/** Number of a pair at the desk. Real pairs, blind doubles and pairs of known truth are numbered alike. */
export const PairId = Type.String({
  pattern: "^[1-9][0-9]{0,18}$",
  description: "Number of a pair of records at the desk; never a NIK",
});

/** What a reviewer says: one person (Y), two people (N), or that the records do not tell (U). */
export const ReviewVerdict = Type.Enum([...REVIEW_VERDICTS]);
export type ReviewVerdict = Type.Static<typeof ReviewVerdict>;

/**
 * open: asks for an answer; it looks the same whether nobody or one blind reviewer has answered. senior: answers
 * differ, or somebody was unsure: a settler decides. second: one person said "same" and somebody's aid hangs on it: a
 * different person confirms or rejects. decided: a decision is in force. undo-second: somebody asked to undo a merge
 * that touches aid: a different person agrees or keeps it. set-aside: even the settler was unsure; it comes back with
 * the next version. closed: no version asks it any more. answered: the caller answered it, and what became of it is
 * told once somebody has knowingly spoken after them or a version was built; until then all kinds of pairs look alike.
 */
export const ReviewState = Type.Enum([...SHOWN_REVIEW_STATES]);
export type ReviewState = Type.Static<typeof ReviewState>;

/**
 * POST /api/v1/identity-reviews/claims: the next pairs of the queue, worth most first, kept for the caller for a
 * limited time so that no two people answer the same (blind doubles apart). Asked again, pairs that the caller still
 * holds come first, so repeating does no harm. Ask for two: the one on screen and the next, then GET both at once.
 */
export const ClaimDraft = Type.Object(
  {
    /** How many pairs the caller wants to hold, those already held included. */
    take: Type.Integer({ minimum: 1, maximum: 5, default: 2 }),
    region: Type.Optional(RegionCode),
    /** Pairs to give back unanswered (the key K, "later"): they go to the end of the caller's own queue for today. */
    later: Type.Optional(Type.Array(PairId, { maxItems: 5 })),
  },
  { additionalProperties: false },
);
export type ClaimDraft = Type.Static<typeof ClaimDraft>;

/** The pairs that the caller now holds, in the order in which to show them. No personal data: read each by its number. */
export const Claims = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          pairId: PairId,
          /** From then on others may get it; answering later is refused with claim-lapsed. */
          until: Type.String({ format: "date-time" }),
        },
        { additionalProperties: false },
      ),
    ),
    /** Pairs that ask for an answer in the caller's region beyond those held; of more than a thousand, about a thousand. */
    waiting: Type.Integer(),
  },
  { additionalProperties: false },
);
export type Claims = Type.Static<typeof Claims>;

/** Somebody of the family of one side, as the same delivery names them: context, not evidence. */
export const ReviewRelative = Type.Object(
  {
    name: Type.String(),
    /** Masked; absent where the source names none. */
    nik: Type.Optional(Type.String()),
    sex: Words,
    /** yyyy-mm-dd; absent where it is not known. */
    birthDate: Type.Optional(Type.String()),
    relationship: Words,
    /** The person of the pair. */
    isSelf: Type.Boolean(),
    /** The number of a relative on the other side who carries the same name: draw a line between the two. */
    alsoOnOtherSide: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type ReviewRelative = Type.Static<typeof ReviewRelative>;

/** What the identity ledger says of one person of the pair, the newest first: numbers and reasons, no names. */
export const LedgerEvent = Type.Object(
  {
    /** The day on which the version was frozen that did it. */
    on: Type.String(),
    version: Type.String(),
    /** "Satu rekaman ditambahkan: datang bersama kiriman." */
    says: Words,
    /** Who: matching, or the roles of those who decided. */
    by: Words,
    /** How strongly the record agreed, where matching put it there. */
    milliBits: Type.Optional(Type.Integer()),
    /** It speaks of the record of this pair. */
    isThisRecord: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type LedgerEvent = Type.Static<typeof LedgerEvent>;

/** One of the two records: where it comes from, whose it is now, and who else stands on its card. */
export const ReviewSide = Type.Object(
  {
    /** Number of the record; the same in decisions and files, never a position in a file. */
    recordKey: Type.String(),
    source: Words,
    /** The day of which the source speaks: how fresh it is. */
    asOf: Type.String(),
    /** The record of the civil registry, to which the other would be joined. */
    isRegister: Type.Boolean(),
    /** Whose record it is in the version; of the register's side alone. */
    personId: Type.Optional(PersonId),
    familyId: Type.Optional(FamilyId),
    place: Type.Optional(Place),
    /** What hangs on it: programs that this person or family receives, or would enter. */
    receives: Type.Array(Words),
    family: Type.Array(ReviewRelative),
    /** What became of this person's number so far; of many, the newest twenty. Of the list's side once the pair was decided. */
    ledger: Type.Array(LedgerEvent),
  },
  { additionalProperties: false },
);
export type ReviewSide = Type.Static<typeof ReviewSide>;

/** Something that happened to the pair or to one of its people, the newest first. Blind answers of others never. */
export const ReviewEvent = Type.Object(
  {
    at: Type.String(),
    /** What happened, whole: "Diputus orang yang sama oleh Verifikator dinas sosial". */
    says: Words,
    /** In their own words; absent where none was given. */
    reason: Type.Optional(Type.String()),
    /** Done by the reader. */
    isOwn: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type ReviewEvent = Type.Static<typeof ReviewEvent>;

/** GET /api/v1/identity-reviews/:pairId: everything a reviewer needs; two audit rows, one for each side. */
export const ReviewPair = Type.Object(
  {
    pairId: PairId,
    /** Label of the version whose matching asks. */
    version: Type.String(),
    state: ReviewState,
    /** One sentence: why this pair comes now and not another. */
    whyNow: Words,
    /** Named traps that these two records look like: twins, parent and child of one name, a single name … */
    traps: Type.Array(Words),
    /** Somebody's aid hangs on it: "same" needs a reason and a second person. */
    touchesBenefits: Type.Boolean(),
    /** What the caller may do now; an act that is not named is refused. */
    may: Type.Object(
      {
        /** Y, N, U: in state open while held, in state senior for a settler who has not answered it. */
        answer: Type.Boolean(),
        /** State second or undo-second, and the caller is not the first. */
        confirm: Type.Boolean(),
        /** Own answer, or the decision. */
        undo: Type.Boolean(),
      },
      { additionalProperties: false },
    ),
    heldUntil: Type.Optional(Type.String({ format: "date-time" })),
    /** The last day for a second person; after it nothing is decided, and the pair is as it was before. */
    waitsUntil: Type.Optional(Type.String()),
    /** Always two: the record of a list first, that of the register second. */
    sides: Type.Array(ReviewSide, { minItems: 2, maxItems: 2 }),
    /** Field by field, in the order in which to show them. */
    fields: Type.Array(ReviewCompared),
    waterfall: ReviewWaterfall,
    history: Type.Array(ReviewEvent),
  },
  { additionalProperties: false },
);
export type ReviewPair = Type.Static<typeof ReviewPair>;

const Reason = Type.String({ minLength: 5, maxLength: 500 });

/** POST /api/v1/identity-reviews/:pairId/answers, with Idempotency-Key. Refused: claim-lapsed, reason-missing, answered-already, not-open. */
export const ReviewAnswerDraft = Type.Object(
  {
    verdict: ReviewVerdict,
    /** Required for "same" where `touchesBenefits`; welcome for "unsure". Never a NIK. */
    reason: Type.Optional(Reason),
    /** Seconds for which the pair was on screen, by the screen's own clock: for the pace. */
    seconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3600 })),
  },
  { additionalProperties: false },
);
export type ReviewAnswerDraft = Type.Static<typeof ReviewAnswerDraft>;

/**
 * POST /api/v1/identity-reviews/:pairId/confirmation, with Idempotency-Key: the second person, knowingly. In state
 * second: confirm makes the merge, reject sends it to a settler. In state undo-second: confirm undoes, reject keeps.
 * Refused: same-person, not-waiting.
 */
export const ReviewConfirmationDraft = Type.Object(
  { answer: Type.Enum(["confirm", "reject"]), reason: Reason },
  { additionalProperties: false },
);
export type ReviewConfirmationDraft = Type.Static<typeof ReviewConfirmationDraft>;

/**
 * POST /api/v1/identity-reviews/:pairId/undo, with Idempotency-Key. Before a decision it takes back the caller's own
 * answer and the pair is held for the caller again. After a decision it undoes that one: at once, or, for a merge that
 * touches aid, after a second person. Refused: nothing-to-undo, not-own.
 */
export const ReviewUndoDraft = Type.Object({ reason: Reason }, { additionalProperties: false });
export type ReviewUndoDraft = Type.Static<typeof ReviewUndoDraft>;

/** What became of an answer, a confirmation or an undo. Tells nothing of blind doubles or known truth. */
export const ReviewReceipt = Type.Object(
  {
    pairId: PairId,
    verdict: Type.Enum([...REVIEW_VERDICTS, "confirm", "reject", "undo"]),
    /** One sentence to show and to read aloud: "Dicatat: orang yang sama. Menunggu orang kedua." */
    says: Words,
    /** It counts only once a second person has said the same. */
    waits: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type ReviewReceipt = Type.Static<typeof ReviewReceipt>;

/** GET /api/v1/identity-reviews: pairs of the caller's region in one state; the newest first. Audited per side. */
export const ReviewFilter = Type.Object(
  {
    /** mine: what the caller answered, newest first. undone: decisions that were lifted again. */
    state: Type.Optional(
      Type.Enum(["mine", "senior", "second", "undo-second", "decided", "undone", "set-aside"]),
    ),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type ReviewFilter = Type.Static<typeof ReviewFilter>;

/** One pair in a list: enough to choose. */
export const ReviewRow = Type.Object(
  {
    pairId: PairId,
    /** Names of the two records; absent where they are no longer kept. */
    names: Type.Optional(Type.Array(Type.String(), { minItems: 2, maxItems: 2 })),
    place: Type.Optional(Place),
    /** Of the decision, or of the answer that waits. */
    verdict: Type.Optional(Words),
    /** Number of the decision in the append-only book; absent where none is in force or was lifted. */
    decisionNo: Type.Optional(Type.String()),
    at: Type.String(),
    /** Role of whoever said it, or both; names of officers are for auditors. */
    by: Type.Array(Words),
    isOwn: Type.Boolean(),
    reason: Type.Optional(Type.String()),
    touchesBenefits: Type.Boolean(),
    /** The last day for a second person, where one is waited for. */
    waitsUntil: Type.Optional(Type.String()),
    /** The version that was built with the decision; absent while none has. */
    inVersion: Type.Optional(Type.String()),
    /** As in the pair: what the caller may do. */
    may: Type.Object(
      { answer: Type.Boolean(), confirm: Type.Boolean(), undo: Type.Boolean() },
      { additionalProperties: false },
    ),
  },
  { additionalProperties: false },
);
export type ReviewRow = Type.Static<typeof ReviewRow>;
export const ReviewPage = pageOf(ReviewRow);
export type ReviewPage = Type.Static<typeof ReviewPage>;
