import { DECLINE_REASON_WORDS, DECLINE_REASONS, type DeclineReason } from "./candidate-answer.ts";
import type { DeterminationKind, DeterminationState } from "./determination.ts";
import { type ProgramInstitution, programInstitutionWords } from "./program-terms.ts";
import { say, type Words } from "./words.ts";

/** What the desk knows of a program's list, and of a family on one: as function standings_of tells it. Days are ISO text. */
export type FamilyStandings = {
  readonly lists: readonly {
    readonly program: string;
    readonly label: string;
    readonly is_this: boolean;
    readonly kind: DeterminationKind;
    readonly state: DeterminationState;
    readonly determiner: string;
    readonly decree: string | null;
    readonly signed_on: string | null;
    readonly since: string;
  }[];
  readonly units: readonly {
    readonly program: string;
    readonly unit: "family" | "person";
    readonly unit_id: number;
    readonly answer: "accepted" | "declined" | "added" | null;
    readonly reason_code: string | null;
    readonly determiner: string;
    readonly act_number: string | null;
    readonly act_signed_on: string | null;
    readonly label: string;
    readonly note_number: string | null;
    readonly handed_on: string | null;
  }[];
};

export const NO_STANDINGS: FamilyStandings = { lists: [], units: [] };

export const DECISION_STANDINGS = [
  "reckoned",
  "approved",
  "decreed",
  "earlier",
  "revoked",
  "candidate",
  "accepted",
  "declined",
  "added",
] as const;

export const DECISION_STANDING_WORDS = {
  reckoned: say("hasil hitungan, belum ditetapkan", "reckoned, not determined"),
  approved: say("ditetapkan, SK menyusul", "determined, its decree follows"),
  decreed: say("ditetapkan dengan SK", "determined by decree"),
  earlier: say("yang berlaku daftar versi sebelumnya", "an earlier version's list is in force"),
  revoked: say("penetapan dicabut", "determination revoked"),
  candidate: say("calon, menunggu penetapan", "a candidate, not determined yet"),
  accepted: say("ditetapkan penetap lain", "determined by another institution"),
  declined: say("tidak diterima penetap lain", "not accepted by another institution"),
  added: say("ditambahkan penetap lain", "added by another institution"),
} as const satisfies Record<(typeof DECISION_STANDINGS)[number], Words>;

/** By what one decision stands: from a reckoning that nobody determined to an act of law with number and day. */
export type DecisionStanding = {
  readonly stands: (typeof DECISION_STANDINGS)[number];
  /** Number and day of the act, where there is one. */
  readonly act?: { readonly number: string; readonly signedOn: string };
  readonly words: Words;
};

type Asked = {
  readonly program: string;
  readonly unit: "family" | "person";
  readonly unitId: bigint;
  /** Whether a version's reckoning has it among those who come into question. */
  readonly isListed: boolean;
};

export const RECKONED: DecisionStanding = {
  stands: "reckoned",
  words: say("Hasil hitungan versi, belum ditetapkan.", "As a version reckons it; not determined."),
};

/** Whether an outcome stands on a list of candidates that is handed to another determiner. */
export const isCandidate = (outcome: string): boolean =>
  outcome === "recipient" || outcome === "review" || outcome === "reserve";

/** By what a decision on one family or person stands. What its determiner said of it goes before what the list says. */
export function standingOfDecision(asked: Asked, known: FamilyStandings): DecisionStanding {
  const unit = known.units.find(
    (one) =>
      one.program === asked.program &&
      one.unit === asked.unit &&
      BigInt(one.unit_id) === asked.unitId,
  );
  if (unit !== undefined && unit.answer !== null) return answered(unit, unit.answer);
  const list = known.lists.find(({ program }) => program === asked.program);
  if (list === undefined) return RECKONED;
  if (list.state === "revoked") return revoked(list);
  if (list.kind === "candidates") return candidate(list, asked, unit);
  return list.is_this ? determined(list) : earlier(list);
}

type Unit = FamilyStandings["units"][number];
type List = FamilyStandings["lists"][number];

