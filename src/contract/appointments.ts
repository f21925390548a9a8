import { Type } from "typebox";
import { Words } from "./words.ts";

export const AppointmentId = Type.String({ pattern: "^[1-9][0-9]{0,18}$" });
const Day = Type.String({ format: "date" });

/** Who appoints to what, where, from when to when, by which act of law. */
export const AppointmentDraft = Type.Object(
  {
    role: Type.String({ maxLength: 40 }),
    office: Type.String({ maxLength: 40 }),
    /** Two to ten digits, or "ID" for the nation. */
    region: Type.String({ pattern: "^(ID|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$" }),
    /** Programs whose decree may be issued; for program determiners only. */
    programs: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 })),
    validFrom: Day,
    /** The last day. */
    validTo: Day,
    /** Number of the decree (SK). */
    decree: Type.String({ minLength: 1, maxLength: 120 }),
  },
  { additionalProperties: false },
);
export type AppointmentDraft = Type.Static<typeof AppointmentDraft>;

/** An appointment as it stands today, with who made it and who confirmed it. */
export const Appointment = Type.Object(
  {
    appointmentId: Type.String(),
    role: Type.String(),
    roleWords: Words,
    office: Type.String(),
    officeWords: Words,
    region: Type.Object(
      { code: Type.String(), name: Type.String() },
      { additionalProperties: false },
    ),
    programs: Type.Array(Type.String()),
    validFrom: Type.String(),
    validTo: Type.String(),
    decree: Type.String(),
    state: Type.Enum(["waiting", "coming", "in-force", "ended", "revoked"]),
    stateWords: Words,
    /** Its last day is near and nothing follows it. */
    isDueForRenewal: Type.Boolean(),
    /** Named where the reader may see that account. */
    appointedBy: Type.Optional(Type.String()),
    confirmedBy: Type.Optional(Type.String()),
    revokedReason: Type.Optional(Type.String()),
    /** What this officer's screen offers; the database decides. */
    mayConfirm: Type.Boolean(),
    mayEnd: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Appointment = Type.Static<typeof Appointment>;

export const AppointmentEnd = Type.Object(
  { reason: Type.String({ minLength: 1, maxLength: 500 }) },
  { additionalProperties: false },
);
export type AppointmentEnd = Type.Static<typeof AppointmentEnd>;

export const AppointmentReceipt = Type.Object(
  { appointmentId: Type.String(), words: Words },
  { additionalProperties: false },
);
export type AppointmentReceipt = Type.Static<typeof AppointmentReceipt>;
