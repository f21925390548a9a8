/** What the values of a field are; it decides how they are made alike and compared. */
export const FIELD_KINDS = ["name", "text", "date", "id", "category", "number", "geo"] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** Which rules of writing names are known: those of any language, or Indonesian ones beside them. */
export const PROFILES = ["neutral", "indonesian"] as const;
export type LinkProfile = (typeof PROFILES)[number];

/** A file whose records are linked. */
export type LinkInput = {
  readonly name: string;
  /** Absolute, or relative to where the job file lies. */
  readonly path: string;
  /** The column that names a record; absent: the one column that is unique. */
  readonly id?: string;
  /** Nobody is in this file twice: at most one of its records is in a cluster. */
  readonly oneRecordPerEntity: boolean;
};

/** Something known of a record, under one name for all inputs. */
export type LinkField = {
  readonly column: string;
  readonly kind: FieldKind;
  /** Where an input calls it otherwise: the column's name in that input, or null where it has none. */
  readonly columns?: Readonly<Record<string, string | null>>;
};

/** A file with one row for each pair of records that are one, as labelled files are often published; nobody else is. */
export type TruthOfPairs = {
  readonly path: string;
  /** Columns of the two ids. */
  readonly left: string;
  readonly right: string;
  /** Columns that name the inputs of both ids; absent: the left id is of the first input, the right one of the last. */
  readonly inputs?: { readonly left: string; readonly right: string };
};

/** Who is truly who, for judging the result: a column of the inputs, a file of entity ids, or a file of pairs. */
export type LinkTruth =
  | { readonly column: string }
  | {
      readonly path: string;
      /** The column that names the input; absent: ids are unique over all inputs. */
      readonly input?: string;
      readonly id: string;
      readonly entity: string;
    }
  | TruthOfPairs;

/** A job for `dtsen link`, as its file says it, defaults filled in. */
export type LinkJob = {
  readonly inputs: readonly [LinkInput, ...LinkInput[]];
  /** Absent: inferred from the data. */
  readonly fields?: readonly LinkField[];
  /** Each key lists the columns that must agree, such as "surname:3" or "born:year". */
  readonly blocking?: readonly (readonly string[])[];
  readonly truth?: LinkTruth;
  readonly profile: LinkProfile;
  /** Probability from which a pair is linked; absent: chosen from the data. */
  readonly threshold?: number;
  readonly seed: number;
  readonly out: string;
};
