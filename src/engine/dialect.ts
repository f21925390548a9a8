/** The few places where engines differ. Everything else in a step is SQL both read alike. */
export type Dialect = {
  readonly name: "duckdb" | "spark";
  identifier(name: string): string;
  text(value: string): string;
  /** Whole-number division, toward zero. */
  quotient(dividend: string, divisor: string): string;
  /** The one of some values that stands at a place, counted from 0. */
  valueAt(values: readonly string[], place: string): string;
  /** A text that is one of these, as narrow as the engine holds such. */
  oneOf(values: readonly string[], text: string): string;
  /** The first 60 bits of the md5 of a text, as a bigint: chance that every engine draws alike. */
  digest60(text: string): string;
  /** A table made of Parquet files, as something that may stand after `from`. */
  parquet(files: readonly string[]): string;
};

const textLiteral = (value: string): string => `'${value.replaceAll("'", "''")}'`;

export const duckdbDialect: Dialect = {
  name: "duckdb",
  identifier: (name) => `"${name.replaceAll('"', '""')}"`,
  text: textLiteral,
  quotient: (dividend, divisor) => `((${dividend}) // (${divisor}))`,
  valueAt: (values, place) => `list_extract([${values.join(", ")}], (${place}) + 1)`,
  oneOf: (values, text) => `cast(${text} as enum(${[...new Set(values)].join(", ")}))`,
  digest60: (text) => `cast('0x' || substr(md5(${text}), 1, 15) as bigint)`,
  parquet: (files) => `read_parquet([${files.map(textLiteral).join(", ")}])`,
};

export const sparkDialect: Dialect = {
  name: "spark",
  identifier: (name) => `\`${name.replaceAll("`", "``")}\``,
  text: (value) => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`,
  quotient: (dividend, divisor) => `((${dividend}) div (${divisor}))`,
  valueAt: (values, place) => `element_at(array(${values.join(", ")}), (${place}) + 1)`,
  oneOf: (_values, text) => text,
  digest60: (text) => `cast(conv(substr(md5(${text}), 1, 15), 16, 10) as bigint)`,
  parquet: (files) => files.map((file) => `select * from parquet.\`${file}\``).join(" union all "),
};
