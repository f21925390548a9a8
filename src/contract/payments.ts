import { Type } from "typebox";
import { Cursor, Limit } from "./page.ts";
import { Place, Region } from "./region.ts";

const Area = Type.String({
  pattern: "^(ID|[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{10})$",
  description: "A region within one's own: a Kemendagri code without dots, or ID",
});
const exact = { additionalProperties: false } as const;

/** Which phase of which program. */
export const PhaseParams = Type.Object(
  {
    program: Type.String({ pattern: "^[a-z0-9-]{2,40}$" }),
    phase: Type.String({ pattern: "^[0-9]{4}(-[a-z0-9]{2})?$" }),
  },
  exact,
);
export type PhaseParams = Type.Static<typeof PhaseParams>;

export const PaymentArea = Type.Object({ area: Area }, exact);

/** Phases of which reports were received, the newest first. */
export const PaymentPhases = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          program: Type.String(),
          name: Type.Object({ id: Type.String(), en: Type.String() }, exact),
          phase: Type.String(),
          from: Type.String(),
          to: Type.String(),
          reports: Type.Integer({ minimum: 1 }),
          reportedOn: Type.String({ description: "The newest day of which a report speaks" }),
        },
        exact,
      ),
    ),
  },
  exact,
);
export type PaymentPhases = Type.Static<typeof PaymentPhases>;

const Sum = Type.Object(
  {
    payments: Type.Integer({ minimum: 0 }),
    amountRupiah: Type.String({ pattern: "^[0-9]+$", description: "Whole rupiah, as text" }),
  },
  exact,
);

/** How a phase stands in one region: the groups add up to the list. */
const Standing = Type.Object(
  {
    region: Region,
    onList: Sum,
    offList: Sum,
    groups: Type.Record(Type.String(), Sum, {
      description:
        "unreported, on-list, ordered, paid, failed, not-withdrawn, returned, excluded: together onList",
    }),
  },
  exact,
);
export type PaymentStanding = Type.Static<typeof Standing>;

export const PaymentReconciliation = Type.Object(
  {
    program: Type.String(),
    phase: Type.String(),
    whole: Standing,
    parts: Type.Array(Standing),
    causes: Type.Array(
      Type.Object(
        { status: Type.String(), payments: Type.Integer(), amountRupiah: Type.String() },
        exact,
      ),
    ),
  },
  exact,
);
export type PaymentReconciliation = Type.Static<typeof PaymentReconciliation>;

export const StuckChoice = Type.Object(
  {
    area: Area,
    status: Type.Optional(Type.String({ pattern: "^[a-z-]{3,40}$" })),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  exact,
);
export type StuckChoice = Type.Static<typeof StuckChoice>;

const About = {
  familyId: Type.String(),
  headName: Type.String(),
  personName: Type.Optional(Type.String({ description: "Whose NIK stood on the report" })),
  place: Place,
};

/** A payment that somebody has to do something about; words and next steps are in the law book. */
const StuckPayment = Type.Object(
  {
    ...About,
    status: Type.String(),
    reportedOn: Type.String(),
    amountRupiah: Type.Optional(Type.String()),
    isOnList: Type.Boolean(),
  },
  exact,
);
export type StuckPayment = Type.Static<typeof StuckPayment>;

export const StuckPayments = Type.Object(
  { items: Type.Array(StuckPayment), next: Type.Optional(Cursor) },
  exact,
);
export type StuckPayments = Type.Static<typeof StuckPayments>;

export const CheckChoice = Type.Object(
  {
    area: Type.String({
      pattern: "^([0-9]{4}|[0-9]{6}|[0-9]{10})$",
      description: "A regency, district or village within one's own region",
    }),
    list: Type.Enum([
      "deceased",
      "duplicate",
      "unmatched",
      "excluded",
      "moved",
      "amount",
      "resigned",
    ]),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  exact,
);
export type CheckChoice = Type.Static<typeof CheckChoice>;

/** Recipients on the list of the version in force to look at before they are paid. */
export const PaymentChecks = Type.Object(
  {
    onList: Type.Integer({ minimum: 0 }),
    counts: Type.Record(Type.String(), Type.Integer({ minimum: 0 })),
    items: Type.Array(Type.Object(About, exact)),
    next: Type.Optional(Cursor),
  },
  exact,
);
export type PaymentChecks = Type.Static<typeof PaymentChecks>;

export const SampleChoice = Type.Object(
  {
    area: Area,
    confidence: Type.Enum(["90", "95", "99"]),
    margin: Type.Integer({ minimum: 1, maximum: 20, description: "Percentage points" }),
    seed: Type.String({ pattern: "^[A-Za-z0-9-]{1,40}$" }),
  },
  exact,
);
export type SampleChoice = Type.Static<typeof SampleChoice>;

/** Payments to look at after they were made, drawn by seed: the same question draws the same ones. */
export const PaymentSample = Type.Object(
  {
    payments: Type.Integer({ minimum: 0 }),
    size: Type.Integer({ minimum: 0 }),
    digest: Type.String({ description: "SHA-256 of the ids drawn, in their order" }),
    strata: Type.Array(
      Type.Object({ region: Region, payments: Type.Integer(), drawn: Type.Integer() }, exact),
    ),
    items: Type.Array(
      Type.Object({ ...About, amountRupiah: Type.Optional(Type.String()) }, exact),
      { description: "The first hundred" },
    ),
  },
  exact,
);
export type PaymentSample = Type.Static<typeof PaymentSample>;

/** What a family and its people receive, by the reports of whoever pays; one line for each program and person. */
export const FamilyPayments = Type.Object(
  {
    items: Type.Array(
      Type.Object(
        {
          program: Type.String(),
          name: Type.Object({ id: Type.String(), en: Type.String() }, exact),
          personId: Type.Optional(Type.String()),
          payer: Type.String({ description: "Whose report said so" }),
          since: Type.String({ description: "First day of the first phase that was reported" }),
          phases: Type.Integer({ minimum: 1 }),
          phase: Type.String(),
          status: Type.String(),
          reportedOn: Type.String(),
          isOnList: Type.Boolean(),
          amountRupiah: Type.Optional(Type.String()),
        },
        exact,
      ),
    ),
  },
  exact,
);
export type FamilyPayments = Type.Static<typeof FamilyPayments>;
