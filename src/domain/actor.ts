import type { Institution } from "./institution.ts";
import type { PlainDate } from "./plain-date.ts";
import { PURPOSE_TERMS, type Purpose } from "./purpose.ts";
import { accept, type Result, refuse } from "./result.ts";
import { NEEDS_SECOND_PERSON, type Right } from "./right.ts";
import { holdsRight, type Role } from "./role.ts";
import { say, type Words } from "./words.ts";

/** Who holds a role where, from when to when, by which decree. */
export type Appointment = {
  readonly role: Role;
  readonly institution: Institution;
  /** Lowest and highest village number; see villageRange. */
  readonly villages: readonly [lo: number, hi: number];
  /** Programs whose decree this appointment may issue; empty for all other roles. */
  readonly programs: readonly string[];
  readonly validFrom: PlainDate;
  /** The last day. */
  readonly validTo: PlainDate;
};

/** A named person with what he is appointed to; never an office. */
export type Actor = { readonly account: string; readonly appointments: readonly Appointment[] };

/** What is asked for: on what ground, where (a village number, or "nation"), and when. */
export type Ask = {
  readonly right: Right;
  readonly purpose: Purpose;
  readonly where: number | "anywhere";
  readonly today: PlainDate;
};

export type RightProblem =
  | "right-not-held"
  | "purpose-not-allowed"
  | "appointment-not-in-force"
  | "outside-region"
  | "not-this-program"
  | "same-person"
  | "no-legal-basis";

export const RIGHT_PROBLEM_WORDS = {
  "right-not-held": say(
    "Peran Anda tidak memegang kewenangan ini. Hubungi pejabat yang berwenang.",
    "Your role does not hold this right. Turn to the office that does.",
  ),
  "purpose-not-allowed": say(
    "Kewenangan ini tidak berlaku untuk tujuan yang dipilih. Pilih tujuan yang sesuai tugas.",
    "This right does not hold for the chosen purpose. Choose the purpose of your work.",
  ),
  "appointment-not-in-force": say(
    "Penugasan Anda belum atau tidak lagi berlaku. Mintalah perpanjangan kepada instansi Anda.",
    "Your appointment is not in force. Ask your institution to renew it.",
  ),
  "outside-region": say(
    "Wilayah ini di luar penugasan Anda. Teruskan ke petugas wilayah itu.",
    "This region is outside your appointment. Pass it to that region's officer.",
  ),
  "not-this-program": say(
    "Penugasan Anda tidak mencakup program ini. Teruskan ke penetap programnya.",
    "Your appointment does not cover this program. Pass it to its determiner.",
  ),
  "same-person": say(
    "Harus orang lain: yang memulai tidak boleh mengesahkan sendiri.",
    "It takes another person: who starts an act may not confirm it.",
  ),
  "no-legal-basis": say(
    "Data khusus memerlukan dasar hukum tersendiri. Tuliskan dasar hukumnya.",
    "Vault data needs a legal basis of its own. State it.",
  ),
} as const satisfies Record<RightProblem, Words>;

/** The appointment by which somebody may, or the nearest reason why not. */
export function may(actor: Actor, ask: Ask): Result<Appointment, RightProblem> {
  const { right, purpose, where, today } = ask;
  const holding = actor.appointments.filter(({ role }) => holdsEver(role, right));
  if (holding.length === 0) return refuse("right-not-held");

  const onPurpose = holding.filter(({ role }) => holdsRight(role, right, purpose));
  if (onPurpose.length === 0) return refuse("purpose-not-allowed");

  const inForce = onPurpose.filter(
    ({ validFrom, validTo }) => validFrom <= today && today <= validTo,
  );
  if (inForce.length === 0) return refuse("appointment-not-in-force");

  const here = inForce.find(
    ({ villages: [lo, hi] }) => where === "anywhere" || (lo <= where && where <= hi),
  );
  return here === undefined ? refuse("outside-region") : accept(here);
}

function holdsEver(role: Role, right: Right): boolean {
  const purposes = Object.keys(PURPOSE_TERMS) as Purpose[];
  return purposes.some((purpose) => holdsRight(role, right, purpose));
}

/** A decile is written by the ranking and by nothing else; every hand is refused (domain.md 0). */
export function mayWriteDecile(actor: Actor, today: PlainDate): Result<Appointment, RightProblem> {
  return may(actor, { right: "run-ranking", purpose: "update", where: "anywhere", today });
}

/** Freezing is the act of the institution that owns the register. */
export function mayFreezeVersion(
  actor: Actor,
  today: PlainDate,
): Result<Appointment, RightProblem> {
  return may(actor, { right: "freeze-version", purpose: "update", where: "anywhere", today });
}

/** A program's decree comes only from its own determiner. */
export function mayIssueDecree(
  actor: Actor,
  program: string,
  today: PlainDate,
): Result<Appointment, RightProblem> {
  const ask: Ask = {
    right: "issue-decree",
    purpose: "program-determination",
    where: "anywhere",
    today,
  };
  const own = actor.appointments.filter(({ programs }) => programs.includes(program));
  const byOwn = may({ ...actor, appointments: own }, ask);
  if (byOwn.ok) return byOwn;
  const byAny = may(actor, ask);
  return byAny.ok ? refuse("not-this-program") : byAny;
}

/** Vault data opens for a right, in its region, and with the legal basis written down. */
export function mayReadVault(
  actor: Actor,
  where: number,
  legalBasis: string,
  today: PlainDate,
): Result<Appointment, RightProblem> {
  if (legalBasis.trim() === "") return refuse("no-legal-basis");
  return may(actor, { right: "read-vault", purpose: "protection", where, today });
}

/** Whether this person may finish what another started; some acts take two. */
export function mayFinish(
  right: Right,
  startedBy: string,
  finishedBy: string,
): Result<"finished", RightProblem> {
  const isSame = startedBy === finishedBy;
  return NEEDS_SECOND_PERSON.has(right) && isSame ? refuse("same-person") : accept("finished");
}
