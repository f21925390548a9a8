import { Type } from "typebox";
import { RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

/** A day such as 2026-10-31. */
const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

export const UnidentifiedId = Type.String({
  pattern: "^[1-9][0-9]{0,18}$",
  description: "Own number in the register of unidentified persons; never a NIK",
});

/** Those who wait, or those whose record has ended. */
export const UnidentifiedFilter = Type.Object(
  {
    state: Type.Optional(Type.Enum(["open", "ended"])),
    region: Type.Optional(RegionCode),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  { additionalProperties: false },
);
export type UnidentifiedFilter = Type.Static<typeof UnidentifiedFilter>;

/** Someone without NIK or KK, as they were met; what is not known is left out, never invented. */
export const UnidentifiedDraft = Type.Object(
  {
    name: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    sex: Type.Optional(Type.Enum(["male", "female"])),
    birthYearEstimate: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2100 })),
    description: Type.String({ minLength: 5, maxLength: 500 }),
    villageCode: Type.String({ pattern: "^[0-9]{10}$" }),
    foundOn: Day,
    institution: Type.Optional(Type.String({ pattern: "^[a-z][a-z-]{1,39}$" })),
  },
  { additionalProperties: false },
);
export type UnidentifiedDraft = Type.Static<typeof UnidentifiedDraft>;

/** What happened next. Promotion names the NIK in the body; it is looked up and never kept here. */
export const UnidentifiedStep = Type.Object(
  {
    kind: Type.Enum(["referred", "reminded", "promoted", "closed", "noted"]),
    on: Day,
    note: Type.Optional(Type.String({ minLength: 1, maxLength: 500 })),
    referredTo: Type.Optional(Type.String({ minLength: 2, maxLength: 120 })),
    nik: Type.Optional(Type.String({ pattern: "^[0-9]{16}$" })),
  },
  { additionalProperties: false },
);
export type UnidentifiedStep = Type.Static<typeof UnidentifiedStep>;

/** How a record stands after an act. */
export const UnidentifiedReceipt = Type.Object(
  { unidentifiedId: Type.String(), state: Type.String(), words: Words },
  { additionalProperties: false },
);
export type UnidentifiedReceipt = Type.Static<typeof UnidentifiedReceipt>;

const Event = Type.Object(
  { kind: Type.String(), words: Words, on: Type.String(), note: Type.Optional(Type.String()) },
  { additionalProperties: false },
);

/** One person of the register, with the clock and everything that happened so far. */
export const UnidentifiedRow = Type.Object(
  {
    unidentifiedId: Type.String(),
    name: Type.Optional(Type.String()),
    sex: Type.Optional(Words),
    birthYearEstimate: Type.Optional(Type.Integer()),
    description: Type.Optional(Type.String()),
    place: Place,
    foundOn: Type.String(),
    institution: Type.Optional(Words),
    state: Type.Enum(["found", "referred", "overdue", "promoted", "closed"]),
    words: Words,
    referredTo: Type.Optional(Type.String()),
    dueOn: Type.Optional(Type.String()),
    /** Days to the clock's end, negative when past; absent without a referral in force. */
    daysLeft: Type.Optional(Type.Integer()),
    events: Type.Array(Event),
    /** The family that now carries the person, where the caller may open it. */
    familyId: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
);
export type UnidentifiedRow = Type.Static<typeof UnidentifiedRow>;

export const UnidentifiedPage = pageOf(UnidentifiedRow);
export type UnidentifiedPage = Type.Static<typeof UnidentifiedPage>;
