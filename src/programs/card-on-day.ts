import { isInForce, type Program, type ProgramCard, programOn } from "#domain/program.ts";
import {
  PROGRAM_FUNDING_WORDS,
  PROGRAM_MODE_WORDS,
  PROGRAM_UNIT_WORDS,
  programInstitutionWords,
} from "#domain/program-terms.ts";
import type { Rule } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { findRegion } from "#regions/region-book.ts";
import { findIn, ofVersionOn, type ProgramBook } from "./program-book.ts";
import { PROGRAM_CARDS } from "./programs.ts";
import { changedLines } from "./rule-words.ts";
import { rulesetOn } from "./ruleset.ts";

/** What is given to whom: rupiah of one phase, or words where it is no sum that an act fixes. */
export type GivenLine = { readonly words: Words; readonly rupiah?: number };

/** A program as people read of it on a day. */
export type CardOnDay = ReturnType<typeof cardOn>;

/** Every program on a day: those of every version first, patterns without rules last. */
export const cardsOn = (day: string, book: ProgramBook): readonly CardOnDay[] =>
  PROGRAM_CARDS.map((card) => cardOn(card, day, book));

export const findCard = (id: string): ProgramCard | undefined =>
  PROGRAM_CARDS.find((card) => card.id === id);

/** One program in words; what is not in force on that day is told by its first day. */
export function cardOn(card: ProgramCard, day: string, book: ProgramBook) {
  const program = findIn(book, card.id);
  return {
    id: card.id,
    name: card.name,
    formerly: card.formerly,
    ...(card.umbrella === undefined ? {} : { umbrella: card.umbrella }),
    mode: card.mode,
    modeWords: PROGRAM_MODE_WORDS[card.mode],
    unit: PROGRAM_UNIT_WORDS[card.unit],
    funding: PROGRAM_FUNDING_WORDS[card.funding],
    owner: programInstitutionWords(card.owner),
    determiner: programInstitutionWords(card.determiner),
    act: card.act,
    ...(card.region === undefined ? {} : { region: placeOf(card.region) }),
    validFrom: card.validFrom,
    ...(card.validTo === undefined ? {} : { validTo: card.validTo }),
    isInForce: isInForce(card, day),
    isOfEveryVersion: ofVersionOn(book, day).some(({ id }) => id === card.id),
    exclusiveWith: card.exclusiveWith.map(({ program: other, legalBasis }) => ({
      id: other,
      name: findCard(other)?.name ?? { id: other, en: other },
      legalBasis,
    })),
    judged: card.judged,
    notEstablished:
      program === undefined ? card.notEstablished : programOn(program, day).notEstablished,
    ...(program === undefined ? { legalBasis: card.legalBasis } : termsOn(program, day)),
  };
}

function placeOf(region: number): string {
  const code = String(region);
  const name = findRegion(code)?.name;
  return name === undefined ? code : `${name} (${code})`;
}

function termsOn(undated: Program, today: string) {
  const day = dayWithin(undated, today);
  const program = programOn(undated, day);
  const { id: rulesetId, rules } = rulesetOn(undated, day);
  return {
    legalBasis: program.legalBasis,
    phase: program.phase,
    rulesetId,
    rulesOn: day,
    rules: rules.map(ruleLine),
    given: givenLines(program, rules),
    ...(program.benefit.kind === "components"
      ? { atMost: program.benefit.most, atMostChildren: program.benefit.mostChildren }
      : {}),
    ...(program.nationalPlaces === 0 ? {} : { places: program.nationalPlaces }),
    ...(program.nationalReserve === undefined ? {} : { reserve: program.nationalReserve }),
    ...(program.mostPerFamily === undefined ? {} : { mostPerFamily: program.mostPerFamily }),
    otherTimes: otherTimes(undated, day, rules),
    amended: amendedOf(undated),
    unconfirmed: (undated.unconfirmed ?? [])
      .filter(({ rule }) => !rules.some(({ id }) => id === rule.id))
      .map(({ rule, source }) => ({ ...ruleLine(rule), source })),
  };
}

/** Whole rules that were put into force at this desk, the newest first, by what each made otherwise. */
function amendedOf(undated: Program) {
  const { changes = [] } = undated;
  return changes
    .flatMap(({ rules, ...change }, i) => {
      if (rules === undefined) return [];
      const before = { ...undated, changes: changes.slice(0, i) };
      const after = { ...undated, changes: changes.slice(0, i + 1) };
      const { validFrom, legalBasis } = change;
      return [{ validFrom, legalBasis, lines: changedLines(before, after, validFrom) }];
    })
    .reverse();
}

/** What is given on other days than this one, by what acts changed. */
function otherTimes(undated: Program, day: string, rules: readonly Rule[]) {
  const { changes = [], validFrom, legalBasis, unit, benefit, phase } = undated;
  const rows = [{ validFrom, legalBasis, benefit, phase }, ...changes];
  const now = programOn(undated, day).benefit;
  return rows.flatMap((row) =>
    row.benefit === undefined || row.benefit === now
      ? []
      : [
          {
            validFrom: row.validFrom,
            legalBasis: row.legalBasis,
            given: givenLines({ unit, benefit: row.benefit, phase: row.phase ?? phase }, rules),
          },
        ],
  );
}

/** The day itself, or the nearest on which the program was in force: an old program is read by its last rules. */
function dayWithin({ validFrom, validTo }: Program, day: string): string {
  if (day < validFrom) return validFrom;
  return validTo !== undefined && day > validTo ? validTo : day;
}

const ruleLine = ({ id, kind, says, legalBasis, validFrom, validTo, formerly }: Rule) => ({
  id,
  kind,
  says,
  legalBasis,
  validFrom,
  ...(validTo === undefined ? {} : { validTo }),
  formerly,
});

function givenLines(
  { unit, benefit, phase }: Pick<Program, "unit" | "benefit" | "phase">,
  rules: readonly Rule[],
): readonly GivenLine[] {
  if (benefit.kind === "components") {
    return benefit.components.map(({ name, amountRupiah }) => ({
      words: name,
      rupiah: amountRupiah,
    }));
  }
  if (benefit.kind === "by-rule") {
    return benefit.amounts.flatMap(({ rule, amountRupiah }) => {
      const words = rules.find(({ id }) => id === rule)?.says;
      return words === undefined ? [] : [{ words, rupiah: amountRupiah }];
    });
  }
  const { amountRupiah, inWords } = benefit;
  const each = PROGRAM_UNIT_WORDS[unit];
  const whom = say(`satu ${each.id}, ${phase.id}`, `one ${each.en}, ${phase.en}`);
  return [
    ...(amountRupiah === 0 ? [] : [{ words: whom, rupiah: amountRupiah }]),
    ...(inWords === undefined ? [] : [{ words: inWords }]),
  ];
}