function answered(unit: Unit, answer: NonNullable<Unit["answer"]>): DecisionStanding {
  const act =
    unit.act_number === null || unit.act_signed_on === null
      ? undefined
      : { number: unit.act_number, signedOn: unit.act_signed_on };
  const [id, en] = [actInWords(unit, act, "id"), actInWords(unit, act, "en")];
  const words = {
    accepted: say(`Ditetapkan ${id}.`, `Determined ${en}.`),
    added: say(`Ditambahkan dan ditetapkan ${id}.`, `Added and determined ${en}.`),
    declined: say(
      `Tidak diterima ${id}: ${reasonOf(unit)?.id ?? "alasan tidak tercatat"}.`,
      `Not accepted ${en}: ${reasonOf(unit)?.en ?? "no reason on record"}.`,
    ),
  };
  return { stands: answer, ...(act === undefined ? {} : { act }), words: words[answer] };
}

/** A village by its head's regulation, another institution by its act. */
function actInWords(
  { determiner }: Unit,
  act: { readonly number: string; readonly signedOn: string } | undefined,
  language: "id" | "en",
): string {
  const isVillage = determiner === "village-government";
  const by = isVillage
    ? { id: "oleh desa dengan Perkades", en: "by the village, regulation" }
    : {
        id: `oleh ${nameOf(determiner).id} dengan keputusan`,
        en: `by ${nameOf(determiner).en}, act`,
      };
  if (act === undefined) return by[language];
  const day = dayInWords(act.signedOn, language);
  return language === "id"
    ? `${by.id} nomor ${act.number} tanggal ${day}`
    : `${by.en} ${act.number} of ${day}`;
}

const reasonOf = ({ reason_code }: Unit): Words | undefined => {
  const known: DeclineReason | undefined = DECLINE_REASONS.find((one) => one === reason_code);
  return known === undefined ? undefined : DECLINE_REASON_WORDS[known];
};

function candidate(list: List, { isListed }: Asked, unit: Unit | undefined): DecisionStanding {
  const { id, en } = nameOf(list.determiner);
  if (!isListed && unit === undefined) {
    return {
      stands: "reckoned",
      words: say(
        `Bukan calon dari versi ${list.label}; yang menetapkan ${id}.`,
        `No candidate of version ${list.label}; ${en} determines.`,
      ),
    };
  }
  const [given, handed] =
    unit === undefined || unit.note_number === null || unit.handed_on === null
      ? ["", ""]
      : [
          ` Daftar diserahkan dengan berita acara nomor ${unit.note_number} tanggal ${dayInWords(unit.handed_on, "id")}.`,
          ` Its list was handed over by note ${unit.note_number} of ${dayInWords(unit.handed_on, "en")}.`,
        ];
  return {
    stands: "candidate",
    words: say(
      `Calon, menunggu penetapan oleh ${id}.${given}`,
      `A candidate; ${en} has not determined yet.${handed}`,
    ),
  };
}

function determined({ decree, signed_on: signedOn, since }: List): DecisionStanding {
  if (decree === null || signedOn === null) {
    return {
      stands: "approved",
      words: say(
        `Ditetapkan, disetujui ${dayInWords(since, "id")}; SK menyusul.`,
        `Determined, approved on ${dayInWords(since, "en")}; its decree follows.`,
      ),
    };
  }
  return {
    stands: "decreed",
    act: { number: decree, signedOn },
    words: say(
      `Ditetapkan dengan SK nomor ${decree} tanggal ${dayInWords(signedOn, "id")}.`,
      `Determined by decree ${decree} of ${dayInWords(signedOn, "en")}.`,
    ),
  };
}

function earlier(list: List): DecisionStanding {
  const by = determined(list);
  return {
    ...by,
    stands: "earlier",
    words: say(
      `Hasil hitungan versi, belum ditetapkan. Yang berlaku daftar versi ${list.label}: ${lower(by.words.id)}`,
      `As a version reckons it; not determined. In force is the list of version ${list.label}: ${lower(by.words.en)}`,
    ),
  };
}

const revoked = ({ since }: List): DecisionStanding => ({
  stands: "revoked",
  words: say(
    `Penetapan daftar ini dicabut pada ${dayInWords(since, "id")}.`,
    `The determination of this list was revoked on ${dayInWords(since, "en")}.`,
  ),
});

const nameOf = (institution: string): Words =>
  programInstitutionWords(institution as ProgramInstitution);

const lower = (said: string): string => said.charAt(0).toLowerCase() + said.slice(1);

const DAYS = {
  id: new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: "UTC" }),
  en: new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }),
} as const;

const dayInWords = (day: string, language: "id" | "en"): string =>
  DAYS[language].format(new Date(`${day}T00:00:00Z`));
