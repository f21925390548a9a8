import type { NoticeWords } from "./notices-id.ts";

/** What a family reads of a removal: English. */
export const NOTICES_EN: NoticeWords = {
  title: "Notices for this family",
  answer: {
    title: "Notices",
    toCome: "may leave the list; the letter will be handed over. The aid goes on.",
    runs: (day) =>
      `may leave the list, on ${day} at the earliest. Until it is decided, the aid goes on.`,
    objected: "objection received. The aid goes on.",
    ended: "has ended.",
    object: "An objection? Say so at the village office; nothing else is asked.",
    back: "Is it wrong? Ask at the village or social office to be reinstated.",
    why: "Read why",
  },
  letter: {
    title: "Letter of notice",
    lead: "Enter the number on the letter that was handed over.",
    label: "Number of the letter",
    hint: "13 letters and digits.",
    problem: "This number is not complete, or letters are mixed up. Please check again.",
    unknown: "There is no notice with this number that we can show.",
    submit: "See the notice",
    family: (masked) => `Family ${masked}`,
    ground: "Why you object (may be left as it is)",
    send: "Send objection",
    effect: "One press is enough. The aid goes on until two people have answered it.",
    received: "The objection was received. The aid goes on.",
  },
  standing: {
    "looked-at":
      "An officer is looking at it, and the aid goes on. If there is to be a notice, a letter says the last day to answer.",
    "to-come":
      "This family may leave the list. The letter has not been handed over, so the reply period has not begun. The aid goes on.",
    runs: "This family may leave the list. Until two people have decided so, the aid goes on.",
    objected:
      "The family's objection was received. The aid goes on until two people have answered it.",
    ended: "This aid has ended.",
    stays: "The family stays on the list.",
  },
  why: "Why",
  from: (source, day, version) =>
    `Source: ${source}${day === undefined ? "" : `, ${day}`}; version ${version}`,
  basis: "Legal basis",
  noticed: "Letter handed over",
  effect: "Off the list on, at the earliest",
  days: (days) => `${days} working days after the letter is handed over`,
  by: "Object by",
  byDay: (day) => `before ${day}; afterwards too, as long as nobody has decided`,
  objected: "Objection received",
  answered: "Answered",
  ended: "Ended",
  ends: "What ended",
  endsText: (program) => `${program}. No other program ends with it.`,
  object: "How to object",
  objectText:
    "One step: say “we object” at the village office, or press Send objection with the number on the letter. Nothing else is asked. The aid goes on.",
  back: "How to come back",
  backText:
    "Ask at the village or social office to be reinstated; one officer can do it the same day.",
  backPbi:
    "For PBI-JK: ask the health centre or hospital for a letter, then report in the village.",
  help: "Who helps: the village office, the facilitator, the social office, telephone 171.",
  remedy: "What can be put right",
};
