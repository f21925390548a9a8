import type { DeliverySet, Source } from "#domain/source.ts";

export type FileFormat = "csv" | "tsv" | "pipe" | "xlsx" | "parquet";

/** One column as its provider writes it. */
export type LayoutColumn = {
  readonly header: string;
  /** Other headers seen in the wild for the same column, lower case. */
  readonly synonyms: readonly string[];
  /** Column of the staged table it fills, or null where it is read past. */
  readonly fills: string | null;
  /** How the text is read: see staging. Codes name their list and its edition in the law book. */
  readonly reads:
    | "nik"
    | "kk"
    | "name"
    | "date"
    | "code"
    | "count"
    | "yes-no"
    | "region"
    | "coordinate"
    | "rupiah"
    | "text"
    | "nothing";
  /** For code columns: id of the code list in the source's own edition, such as "roof-material/dtsen". */
  readonly codeList?: string;
  /** For text columns: the provider's words in upper case and how we write them. */
  readonly words?: Readonly<Record<string, string>>;
  readonly isRequired: boolean;
};

/** A provider's file as it came: what each column is called and means. */
export type Layout = {
  readonly source: Source;
  readonly set: DeliverySet;
  readonly edition: string;
  readonly format: FileFormat;
  readonly encoding: "utf-8" | "windows-1252" | "utf-16le";
  readonly isQuoted: boolean;
  /** For csv only; comma where nothing is said. A reader still has to look: offices change it. */
  readonly delimiter?: "," | ";";
  /** Staged columns that the whole file says without a column for it, such as the kind of subject. */
  readonly constants?: Readonly<Record<string, string | number>>;
  readonly columns: readonly LayoutColumn[];
};
