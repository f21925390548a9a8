import { HOLDER_PAPERS, HOLDER_REASON_WORDS } from "#domain/card-holder.ts";
import { HOLDER_CHANGE, HOLDER_STEP_WORDS } from "#domain/holder-procedure.ts";
import {
  COLLECTOR_WORDS,
  HOME_REASON_WORDS,
  POSTAL_PAPER_WORDS,
  postalTermsOn,
} from "#domain/postal-collection.ts";
import type { Words } from "#domain/words.ts";
import { reasonOf } from "./case-lines.ts";
import type { OwnExplanation, OwnHolder, OwnPayment } from "./own-explanation-rows.ts";
import { dayInWords, type Language } from "./pages/language.ts";

const GOES_ON: Record<Language, string> = {
  id: "Bantuan keluarga tidak berhenti karenanya.",
  en: "The family's aid does not stop because of it.",
};
const NOW: Record<Language, string> = { id: "Langkah sekarang", en: "Now" };
const COME: Record<Language, (papers: string) => string> = {
  id: (papers) => `Datang ke desa atau kelurahan dengan ${papers}.`,
  en: (papers) => `Come to the village office with ${papers}.`,
};
const CHANGED: Record<Language, (day: string) => string> = {
  id: (day) => `Pemegang kartu bantuan sudah diganti sejak ${day}.`,
  en: (day) => `The card holder has been changed since ${day}.`,
};

/** What a family reads of a change of its card holder: why, where it stands, what to bring. Nobody is named. */
export function ownHolderOf(language: Language, holder: OwnHolder | null): string | undefined {
  if (holder === null) return undefined;
  const { state, step, cause, changed_on: changedOn } = holder;
  const words = (said: Words) => said[language];
  if (state === "done")
    return changedOn === null ? undefined : CHANGED[language](dayInWords(language, changedOn));
  const why = reasonOf(HOLDER_CHANGE, holder);
  const told = why === undefined ? "" : ` ${words(why.words)} ${words(why.remedy)}`;
  if (state === "refused") return told.trim();
  const now = `${NOW[language]}: ${words(HOLDER_STEP_WORDS[step])}.`;
  const head = `${capital(words(HOLDER_REASON_WORDS[cause]))}. ${now}`;
  const papers = HOLDER_PAPERS.map(words).join("; ");
  const bring = step === "proposal" && why === undefined ? ` ${COME[language](papers)}` : "";
  return `${head} ${GOES_ON[language]}${told}${bring}`;
}

const POST: Record<Language, (who: string, papers: string, home: string) => string> = {
  id: (who, papers, home) =>
    `Di PT Pos yang boleh mengambil: ${who}, dengan ${papers}. Diantar ke rumah: ${home}.`,
  en: (who, papers, home) =>
    `At PT Pos these may collect: ${who}, with ${papers}. Brought to the door: ${home}.`,
};

/** Who may collect at the post, where a payment waits there. */
export function ownPostOf(
  language: Language,
  payments: readonly OwnPayment[],
  today: string,
): string | undefined {
  const terms = postalTermsOn(today);
  const waits = payments.some(({ by_post, status }) => by_post && status !== "paid");
  if (terms === undefined || !waits) return undefined;
  const list = (all: readonly Words[]) => all.map((one) => one[language]).join(", ");
  return POST[language](
    list(terms.represents.map((who) => COLLECTOR_WORDS[who])),
    list(terms.papers.map((paper) => POSTAL_PAPER_WORDS[paper])),
    list(terms.home.map((reason) => HOME_REASON_WORDS[reason])),
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What is told beside the payments, where there is something to tell. */
export function ownPaymentNotes(
  language: Language,
  { holder, payments }: Pick<OwnExplanation, "holder" | "payments">,
  today: string,
): readonly string[] {
  const notes = [ownHolderOf(language, holder), ownPostOf(language, payments, today)];
  return notes.filter((note) => note !== undefined);
}
