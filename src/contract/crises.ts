import { Type } from "typebox";
import {
  AUDIT_FINDINGS,
  CRISIS_CHECKS,
  CRISIS_ITEM_KINDS,
  CRISIS_KINDS,
  CRISIS_PATTERNS,
  CRISIS_STATUSES,
} from "#domain/crisis.ts";
import { RegionCode } from "./families.ts";
import { Cursor, Limit, pageOf } from "./page.ts";
import { Place } from "./region.ts";
import { Words } from "./words.ts";

const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
const Id = Type.String({ pattern: "^[1-9][0-9]{0,17}$" });
/** A number of a letter or decree: no spaces, so that no sentence fits. */
const Paper = Type.String({ pattern: "^[A-Za-z0-9./_-]{3,40}$" });
const Name = Type.String({ minLength: 3, maxLength: 80, pattern: "^[\\p{L}\\p{N} .,'()/-]+$" });
const PersonName = Type.String({ minLength: 2, maxLength: 80, pattern: "^[\\p{L} .,'-]+$" });
const VillageCode = Type.String({ pattern: "^[0-9]{10}$" });
const Rupiah = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });
const Damage = Type.Integer({ minimum: 0, maximum: 3 });

const closed = { additionalProperties: false };

export const CrisisNo = Id;

export const CrisisOpen = Type.Object(
  {
    kind: Type.Enum(CRISIS_KINDS),
    name: Name,
    status: Type.Enum(CRISIS_STATUSES),
    paper: Paper,
    signedOn: Day,
    startOn: Day,
    endOn: Day,
    regions: Type.Array(RegionCode, { minItems: 1, maxItems: 40 }),
    who: Type.Object(
      {
        pattern: Type.Enum([...CRISIS_PATTERNS]),
        upToDecile: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
        rule: Type.Optional(
          Type.Object({}, { description: "A condition in the language of program rules" }),
        ),
      },
      closed,
    ),
    items: Type.Array(
      Type.Object(
        {
          kind: Type.Enum(CRISIS_ITEM_KINDS),
          unit: Type.Enum(["family", "person"]),
          amountRupiah: Rupiah,
          fromDamage: Type.Optional(Damage),
        },
        closed,
      ),
      { minItems: 1, maxItems: 8 },
    ),
    budgetRupiah: Type.Integer({ minimum: 1, maximum: 900_000_000_000_000 }),
  },
  closed,
);
export type CrisisOpen = Type.Static<typeof CrisisOpen>;

export const CrisisReceipt = Type.Object(
  { crisisNo: Id, stage: Type.String(), words: Words },
  closed,
);
export type CrisisReceipt = Type.Static<typeof CrisisReceipt>;

export const CrisisStep = Type.Object(
  {
    act: Type.Enum(["confirm", "refuse", "extend", "end", "report"]),
    paper: Type.Optional(Paper),
    signedOn: Type.Optional(Day),
    endOn: Type.Optional(Day),
    status: Type.Optional(Type.Enum(CRISIS_STATUSES)),
  },
  closed,
);
export type CrisisStep = Type.Static<typeof CrisisStep>;

export const CrisisRowSummary = Type.Object(
  {
    crisisNo: Id,
    kind: Words,
    name: Type.String(),
    status: Words,
    stage: Type.String(),
    stageWords: Words,
    startOn: Day,
    endOn: Day,
    daysLeft: Type.Integer(),
    endsSoon: Type.Boolean(),
    waitsForSecond: Type.Boolean(),
  },
  closed,
);
export type CrisisRowSummary = Type.Static<typeof CrisisRowSummary>;
export const CrisisList = Type.Object(
  { items: Type.Array(CrisisRowSummary), mayDeclare: Type.Boolean() },
  closed,
);
export type CrisisList = Type.Static<typeof CrisisList>;

const Counted = Type.Object({ words: Words, count: Type.Integer() }, closed);

export const CrisisItem = Type.Object(
  {
    itemNo: Type.Integer(),
    words: Words,
    unit: Type.Enum(["family", "person"]),
    amountRupiah: Type.Integer(),
    fromDamage: Damage,
    isDeathGrant: Type.Boolean(),
    handedOut: Type.Integer(),
    persons: Type.Integer(),
    rupiah: Type.Integer(),
  },
  closed,
);
export type CrisisItem = Type.Static<typeof CrisisItem>;

