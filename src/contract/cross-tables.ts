import { Type } from "typebox";
import { DecileBasis } from "./decile-basis.ts";
import { Region } from "./region.ts";
import { Words } from "./words.ts";

/** A question for a table: what is counted, where, how fine, by which variables of the catalogue. */
export const CrossTableDraft = Type.Object(
  {
    versionNo: Type.Integer({ minimum: 1, maximum: 2_147_483_647 }),
    area: Type.String({
      pattern: "^(ID|[0-9.]{2,13})$",
      description: "A region of one's own: a Kemendagri code, or ID",
    }),
    level: Type.Enum(["nation", "province", "regency", "district", "village"], {
      description: "Rows: the region itself, or the tier just below it",
    }),
    variables: Type.Array(Type.String({ minLength: 1, maxLength: 60 }), {
      minItems: 1,
      maxItems: 2,
      description: "Names of the variable catalogue: deciles and coded facts",
    }),
    measure: Type.Enum(["families", "persons"]),
  },
  { additionalProperties: false },
);
export type CrossTableDraft = Type.Static<typeof CrossTableDraft>;

export const JobId = Type.String({ pattern: "^[0-9]{1,15}$" });

/** The job that was made; ask for it again until its state is an end. */
export const CrossTableReceipt = Type.Object(
  { job: JobId, state: Type.Enum(["asked"]), href: Type.String() },
  { additionalProperties: false },
);
export type CrossTableReceipt = Type.Static<typeof CrossTableReceipt>;

const Cell = Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
  description: "Null where the number is withheld: small, or telling of a small one",
});

/** Regions down, values across, with their sums. */
const CountedTable = Type.Object(
  {
    rows: Type.Array(
      Type.Object(
        { region: Region, cells: Type.Array(Cell), sum: Cell },
        { additionalProperties: false },
      ),
    ),
    columns: Type.Array(
      Type.Object(
        { values: Type.Array(Type.Integer()), words: Type.Array(Words), sum: Cell },
        { additionalProperties: false },
      ),
    ),
    sum: Cell,
    withheld: Type.Integer({ description: "How many numbers of this table are withheld" }),
    smallest: Type.Integer({ description: "Counts below this are never shown" }),
  },
  { additionalProperties: false },
);

/** A question, how far it has come, and its answer or the reason why there is none. */
export const CrossTable = Type.Object(
  {
    job: JobId,
    state: Type.Enum(["asked", "running", "done", "refused", "failed", "expired"]),
    stateWords: Words,
    askedAt: Type.String({ format: "date-time" }),
    endedAt: Type.Optional(Type.String({ format: "date-time" })),
    question: CrossTableDraft,
    region: Region,
    version: Type.String({ description: 'The label of the version: "2026-4"' }),
    decileBasis: DecileBasis,
    variables: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          words: Words,
          says: Type.Optional(Words),
          /** Goes wherever the table goes: "simulation, not official BPS poverty". */
          mark: Type.Optional(Words),
        },
        { additionalProperties: false },
      ),
    ),
    reason: Type.Optional(
      Type.Object({ code: Type.String(), words: Words }, { additionalProperties: false }),
    ),
    table: Type.Optional(CountedTable),
  },
  { additionalProperties: false },
);
export type CrossTable = Type.Static<typeof CrossTable>;
export type CountedTable = Type.Static<typeof CountedTable>;
