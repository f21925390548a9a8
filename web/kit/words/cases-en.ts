import type { CASES_ID } from "./cases-id.ts";

/** Cases of every kind, in English; the keys are those of cases-id.ts. */
export const CASES_EN: typeof CASES_ID = {
  cases: {
    stepLabel: "Step",
    step: (no: number, of: number, name: string) => `${no} of ${of}: ${name}`,
    turn: "Turn",
    mine: "your turn",
    due: "Deadline",
    late: "overdue",
    called: "Your office has been called: the deadline has passed.",
    seen: "I have seen it",
    seenSaved: "The call is noted as seen.",
    why: "Why",
    choose: "Choose",
    back: "Back to the list",
    done: "done",
    now: "now",
    ahead: "to come",
    act: "What you can do",
    nothing: "It is not your office's turn now. You can see whose it is and until when.",
    acts: {
      pass: "Done, pass on",
      return: "Send back",
      pause: "Wait for somebody",
      resume: "The wait is over",
      refuse: "Refuse",
      withdraw: "The family takes it back",
    },
    reason: "Reason",
    thenDo: "What the family can do",
    reference: "Number of the letter or confirmation",
    referenceOn: "Its day",
    saved: "Noted.",
    bookTitle: "History",
  },
};
