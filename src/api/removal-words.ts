import { REMOVAL_CAUSE_WORDS, type RemovalCause } from "#domain/removal.ts";
import { say, type Words } from "#domain/words.ts";
import { findProgram } from "#programs/programs.ts";

type Told = { readonly says: Words; readonly tells: Words; readonly remedy: Words };

const OBJECT = say(
  "Bila keliru, sampaikan keberatan di desa atau kelurahan; selama itu bantuan tetap berjalan.",
  "If this is wrong, object at your village office; meanwhile the aid goes on.",
);

const BEYOND_RULES: Readonly<Record<string, Words>> = {
  none: say("tidak ada lagi di daftar", "not on the list any more"),
  "quota-full": say("kuota sudah penuh", "the quota is full"),
  "reserve-list": say("menjadi cadangan", "on the reserve list"),
  "no-quota-here": say("tidak ada kuota di kabupaten/kota ini", "no quota in this regency"),
  "family-full": say(
    "dari KK ini sudah sebanyak yang boleh mendapat tempat",
    "as many of this family card as may have a place",
  ),
  "budget-full": say("anggaran sudah habis", "the budget is spent"),
};

/** What a reason says: the rule's own words, or what became of the place. */
export function ruleWords(program: string, detail: string): Told {
  const known = findProgram(program);
  const rule = known?.rules.findLast(({ id }) => id === detail);
  if (rule !== undefined) return { says: rule.says, tells: rule.tells, remedy: rule.remedy };
  const receives = detail.startsWith("receives:") ? findProgram(detail.slice(9)) : undefined;
  const says =
    receives === undefined
      ? (BEYOND_RULES[detail] ?? say(detail, detail))
      : say(`menerima ${receives.name.id}`, `receives ${receives.name.en}`);
  return { says, tells: says, remedy: OBJECT };
}

/** The sentence of a notice: why, in the words of the rule where a rule says it. */
export function removalSentence(program: string, cause: RemovalCause, detail: string): Words {
  const { tells } = ruleWords(program, detail);
  const words = REMOVAL_CAUSE_WORDS[cause];
  if (cause === "deceased" || cause === "left-register" || cause === "program-ended") {
    return say(capital(`${words.id}.`), capital(`${words.en}.`));
  }
  return say(capital(tells.id), capital(tells.en));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
