import { Type } from "typebox";
import { DECILE_BASES } from "#domain/decile-basis.ts";

/** Stands, as `decileBasis`, in or over every answer that holds a decile. */
export const DecileBasis = Type.Enum([...DECILE_BASES], {
  description: "Whether the ten deciles are equal in persons or in families",
});
