import { Type } from "typebox";
import { Appointment, AppointmentDraft, AppointmentId } from "./appointments.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Words } from "./words.ts";

export const AccountId = AppointmentId;
const Reason = Type.String({ minLength: 1, maxLength: 500 });

/** Accounts of one's region: all, those with an appointment to confirm, those with one to renew. */
export const AccountFilter = Type.Object(
  {
    show: Type.Optional(Type.Enum(["all", "waiting", "renewal"])),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type AccountFilter = Type.Static<typeof AccountFilter>;

/** One named person with every appointment ever made, the newest first. */
export const Account = Type.Object(
  {
    accountId: Type.String(),
    username: Type.String(),
    fullName: Type.String(),
    email: Type.Optional(Type.String()),
    phone: Type.Optional(Type.String()),
    state: Type.Enum(["invited", "active", "disabled"]),
    stateWords: Words,
    appointments: Type.Array(Appointment),
    /** Whether this officer may reset or revoke it. */
    isManaged: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Account = Type.Static<typeof Account>;

export const AccountPage = pageOf(Account);
export type AccountPage = Type.Static<typeof AccountPage>;

/** A person, never an office, with a first appointment. */
export const AccountDraft = Type.Object(
  {
    username: Type.String({ minLength: 1, maxLength: 40 }),
    fullName: Type.String({ minLength: 2, maxLength: 100, pattern: "\\S" }),
    email: Type.Optional(Type.String({ maxLength: 200, pattern: "^[^@\\s]+@[^@\\s]+$" })),
    phone: Type.Optional(Type.String({ pattern: "^\\+?[0-9 -]{6,20}$" })),
    appointment: AppointmentDraft,
  },
  { additionalProperties: false },
);
export type AccountDraft = Type.Static<typeof AccountDraft>;

/** The code is said once: a repeat of the same act does not say it again. */
export const AccountReceipt = Type.Object(
  {
    accountId: Type.String(),
    code: Type.Optional(Type.String()),
    goodUntil: Type.Optional(Type.String({ format: "date-time" })),
  },
  { additionalProperties: false },
);
export type AccountReceipt = Type.Static<typeof AccountReceipt>;

export const AccountReset = Type.Object({ reason: Reason }, { additionalProperties: false });
export type AccountReset = Type.Static<typeof AccountReset>;

export const AccountRevocation = Type.Object(
  {
    reason: Reason,
    /** True: nobody signs in to it again. False: its sessions end, and no more. */
    disable: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type AccountRevocation = Type.Static<typeof AccountRevocation>;

export const RevocationReceipt = Type.Object(
  { accountId: Type.String(), sessions: Type.Integer() },
  { additionalProperties: false },
);
export type RevocationReceipt = Type.Static<typeof RevocationReceipt>;
