import { Type } from "typebox";
import { Words } from "./words.ts";

/** Refused rows that one act of repair would mend. */
export const RemedyGroup = Type.Object(
  {
    rule: Type.String(),
    words: Words,
    remedy: Words,
    rows: Type.Integer(),
    /** A few row numbers of the delivered file, counted from 1 below the header. */
    examples: Type.Array(
      Type.Object(
        { rowNo: Type.Integer(), column: Type.Optional(Type.String()) },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type RemedyGroup = Type.Static<typeof RemedyGroup>;

/** One delivery with what was refused of it. */
export const QuarantinedDelivery = Type.Object(
  {
    deliveryNo: Type.Integer(),
    source: Words,
    /** Persons, families, evidence or survey. */
    set: Words,
    asOf: Type.String(),
    receivedAt: Type.String(),
    rowsReceived: Type.Integer(),
    rowsAccepted: Type.Integer(),
    rowsRefused: Type.Integer(),
    groups: Type.Array(RemedyGroup),
  },
  { additionalProperties: false },
);
export type QuarantinedDelivery = Type.Static<typeof QuarantinedDelivery>;

export const Quarantine = Type.Object(
  { items: Type.Array(QuarantinedDelivery) },
  { additionalProperties: false },
);
export type Quarantine = Type.Static<typeof Quarantine>;
