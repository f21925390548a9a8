/** Stands before a cell that a spreadsheet kept as a number: its sixteenth digit may be lost. */
export const NUMBER_MARK = "\u0002";

/** Stands before a cell that a spreadsheet computes: never taken as an answer. */
export const FORMULA_MARK = "\u0003";