export const Crisis = Type.Object(
  {
    ...CrisisRowSummary.properties,
    regions: Type.Array(Type.Object({ code: Type.String(), name: Type.String() }, closed)),
    program: Words,
    legalBasis: Type.String(),
    version: Type.String(),
    rule: Type.Object({}, { additionalProperties: true }),
    acts: Type.Array(
      Type.Object(
        {
          act: Type.Enum(["declare", "extend", "end"]),
          paper: Type.String(),
          signedOn: Day,
          endOn: Day,
          status: Words,
          answer: Type.Optional(Type.Enum(["confirmed", "refused", "lapsed"])),
          confirmBefore: Type.String(),
        },
        closed,
      ),
    ),
    items: Type.Array(CrisisItem),
    budgetRupiah: Type.Integer(),
    spentRupiah: Type.Integer(),
    rows: Type.Integer(),
    persons: Type.Integer(),
    added: Type.Integer(),
    states: Type.Array(Counted),
    damages: Type.Array(Counted),
    audit: Type.Object(
      {
        isOpen: Type.Boolean(),
        rows: Type.Integer(),
        open: Type.Integer(),
        reasons: Type.Array(Counted),
        findings: Type.Array(Counted),
        report: Type.Optional(Type.String()),
      },
      closed,
    ),
    may: Type.Object(
      {
        work: Type.Boolean(),
        audit: Type.Boolean(),
        steps: Type.Array(CrisisStep.properties.act),
      },
      closed,
    ),
  },
  closed,
);
export type Crisis = Type.Static<typeof Crisis>;

export const CrisisRowFilter = Type.Object(
  {
    show: Type.Optional(Type.Enum(["unverified", "here", "all", "added", "audit"])),
    region: Type.Optional(RegionCode),
    name: Type.Optional(PersonName),
    cursor: Type.Optional(Cursor),
    limit: Type.Optional(Limit),
  },
  closed,
);
export type CrisisRowFilter = Type.Static<typeof CrisisRowFilter>;

export const CrisisRow = Type.Object(
  {
    rowNo: Id,
    name: Type.Optional(Type.String()),
    address: Type.Optional(Type.String()),
    neighbourhood: Type.Optional(Type.String()),
    place: Place,
    from: Type.Optional(Place),
    size: Type.Integer(),
    isAdded: Type.Boolean(),
    state: Type.String(),
    stateWords: Words,
    damage: Damage,
    damageWords: Words,
    /** Numbers of the items that this row was given. */
    given: Type.Array(Type.Integer()),
    reasons: Type.Array(Words),
    finding: Type.Optional(Words),
  },
  closed,
);
export type CrisisRow = Type.Static<typeof CrisisRow>;
export const CrisisRowPage = pageOf(CrisisRow);
export type CrisisRowPage = Type.Static<typeof CrisisRowPage>;

export const CrisisAdd = Type.Object(
  {
    name: PersonName,
    village: VillageCode,
    from: Type.Optional(VillageCode),
    size: Type.Integer({ minimum: 1, maximum: 50 }),
  },
  closed,
);
export type CrisisAdd = Type.Static<typeof CrisisAdd>;

export const CrisisAdded = Type.Object({ rowNo: Id }, closed);
export type CrisisAdded = Type.Static<typeof CrisisAdded>;

/** One act of the field, with the number that the phone gave it. */
export const CrisisWork = Type.Object(
  {
    id: Type.String({ pattern: "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$" }),
    rowNo: Id,
    act: Type.Enum(["check", "hand-out", "find"]),
    check: Type.Optional(Type.Enum(CRISIS_CHECKS)),
    damage: Type.Optional(Damage),
    movedTo: Type.Optional(VillageCode),
    itemNo: Type.Optional(Type.Integer({ minimum: 1, maximum: 8 })),
    persons: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
    finding: Type.Optional(Type.Enum(AUDIT_FINDINGS)),
  },
  closed,
);
export type CrisisWork = Type.Static<typeof CrisisWork>;

export const CrisisWorks = Type.Object(
  { acts: Type.Array(CrisisWork, { minItems: 1, maxItems: 50 }) },
  closed,
);

export const CrisisWorked = Type.Object(
  {
    answers: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          code: Type.String({ description: "done, or why not" }),
          words: Words,
          remedy: Words,
        },
        closed,
      ),
    ),
  },
  closed,
);
export type CrisisWorked = Type.Static<typeof CrisisWorked>;
