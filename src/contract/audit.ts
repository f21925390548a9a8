import { Type } from "typebox";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Words } from "./words.ts";

/** How far the log is sealed, and since when the rest waits. */
export const SealStatus = Type.Object(
  {
    sealedEntries: Type.Integer(),
    unsealedEntries: Type.Integer(),
    lastSealedAt: Type.Optional(Type.String()),
    oldestUnsealedAt: Type.Optional(Type.String()),
    treeSize: Type.Integer(),
    rootHash: Type.Optional(Type.String()),
    checkpoints: Type.Integer(),
    /** fresh: under 5 minutes; late: over 5; stopped: over 15, personal reads are refused. */
    state: Type.Enum(["fresh", "late", "stopped"]),
  },
  { additionalProperties: false },
);
export type SealStatus = Type.Static<typeof SealStatus>;

export const AuditSearch = Type.Object(
  {
    account: Type.Optional(
      Type.String({ maxLength: 80, description: "Its number, or its name where that is shown" }),
    ),
    familyId: Type.Optional(Type.String({ pattern: "^[1-9][0-9]{0,18}$" })),
    purpose: Type.Optional(Type.String({ maxLength: 60 })),
    from: Type.Optional(Type.String({ format: "date" })),
    to: Type.Optional(Type.String({ format: "date" })),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type AuditSearch = Type.Static<typeof AuditSearch>;

/** Who did what, for which purpose, on how many; never the data itself. */
export const AuditRow = Type.Object(
  {
    entryNo: Type.String(),
    at: Type.String({ format: "date-time" }),
    /** Number of the account, or who worked without one; what the log itself keeps. */
    account: Type.String(),
    /** The named person; for auditors only. */
    person: Type.Optional(Type.String()),
    /** Role and office under which it was done. */
    role: Words,
    act: Words,
    purpose: Words,
    subjectKind: Type.Optional(Type.String()),
    rows: Type.Integer(),
    /** In the words of whoever did it, where a reason was asked; for auditors only. */
    reason: Type.Optional(Type.String()),
    /** allowed, refused, hit, miss, ambiguous. */
    outcome: Type.String(),
  },
  { additionalProperties: false },
);
export type AuditRow = Type.Static<typeof AuditRow>;

export const AuditPage = pageOf(AuditRow);
export type AuditPage = Type.Static<typeof AuditPage>;
