import type { Source } from "../source.ts";

/** Who is described. The family (one KK) is the unit that is ranked; a household is another thing. */
export type VariableUnit = "person" | "family";

/** How a value is kept in the lake and at the desk. Codes and counts are integers; see absent.ts. */
export type VariableType = "code" | "count" | "flag" | "sum-code" | "text" | "date" | "coordinate";

/**
 * identity: who and where exactly; lives only in identity files. fact: what a survey says.
 * vault: category, diagnosis, violence, gambling evidence; own tables and roles, never on the sheet.
 */
export type DisclosureClass = "identity" | "fact" | "vault";

/** Facts that are asked and answered together share their provenance. */
export type FieldGroup =
  | "identity"
  | "address"
  /** What the civil registry answered when it was asked about one person. */
  | "identity-check"
  | "civil-status"
  | "schooling"
  | "work"
  | "business"
  | "health"
  | "housing"
  | "water-and-sanitation"
  | "energy"
  | "movable-assets"
  | "immovable-assets"
  | "livestock"
  | "program-receipt";

/** One thing the register may know. The row makes lake columns, desk columns, API and the record of processing. */
export type Variable = {
  /** Stable for ever; also the column name in lake and desk. */
  readonly id: string;
  readonly unit: VariableUnit;
  readonly type: VariableType;
  readonly group: FieldGroup;
  readonly disclosure: DisclosureClass;
  /** Words a person sees. */
  readonly id_ID: string;
  readonly en: string;
  /** Code list of the standard (Regsosek 22-K) answers, where type is code or sum-code. */
  readonly codeList?: string;
  /** m2, gram, VA … where a count is not of things. */
  readonly measure?: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly validFrom: string;
  readonly validTo?: string;
  /** Sources that may answer it, the most trusted first; survivorship reads this order. */
  readonly sources: readonly Source[];
};
