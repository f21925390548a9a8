import type { Urgency } from "./case-clock.ts";
import type { RouteRule } from "./case-procedure.ts";
import { say, type Words } from "./words.ts";

/** What a complaint (pengaduan) is about: service or conduct, never what is recorded of somebody (that is corrected). */
export const COMPLAINT_TOPICS = [
  "aid-cut",
  "card-held",
  "forced-package",
  "illegal-fee",
  "rude-service",
] as const;
export type ComplaintTopic = (typeof COMPLAINT_TOPICS)[number];

export const COMPLAINT_TOPIC_WORDS = {
  "aid-cut": say("Bantuan dipotong atau tidak sampai", "Aid was cut or did not arrive"),
  "card-held": say("Kartu atau buku dipegang orang lain", "Somebody else keeps the card"),
  "forced-package": say("Dipaksa membeli paket atau barang", "Forced to buy a package or goods"),
  "illegal-fee": say("Diminta uang", "Money was asked for"),
  "rude-service": say("Dilayani dengan kasar atau ditolak", "Treated rudely or turned away"),
} as const satisfies Record<ComplaintTopic, Words>;

/** Whose doing it is, by office; nobody is asked for a name. */
export const COMPLAINT_PARTIES = [
  "village",
  "facilitator",
  "payer",
  "social-office",
  "unknown",
] as const;
export type ComplaintParty = (typeof COMPLAINT_PARTIES)[number];

export const COMPLAINT_PARTY_WORDS = {
  village: say("Perangkat desa, RT atau RW", "The village, RT or RW"),
  facilitator: say("Pendamping", "A facilitator"),
  payer: say("Bank, agen, kantor pos atau warung", "Bank, agent, post office or shop"),
  "social-office": say("Dinas Sosial", "The social affairs office"),
  unknown: say("Tidak tahu", "Not known"),
} as const satisfies Record<ComplaintParty, Words>;

/** By what it came: the same case under one number, whichever line it was said on (domain.md 7.5). */
export const COMPLAINT_CHANNELS = ["web", "counter", "hotline", "sp4n-lapor", "whatsapp"] as const;
export type ComplaintChannel = (typeof COMPLAINT_CHANNELS)[number];

export const COMPLAINT_CHANNEL_WORDS = {
  web: say("lewat internet", "over the internet"),
  counter: say("di loket", "at the counter"),
  hotline: say("telepon 171", "hotline 171"),
  "sp4n-lapor": say("SP4N-LAPOR!", "SP4N-LAPOR!"),
  whatsapp: say("WhatsApp", "WhatsApp"),
} as const satisfies Record<ComplaintChannel, Words>;

/** What was done about it. */
export const COMPLAINT_REDRESSES = [
  "aid-paid",
  "card-returned",
  "money-returned",
  "conduct-ended",
  "handed-to-police",
  "explained",
] as const;
export type ComplaintRedress = (typeof COMPLAINT_REDRESSES)[number];

export const COMPLAINT_REDRESS_WORDS = {
  "aid-paid": say("Bantuan sudah dibayarkan.", "The aid has been paid."),
  "card-returned": say("Kartu sudah kembali.", "The card is back."),
  "money-returned": say("Uang sudah dikembalikan.", "The money was given back."),
  "conduct-ended": say("Petugasnya ditegur; tidak terulang.", "The officer was reprimanded."),
  "handed-to-police": say("Diserahkan kepada penegak hukum.", "Handed to law enforcement."),
  explained: say("Sudah dijelaskan sebabnya.", "The cause was explained."),
} as const satisfies Record<ComplaintRedress, Words>;

/** Who examines: the social office, or the province where it is about that office itself. Never the village. */
export const routeOf = (party: ComplaintParty): RouteRule =>
  party === "social-office" ? "province-examines" : "regency-examines";

/** Under threat it is a matter of hours; a card or money held, of days. */
export function urgencyOf(topics: readonly ComplaintTopic[], isThreatened: boolean): Urgency {
  if (isThreatened) return "emergency";
  const presses = topics.some((topic) => topic === "card-held" || topic === "illegal-fee");
  return presses ? "continuing" : "planned";
}

/** So many about the same kind of office of one village within this time are looked at together. */
export const COMPLAINT_CLUSTER = { complaints: 3, days: 60 } as const;
