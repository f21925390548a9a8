import { Type } from "typebox";

/** In the body, never in an address: addresses are written into logs. */
const Code = Type.String({ minLength: 1, maxLength: 60 });

export const EnrolmentCode = Type.Object({ code: Code }, { additionalProperties: false });
export type EnrolmentCode = Type.Static<typeof EnrolmentCode>;

/** Whose code it is, and what the authenticator must read. */
export const OpenedEnrolment = Type.Object(
  {
    username: Type.String(),
    fullName: Type.String(),
    needsTotp: Type.Boolean({ description: "False only for roles without a second factor" }),
    totpSecret: Type.String({ description: "Base32, to type where no picture can be read" }),
    totpAddress: Type.String({ description: "otpauth://, drawn as a QR picture by the page" }),
  },
  { additionalProperties: false },
);
export type OpenedEnrolment = Type.Static<typeof OpenedEnrolment>;

export const EnrolmentDraft = Type.Object(
  {
    code: Code,
    password: Type.String({ minLength: 1, maxLength: 400 }),
    totp: Type.Optional(Type.String({ pattern: "^[0-9]{6}$" })),
  },
  { additionalProperties: false },
);
export type EnrolmentDraft = Type.Static<typeof EnrolmentDraft>;

export const EnrolmentReceipt = Type.Object(
  { username: Type.String() },
  { additionalProperties: false },
);
export type EnrolmentReceipt = Type.Static<typeof EnrolmentReceipt>;
