import type { BookCard, BookMember, BookPayment, BookSign } from "#contract/book.ts";
import {
  COMMITMENT_OF,
  COMMITMENT_RESULT_WORDS,
  type Quarter,
  quarterNamed,
} from "#domain/commitment.ts";
import { remedyDueOn } from "#domain/payment-remedy.ts";
import { PAYMENT_ACTOR_WORDS, type PaymentGroup } from "#domain/payment-status.ts";
import { PAYMENT_TERMS } from "#domain/payment-terms.ts";
import { type PlainDate, parseDayNumber } from "#domain/plain-date.ts";
import { type Component, programOn } from "#domain/program.ts";
import { SESSION_MODULE_WORDS } from "#domain/session-terms.ts";
import { isSuspended } from "#domain/warning.ts";
import { WARNING_STATE_WORDS } from "#domain/warning-terms.ts";
import {
  agedOn,
  type ComponentForecast,
  type DatedMember,
  forecastComponents,
} from "#programs/component-forecast.ts";
import { familyComponents } from "#programs/member-components.ts";
import { getProgram } from "#programs/programs.ts";
import {
  type BookFamilyRow,
  type BookPaymentRow,
  type BookPersonRow,
  type BookRows,
  datedMember,
} from "./book-rows.ts";
import { askBirth, changeWords } from "./book-words.ts";
import { placeOf } from "./family-place.ts";

/** When the book is read: its day, the phase it lies in, and the next. */
export type BookDays = {
  readonly today: PlainDate;
  readonly phase: Quarter;
  readonly next: Quarter;
};

/** The components of PKH as the act in force on a day has them. */
export function componentsOn(day: string) {
  const { benefit, legalBasis } = programOn(getProgram("pkh"), day);
  if (benefit.kind !== "components") throw new Error("PKH is paid by components");
  return { ...benefit, legalBasis };
}

/** One family as its facilitator wants to see it: who falls under what, what is owed, what comes. */
export function bookCard(family: BookFamilyRow, rows: BookRows, days: BookDays): BookCard {
  const { components } = componentsOn(days.today);
  const people = rows.people.get(family.family_id) ?? [];
  const known = family.facts_as_of === null ? undefined : parseDayNumber(family.facts_as_of);
  const asOf = known?.ok === true ? known.value : days.today;
  const dated = people.map((one) => datedMember(one, asOf, rows.expected.get(one.person_id)));
  const forecast = forecastComponents(getProgram("pkh"), dated, {
    today: days.today,
    phaseFrom: days.next.from,
  });
  const members = membersOf({ family, people, dated, rows, components, today: days.today });
  const payment = rows.payments.get(family.family_id);
  const session = rows.sessions.get(family.kept_id);
  const card = {
    familyId: String(family.kept_id),
    sheetId: String(family.family_id),
    headName: family.head_name ?? "–",
    place: placeOf(family.village_no),
    ...(family.rt === null ? {} : { rt: family.rt }),
    ...(family.rw === null ? {} : { rw: family.rw }),
    isRecipient: family.outcome === "recipient",
    members,
    others: people.length - members.length,
    ...(family.is_whole
      ? { nowRupiah: String(forecast.nowRupiah), nextRupiah: String(forecast.nextRupiah) }
      : {}),
    changes: changesOf(forecast, people, components, days),
    ...(payment === undefined ? {} : { payment: paymentOf(payment, days.today) }),
    ...(session === undefined
      ? {}
      : {
          nextSession: {
            sessionNo: String(session.session_no),
            on: session.held_on,
            at: session.starts_at,
            place: session.place,
            module: { ...SESSION_MODULE_WORDS[session.module] },
          },
        }),
  };
  return { ...card, signs: signsOf(card) };
}

type Kin = {
  readonly family: BookFamilyRow;
  readonly people: readonly BookPersonRow[];
  readonly dated: readonly DatedMember[];
  readonly rows: BookRows;
  readonly components: readonly Component[];
  readonly today: PlainDate;
};

