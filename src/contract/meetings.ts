import { Type } from "typebox";
import { SCAN_KINDS } from "#domain/evidence-file.ts";
import { MEETING_PAPERS, MEETING_TIME } from "#domain/meeting.ts";
import { CASE_FILTER, CaseDay, CaseId } from "./cases.ts";
import { pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { VillageCode } from "./visit-plan.ts";
import { Words } from "./words.ts";

const exact = { additionalProperties: false } as const;

/** A meeting to come. The same key is the same meeting, under the same number, for ever. */
export const MeetingDraft = Type.Object(
  {
    village: VillageCode,
    plannedOn: CaseDay,
    startsAt: Type.String({ pattern: MEETING_TIME }),
    place: Type.String({ minLength: 3, maxLength: 120 }),
  },
  exact,
);
export type MeetingDraft = Type.Static<typeof MeetingDraft>;

export const MeetingReceipt = Type.Object({ meetingNo: CaseId, number: Type.String() }, exact);
export type MeetingReceipt = Type.Static<typeof MeetingReceipt>;

export const MeetingFilter = Type.Object(CASE_FILTER, exact);
export type MeetingFilter = Type.Static<typeof MeetingFilter>;

/** A scan of what was signed by hand, as it is kept. */
export const Scan = Type.Object(
  {
    fileNo: CaseId,
    kind: Type.Enum([...SCAN_KINDS]),
    words: Words,
    media: Type.Enum(["application/pdf", "image/jpeg"]),
    bytes: Type.Integer(),
    /** Of the file as it came, hexadecimal: whoever holds the paper's scan can compare. */
    cameSha256: Type.String(),
    on: CaseDay,
  },
  exact,
);
export type Scan = Type.Static<typeof Scan>;

/** A meeting of a village: called, held, or both. */
export const Meeting = Type.Object(
  {
    /** Absent where it was held without having been called by the register. */
    meetingNo: Type.Optional(CaseId),
    number: Type.String(),
    place: Place,
    plannedOn: Type.Optional(CaseDay),
    startsAt: Type.Optional(Type.String()),
    at: Type.Optional(Type.String()),
    held: Type.Optional(
      Type.Object(
        {
          deliberationNo: CaseId,
          heldOn: CaseDay,
          form: Words,
          attended: Type.Integer(),
          agreed: Type.Integer(),
          declined: Type.Integer(),
          scans: Type.Array(Scan),
        },
        exact,
      ),
    ),
  },
  exact,
);
export type Meeting = Type.Static<typeof Meeting>;

export const MeetingPage = pageOf(Meeting);
export type MeetingPage = Type.Static<typeof MeetingPage>;

export const PaperFilter = Type.Object({ paper: Type.Enum([...MEETING_PAPERS]) }, exact);

export const ScanFilter = Type.Object({ kind: Type.Enum([...SCAN_KINDS]) }, exact);

/** What was kept: its number and the digest of what arrived, to compare with what was sent. */
export const EvidenceReceipt = Type.Object(
  { fileNo: CaseId, cameSha256: Type.String(), bytes: Type.Integer() },
  exact,
);
export type EvidenceReceipt = Type.Static<typeof EvidenceReceipt>;
