import { say, type Words } from "./words.ts";

/** What may happen to a person's or family's id after something was fastened to it (design 5.3). */
export const IDENTITY_EVENTS = ["merge", "split", "un-merge", "withdrawal"] as const;
export type IdentityEvent = (typeof IDENTITY_EVENTS)[number];

export const IDENTITY_EVENT_WORDS = {
  merge: say("digabung", "merged"),
  split: say("dipecah", "split"),
  "un-merge": say("batal gabung", "un-merged"),
  withdrawal: say("versi ditarik", "version withdrawn"),
} as const satisfies Record<IdentityEvent, Words>;

/** Things of the desk that name a person or family. They keep the id they were made for. */
export const FASTENED_THINGS = [
  "determination",
  "case",
  "check-code",
  "account",
  "suppression",
  "payment",
  "audit-subject",
  "finding",
] as const;
export type FastenedThing = (typeof FASTENED_THINGS)[number];

export const FASTENED_WORDS = {
  determination: say("penetapan", "determination"),
  case: say("kasus verval", "case"),
  "check-code": say("Kode Cek", "check code"),
  account: say("akun warga", "citizen's account"),
  suppression: say("penyembunyian demi keselamatan", "suppression for safety"),
  payment: say("penyaluran", "payment"),
  "audit-subject": say("subjek jejak audit", "audit subject"),
  finding: say("temuan", "finding"),
} as const satisfies Record<FastenedThing, Words>;

/** follow: read through the redirect of person or family. stay: unchanged for ever. ask: a person decides. */
export const FATES = ["follow-person", "follow-family", "stay", "ask"] as const;
export type Fate = (typeof FATES)[number];

export const FATE_WORDS = {
  "follow-person": say("ikut orangnya", "follows the person"),
  "follow-family": say("ikut keluarganya", "follows the family"),
  stay: say("tetap", "stays"),
  ask: say("diputuskan petugas", "a person decides"),
} as const satisfies Record<Fate, Words>;

/**
 * What becomes of each thing. Aid and protection never vanish by default: whatever could take
 * either away asks a person, and until he has answered the thing stays in force where it was.
 */
export const FATE_TABLE = {
  determination: {
    merge: "follow-family",
    split: "ask",
    "un-merge": "follow-family",
    withdrawal: "stay",
  },
  case: { merge: "follow-family", split: "ask", "un-merge": "follow-family", withdrawal: "stay" },
  "check-code": {
    merge: "follow-family",
    split: "ask",
    "un-merge": "follow-family",
    withdrawal: "stay",
  },
  account: {
    merge: "follow-person",
    split: "ask",
    "un-merge": "follow-person",
    withdrawal: "stay",
  },
  suppression: {
    merge: "follow-person",
    split: "follow-person",
    "un-merge": "follow-person",
    withdrawal: "stay",
  },
  payment: { merge: "stay", split: "stay", "un-merge": "stay", withdrawal: "stay" },
  "audit-subject": { merge: "stay", split: "stay", "un-merge": "stay", withdrawal: "stay" },
  finding: {
    merge: "follow-family",
    split: "ask",
    "un-merge": "follow-family",
    withdrawal: "stay",
  },
} as const satisfies Record<FastenedThing, Record<IdentityEvent, Fate>>;

/** What becomes of a thing when this happens to the id it names. */
export function fateOf(thing: FastenedThing, event: IdentityEvent): Fate {
  return FATE_TABLE[thing][event];
}
