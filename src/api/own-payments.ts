import { parsePhase } from "#domain/payment-phase.ts";
import { PAYMENT_STATUSES } from "#domain/payment-status.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import { findProgram } from "#programs/programs.ts";
import type { OwnPayment } from "./own-explanation-rows.ts";
import { dayInWords, type Language, periodInWords } from "./pages/language.ts";

/** A payment as a family reads of it. */
export type OwnPaymentLine = {
  readonly head: string;
  readonly state: string;
  readonly meaning: string;
  readonly nextStep: string;
  readonly reportedOn: string;
};

/** Lines a page has room for: the newest come first, program by program. */
const MOST = 6;

/** Payments of a family in words: no amount, no account, nobody's name. */
export function ownPaymentsOf(
  language: Language,
  payments: readonly OwnPayment[],
): readonly OwnPaymentLine[] {
  const told = payments.flatMap(({ program, phase, status, reported_on: reportedOn }) => {
    const known = PAYMENT_STATUSES.find((one) => one === status);
    const name = findProgram(program)?.name[language];
    const span = parsePhase(program, phase);
    if (known === undefined || name === undefined || !span.ok) return [];
    const { words, meaning, nextStep } = PAYMENT_TERMS[known];
    const { from, to } = span.value;
    return {
      head: `${name}, ${periodInWords(language, from, to)}`,
      state: words[language],
      meaning: meaning[language],
      nextStep: nextStep[language],
      reportedOn: dayInWords(language, reportedOn),
    };
  });
  return told.slice(0, MOST);
}
