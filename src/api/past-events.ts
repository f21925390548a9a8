import type { PastEvent } from "#contract/family-as-of.ts";
import { PROPOSAL_GROUND_WORDS } from "#domain/correction-proposal.ts";
import { EVIDENCE_STATEMENT_WORDS } from "#domain/evidence-statement.ts";
import { FINDING_TERMS } from "#domain/finding.ts";
import { PUBLICATION_KIND_WORDS } from "#domain/publication.ts";
import { VARIABLES } from "#domain/variables/catalogue.ts";
import { say, type Words } from "#domain/words.ts";
import { ALL_PROGRAMS } from "#programs/programs.ts";
import type { ToldEvent, ToldPast } from "#store/past-family.ts";
import { same, sayAnswer, sayIdentity, saySource } from "./family-words.ts";

const EVENT_WORDS: Readonly<Record<string, Words>> = {
  "finding-recorded": say("Temuan dicatat", "Finding recorded"),
  "finding-confirmed": say("Temuan disahkan, mulai berlaku", "Finding confirmed, in force"),
  "finding-absorbed": say("Temuan masuk ke versi", "Finding taken into a version"),
  "finding-refused": say("Temuan ditolak dengan alasan", "Finding refused with a reason"),
  "proposal-received": say("Usulan perbaikan diterima", "Proposed correction received"),
  "proposal-decided": say("Usulan perbaikan diputus", "Proposed correction decided"),
  "check-opened": say("Bukti menunggu pemeriksaan", "Evidence waits to be checked"),
  "check-confirmed": say("Bukti dinyatakan benar", "Evidence confirmed"),
  "check-dismissed": say("Bukti dikesampingkan", "Evidence set aside"),
  "identity-answered": say("Dukcapil menjawab", "Civil registry answered"),
  "decree-recorded": say("SK program dicatat", "Program's decree recorded"),
};

/** The case file in two parts: what was there by an instant, and what came after it. */
export function splitEvents(
  past: ToldPast,
  knownBy: Date,
): { readonly known: PastEvent[]; readonly later: PastEvent[] } {
  const received = new Set(
    past.said.outcomes.flatMap(({ outcome, program }) =>
      outcome === "recipient" ? [program] : [],
    ),
  );
  // A decree is this family's matter where the version had it on that program's list.
  const own = past.events.told.filter(
    ({ kind, what }) => kind !== "decree-recorded" || received.has(what ?? ""),
  );
  const isKnown = ({ at }: ToldEvent) => new Date(at) < knownBy;
  return {
    known: own.filter(isKnown).map(writeEvent),
    later: own.filter((event) => !isKnown(event)).map(writeEvent),
  };
}

function writeEvent(event: ToldEvent): PastEvent {
  const about = aboutOf(event);
  return {
    at: new Date(event.at).toISOString(),
    kind: event.kind,
    words: { ...wordsOf(event) },
    ...(about === undefined ? {} : { about: { ...about } }),
    ...(event.unit === "person" ? { personId: String(event.unit_id) } : {}),
  };
}

function wordsOf({ kind, what }: ToldEvent): Words {
  const published = kind.startsWith("version-") ? kind.slice("version-".length) : undefined;
  const how = termOf(PUBLICATION_KIND_WORDS, published);
  if (how !== undefined) return say(`Versi ${what}: ${how.id}`, `Version ${what}: ${how.en}`);
  return EVENT_WORDS[kind] ?? same(kind);
}

function aboutOf(event: ToldEvent): Words | undefined {
  const { kind, what, detail } = event;
  if (kind.startsWith("finding-")) {
    const fact = factOf(event);
    const found = termOf(FINDING_TERMS, what)?.words ?? same(what ?? "");
    return joined(fact === undefined ? [found] : [found, fact], detail);
  }
  if (kind.startsWith("proposal-")) {
    return factOf(event) ?? termOf(PROPOSAL_GROUND_WORDS, what);
  }
  if (kind.startsWith("check-")) {
    const stated = termOf(EVIDENCE_STATEMENT_WORDS, what) ?? same(what ?? "");
    return joined([stated, saySource(detail ?? "")], null);
  }
  if (kind === "identity-answered") return sayIdentity(what);
  if (kind === "decree-recorded") {
    return joined([ALL_PROGRAMS.find(({ id }) => id === what)?.name ?? same(what ?? "")], detail);
  }
  return undefined;
}

/** A corrected fact with its value: the value is erased where the person is. */
function factOf({ variable, value }: ToldEvent): Words | undefined {
  const known = VARIABLES.find(({ id }) => id === variable);
  if (known === undefined) return undefined;
  const name = say(known.id_ID, known.en);
  if (value === null) return name;
  const said = sayAnswer(known, value);
  return say(`${name.id}: ${said.id}`, `${name.en}: ${said.en}`);
}

function joined(parts: readonly Words[], detail: string | null): Words {
  const more = detail === null ? [] : [same(detail)];
  const all = [...parts, ...more];
  return say(all.map(({ id }) => id).join(", "), all.map(({ en }) => en).join(", "));
}

const termOf = <Term>(terms: Readonly<Record<string, Term>>, code: string | null | undefined) =>
  Object.entries(terms).find(([known]) => known === code)?.[1];
