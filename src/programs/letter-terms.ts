/** All that a letter says beside its recipients; the same terms and rows give the same bytes. */
export type LetterTerms = {
  readonly number: number;
  readonly program: string;
  /** Family or person, as the program's places are counted. */
  readonly unit: "family" | "person";
  /** Kind of legal act, and who issues it. */
  readonly act: string;
  readonly determiner: string;
  readonly legalBasis: string;
  readonly version: string;
  readonly asOf: string;
  /** By what deciles are counted, in words: stands beside every decile. */
  readonly decileBasis: string;
  readonly area: string;
  readonly phase: string;
  readonly outcomeSha256: string;
  readonly rulesetId: string;
  readonly quotasAreExample: boolean;
  readonly drawKey: string;
  /** Once it is signed; until then the letter is a draft. */
  readonly decree?: { readonly number: string; readonly signedOn: string };
  /** Public page that tells what the letter is, and nobody's name. */
  readonly verifyAt: string;
  /** A register of made-up people says so on every page. */
  readonly isExample: boolean;
};
