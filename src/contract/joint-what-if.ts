import { Type } from "typebox";
import { DecileBasis } from "./decile-basis.ts";
import { Words } from "./words.ts";

const HEAD = {
  reform: Type.String(),
  name: Type.String(),
  version: Type.String({ description: "Label of the version it was asked of" }),
  decileBasis: DecileBasis,
  programs: Type.Array(
    Type.Object(
      {
        program: Type.String(),
        name: Words,
        becomes: Type.Enum(["terms", "ended", "as-determined"], {
          description: "Given other terms, ended, or left as the version determined it",
        }),
      },
      { additionalProperties: false },
    ),
  ),
  keptAt: Type.String(),
} as const;

/** Answers about several programs at once that were brought to the desk, the newest first. */
export const JointWhatIfList = Type.Object(
  { items: Type.Array(Type.Object(HEAD, { additionalProperties: false })) },
  { additionalProperties: false },
);
export type JointWhatIfList = Type.Static<typeof JointWhatIfList>;

/** What if several programs were given otherwise at once: each before and after, and what they come to together. Simulated. */
export const JointWhatIf = Type.Object(
  {
    ...HEAD,
    order: Type.Array(Type.String(), { description: "Programs in the order of their lists" }),
    notes: Type.Array(Words, {
      description: "How programs act on each other, and what is not in it",
    }),
    tables: Type.Array(
      Type.Object(
        {
          name: Type.String(),
          title: Words,
          columns: Type.Array(
            Type.Object({ id: Type.String(), words: Words }, { additionalProperties: false }),
          ),
          rows: Type.Array(Type.Array(Type.Union([Type.Number(), Type.String(), Type.Null()])), {
            description: "Null where the number is withheld: small, or telling of a small one",
          }),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type JointWhatIf = Type.Static<typeof JointWhatIf>;
