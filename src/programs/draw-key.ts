/**
 * The draw key of a version: the same inputs draw the same ties whatever the version is called, and
 * another edition draws anew. Published with the version.
 */
export const drawKeyOf = (asOf: string, seed: string): string => `${asOf}|${seed}`;
