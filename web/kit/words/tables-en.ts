import { REFORM_EN } from "./reform-en.ts";
import { WHAT_IF_EN } from "./what-if-en.ts";
/** Cross tables, in English; the keys are those of tables-id.ts. */
export const TABLES_EN = {
  ...WHAT_IF_EN,
  ...REFORM_EN,
  tables: {
    title: "Cross tables",
    lead: "Counts families or persons of your region by one or two facts. No names and no numbers of people here, and small counts are withheld.",
    question: "The question",
    version: "Version",
    area: "Region",
    code: "Code of another region",
    codeHint: "Where the list lacks it. A district: 6 digits.",
    codeWrong: "A region's code has 2, 4, 6 or 10 digits.",
    rows: "Rows",
    rowChoices: { own: "That region", below: "Each of its parts" },
    measure: "Count",
    measures: { families: "Families", persons: "Persons" },
    first: "By",
    second: "And by",
    noSecond: "– none –",
    welfare: "Welfare",
    count: "Count",
    noVersion: "No version is published yet, so there is nothing to count.",
    underWay: { asked: "Waiting its turn…", running: "Being counted…" },
    done: "The table is done.",
    result: "Result",
    resultOf: (measure: string, variables: string, region: string, version: string) =>
      `${measure} by ${variables}: ${region}, version ${version}`,
    region: "Region",
    sum: "Total",
    withheld: "withheld",
    withheldNote: (count: string, smallest: string) =>
      `${count} numbers are withheld (*): below ${smallest}, or telling of one that is.`,
    nothingWithheld: "No number is withheld.",
    empty: "There is no family in that region in this version.",
    file: "Download CSV",
  },
};
