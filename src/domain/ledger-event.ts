import { say, type Words } from "./words.ts";

/** What the identity ledger says of ids: one word for each kind of event (registry/ledger-events.ts). */
export const LEDGER_EVENTS = [
  "mint",
  "attach",
  "detach",
  "merge",
  "redirect",
  "split",
  "retire",
] as const;
export type LedgerEventKind = (typeof LEDGER_EVENTS)[number];

export const LEDGER_EVENT_WORDS = {
  mint: say("nomor orang ini dibuat", "this person's number was made"),
  attach: say("satu rekaman ditambahkan", "a record was added"),
  detach: say("satu rekaman dilepas", "a record was taken off"),
  merge: say("digabung ke nomor lain", "merged into another number"),
  redirect: say("nomor lama diarahkan ke nomor lain", "the old number leads to another"),
  split: say("dipisahkan dari nomor lain", "parted from another number"),
  retire: say("nomor tidak dipakai lagi", "the number is no longer used"),
} as const satisfies Record<LedgerEventKind, Words>;

/** Said from the other side: of the id that received, or that was left. */
export const OTHER_SIDE_WORDS = {
  merge: say("nomor lain digabung ke sini", "another number was merged into this one"),
  split: say("nomor lain dipisahkan dari sini", "another number was parted from this one"),
} as const satisfies Partial<Record<LedgerEventKind, Words>>;

/** Why, as the ledger's codes say it. */
export const LEDGER_REASONS = [
  "new",
  "delivered",
  "moved",
  "other-person",
  "same-person",
  "merged",
  "parted",
  "not-delivered",
  "decision",
  "decision-undone",
  "decision-set-aside",
] as const;
export type LedgerReason = (typeof LEDGER_REASONS)[number];

export const LEDGER_REASON_WORDS = {
  new: say("orang baru di register", "a person new to the register"),
  delivered: say("datang bersama kiriman", "it came with a delivery"),
  moved: say("pindah dari orang lain", "it moved from another person"),
  "other-person": say("ternyata tentang orang lain", "it speaks of another person"),
  "same-person": say("rekamannya tentang orang yang sama", "their records are one person's"),
  merged: say("karena penggabungan", "by the merge"),
  parted: say("rekamannya tentang dua orang", "their records are two people's"),
  "not-delivered": say("tidak ada lagi di kiriman mana pun", "no delivery names them any more"),
  decision: say("keputusan telaah", "a decision of reviewers"),
  "decision-undone": say("keputusan telaah dibatalkan", "a decision of reviewers was undone"),
  "decision-set-aside": say(
    "keputusan telaah bertentangan dengan yang lain",
    "a decision of reviewers contradicts others",
  ),
} as const satisfies Record<LedgerReason, Words>;
