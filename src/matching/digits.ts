/** SQL: a text of exactly so many digits as a number; null for any other text, in every engine. */
export function digits(column: string, count: number): string {
  return `case when length(${column}) = ${count} and translate(${column}, '0123456789', '') = ''
    then cast(${column} as bigint) end`;
}
