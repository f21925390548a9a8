import { Type } from "typebox";
import { STEP_RULES } from "#domain/case-procedure.ts";
import { CaseDay } from "./cases.ts";
import { RegionCode } from "./families.ts";
import { Words } from "./words.ts";

const exact = { additionalProperties: false } as const;
const Basis = Type.String({ minLength: 5, maxLength: 200 });

/** By which time, closed days and rules offices of the officer's region count. */
export const OfficeCalendarPage = Type.Object(
  {
    zones: Type.Array(Words, { description: "Times that offices of this region keep" }),
    closedDays: Type.Array(
      Type.Object(
        { day: CaseDay, region: Type.String(), name: Type.String(), legalBasis: Basis },
        exact,
      ),
    ),
    rules: Type.Array(
      Type.Object(
        {
          rule: Type.Enum([...STEP_RULES]),
          words: Words,
          region: Type.String(),
          name: Type.String(),
          from: CaseDay,
          until: Type.Optional(CaseDay),
          legalBasis: Basis,
        },
        exact,
      ),
    ),
  },
  exact,
);
export type OfficeCalendarPage = Type.Static<typeof OfficeCalendarPage>;

/** A day on which offices of a region are closed; a day to come, for clocks that run were told without it. */
export const ClosedDayDraft = Type.Object(
  { region: RegionCode, day: CaseDay, legalBasis: Basis },
  exact,
);
export type ClosedDayDraft = Type.Static<typeof ClosedDayDraft>;

/** A rule of a region begins on a day, or the one that runs ends with a day. Cases that are open keep their way. */
export const RegionRuleDraft = Type.Object(
  {
    rule: Type.Enum([...STEP_RULES]),
    region: RegionCode,
    from: Type.Optional(CaseDay),
    until: Type.Optional(CaseDay),
    legalBasis: Basis,
  },
  exact,
);
export type RegionRuleDraft = Type.Static<typeof RegionRuleDraft>;

export const CalendarReceipt = Type.Object({ state: Type.String(), words: Words }, exact);
export type CalendarReceipt = Type.Static<typeof CalendarReceipt>;