/** Those who fall under a component, with how their commitment stands in this phase. */
function membersOf({ family, people, dated, rows, components, today }: Kin): BookMember[] {
  const aged = dated.map((one) => agedOn(one, today));
  const counted = familyComponents(getProgram("pkh"), aged, today).members;
  return counted.flatMap(({ component, isCounted }, place): BookMember[] => {
    const person = people[place];
    const words = components.find(({ id }) => id === component)?.name;
    if (component === undefined || words === undefined || person === undefined) return [];
    const commitment = COMMITMENT_OF[component];
    const age = Number(aged[place]?.facts.age ?? -1);
    const isOfMember = (row: { readonly person_id: number; readonly commitment: string }) =>
      row.person_id === person.person_id && row.commitment === commitment;
    const check = rows.checks.get(family.kept_id)?.find(isOfMember);
    const warning = rows.warnings.get(family.kept_id)?.find(isOfMember);
    const suspends = warning?.suspends == null ? undefined : quarterNamed(warning.suspends);
    return [
      {
        personId: String(person.person_id),
        name: person.name ?? "–",
        ...(age < 0 ? {} : { age }),
        component: { code: component, words: { ...words } },
        isCounted,
        isPregnant: component === "pregnant",
        ...(commitment === undefined ? {} : { commitment }),
        ...(check === undefined
          ? {}
          : { result: check.result, resultWords: { ...COMMITMENT_RESULT_WORDS[check.result] } }),
        ...(warning === undefined ? {} : { warning: { ...WARNING_STATE_WORDS[warning.state] } }),
        isSuspended:
          warning !== undefined &&
          isSuspended({ state: warning.state, suspends, answerUntil: undefined }, today),
      },
    ];
  });
}

function changesOf(
  { changes, askBirthOf }: ComponentForecast,
  people: readonly BookPersonRow[],
  components: readonly Component[],
  { next }: BookDays,
) {
  const nameOf = (id: bigint | undefined) =>
    people.find(({ person_id }) => id !== undefined && BigInt(person_id) === id)?.name ?? undefined;
  return [
    ...changes.map((change) => ({
      ...changeWords(change, nameOf(change.personId), components, next.code),
    })),
    ...askBirthOf.map((id) => ({ ...askBirth(nameOf(id) ?? "–") })),
  ];
}

const STUCK: readonly PaymentGroup[] = ["failed", "not-withdrawn", "returned", "excluded"];

/** What the last report says, plainly, and where it stands still what to do until when. */
function paymentOf(row: BookPaymentRow, today: PlainDate): BookPayment {
  const { words, meaning, nextStep, actor, group } = PAYMENT_TERMS[row.status];
  const isStuck = STUCK.includes(group);
  const dueOn = isStuck ? remedyDueOn(row.status, row.reported_on, row.phase_to) : undefined;
  const who = PAYMENT_ACTOR_WORDS[actor];
  return {
    phase: row.phase,
    words: { ...words },
    meaning: { ...meaning },
    ...(isStuck
      ? { remedy: { id: `${nextStep.id} (${who.id})`, en: `${nextStep.en} (${who.en})` } }
      : {}),
    ...(dueOn === undefined ? {} : { dueOn }),
    isLate: dueOn !== undefined && dueOn < today,
    isStuck,
    ...(row.amount_rupiah === null ? {} : { amountRupiah: row.amount_rupiah }),
    reportedOn: row.reported_on,
  };
}

function signsOf({
  members,
  payment,
  changes,
}: Pick<BookCard, "members" | "payment" | "changes">): BookSign[] {
  const due = members.filter(({ commitment, isCounted }) => commitment !== undefined && isCounted);
  const signs: readonly (readonly [BookSign, boolean])[] = [
    ["warning", members.some(({ warning }) => warning !== undefined)],
    ["not-met", due.some(({ result }) => result === "not-met")],
    ["unchecked", due.some(({ result }) => result === undefined || result === "unknown")],
    ["payment", payment?.isStuck === true],
    ["changes", changes.length > 0],
  ];
  return signs.flatMap(([sign, isShown]) => (isShown ? [sign] : []));
}
