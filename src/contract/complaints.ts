import { Type } from "typebox";
import {
  COMPLAINT_CHANNELS,
  COMPLAINT_PARTIES,
  COMPLAINT_REDRESSES,
  COMPLAINT_TOPICS,
} from "#domain/complaint.ts";
import { CaseDay, CaseId, CaseReceipt } from "./cases.ts";
import { SERVICE_MOVE } from "./service-cases.ts";

const exact = { additionalProperties: false } as const;

/** As somebody complains at a counter, on the hotline, in SP4N-LAPOR or by WhatsApp. */
export const ComplaintDraft = Type.Object(
  {
    village: Type.String({ pattern: "^[0-9]{10}$", description: "Where it happened" }),
    channel: Type.Enum(COMPLAINT_CHANNELS.filter((channel) => channel !== "web")),
    outsideNumber: Type.Optional(
      Type.String({
        pattern: "^[A-Za-z0-9./_-]{3,40}$",
        description: "Its number on that line: the same number there is the same case here",
      }),
    ),
    topics: Type.Array(Type.Enum([...COMPLAINT_TOPICS]), {
      minItems: 1,
      maxItems: COMPLAINT_TOPICS.length,
      uniqueItems: true,
    }),
    party: Type.Enum([...COMPLAINT_PARTIES]),
    program: Type.Optional(Type.String({ pattern: "^[a-z][a-z0-9-]{1,39}$" })),
    happenedOn: Type.Optional(CaseDay),
    amountRupiah: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
    isThreatened: Type.Optional(Type.Boolean()),
    told: Type.Optional(
      Type.String({ minLength: 5, maxLength: 600, description: "In their own words; sealed" }),
    ),
    contact: Type.Optional(
      Type.String({ minLength: 5, maxLength: 60, description: "How to answer; sealed" }),
    ),
  },
  exact,
);
export type ComplaintDraft = Type.Static<typeof ComplaintDraft>;

/** The case, and the number by which whoever complains follows it. */
export const ComplaintReceipt = Type.Object(
  { ...CaseReceipt.properties, receipt: Type.String(), wasKnown: Type.Boolean() },
  exact,
);
export type ComplaintReceipt = Type.Static<typeof ComplaintReceipt>;

export const ComplaintMove = Type.Object(
  {
    ...SERVICE_MOVE,
    familyId: Type.Optional(
      Type.String({ ...CaseId, description: "Passing an examination: whom it concerns" }),
    ),
    redress: Type.Optional(Type.Enum([...COMPLAINT_REDRESSES])),
  },
  exact,
);
export type ComplaintMove = Type.Static<typeof ComplaintMove>;
