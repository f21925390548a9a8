/**
 * What a household of a survey is known by and what it told in confidence (UU 16/1997 articles 21 and 27): columns that are
 * in the survey zone alone, and in no table of the lake, of a version or of the desk.
 */
export const SURVEY_SECRETS: readonly string[] = [
  "household_no",
  "psu",
  "weight_milli",
  "expenditure_per_capita",
];
