import type { Outcome, Program } from "#domain/program.ts";
import { isDetermined } from "#domain/program-terms.ts";
import type { Rule } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { receivesReason } from "./placed.ts";
import { getProgram } from "./programs.ts";

type Told = { readonly sentence: Words; readonly remedy: Words };

const WAIT: Words = {
  id: "Anda dapat memperbaiki keterangan atau mengajukan usulan di desa atau kelurahan.",
  en: "You can have facts corrected or file a proposal at your village office.",
};
const NOTHING_TO_DO: Words = {
  id: "Tidak ada yang perlu dilakukan; laporkan bila keadaan keluarga berubah.",
  en: "There is nothing to do; tell the village when things change.",
};

const SENTENCES: Readonly<Record<Exclude<Outcome, "ineligible">, (program: Program) => Told>> = {
  recipient: ({ name }) => ({
    sentence: {
      id: `Memenuhi syarat dan masuk kuota ${name.id}.`,
      en: `Eligible for ${name.en}, within the quota.`,
    },
    remedy: NOTHING_TO_DO,
  }),
  review: ({ name }) => ({
    sentence: {
      id: `Tempat di ${name.id} disimpan; satu hal diperiksa dulu. Bantuan yang sudah diterima tetap berjalan sampai petugas memutus.`,
      en: `A place in ${name.en} is held; one thing is checked first. Aid that was already received goes on until people have decided.`,
    },
    remedy: WAIT,
  }),
  reserve: ({ name }) => ({
    sentence: {
      id: `Memenuhi syarat ${name.id} dan menjadi cadangan.`,
      en: `Eligible for ${name.en} and on the reserve list.`,
    },
    remedy: WAIT,
  }),
  "eligible-no-quota": ({ name }) => ({
    sentence: {
      id: `Memenuhi syarat ${name.id}, tetapi kuota sudah penuh.`,
      en: `Eligible for ${name.en}, but the quota is full.`,
    },
    remedy: WAIT,
  }),
};

type Decided = { readonly outcome: Outcome; readonly firstReason: string };

/** Where people decide nobody is told of a place: only whether they come into question. */
const CANDIDATE_SENTENCES: typeof SENTENCES = {
  recipient: ({ name }) => ({
    sentence: {
      id: `Masuk daftar calon ${name.id}; penetapnya yang memutuskan.`,
      en: `On the list of candidates for ${name.en}; its determiner decides.`,
    },
    remedy: NOTHING_TO_DO,
  }),
  review: ({ name }) => ({
    sentence: {
      id: `Masuk daftar calon ${name.id}; satu hal diperiksa dulu.`,
      en: `On the list of candidates for ${name.en}; one thing is checked first.`,
    },
    remedy: WAIT,
  }),
  reserve: ({ name }) => ({
    sentence: {
      id: `Calon cadangan ${name.id}.`,
      en: `A candidate in reserve for ${name.en}.`,
    },
    remedy: WAIT,
  }),
  "eligible-no-quota": ({ name }) => ({
    sentence: {
      id: `Dapat menjadi calon ${name.id}, tetapi usulannya sudah penuh.`,
      en: `Could be a candidate for ${name.en}, but the proposal is full.`,
    },
    remedy: WAIT,
  }),
};

/** What the family is told, and what it can do: the deciding rule's own words where there is one. */
export function outcomeSentence(
  { outcome, firstReason }: Decided,
  program: Program,
  deciding: Rule | undefined,
): Told {
  const beyond = beyondRules(firstReason, program);
  if (beyond !== undefined) return beyond;
  if (outcome === "ineligible") {
    if (deciding === undefined) throw new Error("ineligible, and no rule that says so");
    return { sentence: deciding.tells, remedy: deciding.remedy };
  }
  const words = (isDetermined(program) ? SENTENCES : CANDIDATE_SENTENCES)[outcome](program);
  if (deciding === undefined) return words;
  return {
    sentence: {
      id: `${words.sentence.id} ${deciding.tells.id}`,
      en: `${words.sentence.en} ${deciding.tells.en}`,
    },
    remedy: deciding.remedy,
  };
}

/** Reasons that no rule of the program gives: a place elsewhere, a place kept, a budget spent, a family card that has as many as it may. */
function beyondRules(reason: string, program: Program): Told | undefined {
  const { name, exclusiveWith, mostPerFamily = 0 } = program;
  if (reason === "family-full") {
    const others = isDetermined(program)
      ? say("sudah mendapat tempat atau menunggu", "have a place or wait for one")
      : say("sudah masuk daftar calon", "are on the list of candidates");
    return {
      sentence: say(
        `Memenuhi syarat ${name.id}, tetapi dari satu KK paling banyak ${mostPerFamily} orang diterima, dan sebanyak itu dari KK ini ${others.id}.`,
        `Eligible for ${name.en}, but at most ${mostPerFamily} persons of one family card are accepted, and as many of this card ${others.en}.`,
      ),
      remedy: NOTHING_TO_DO,
    };
  }
  if (reason === "kept-place") {
    return {
      sentence: {
        id: `Memenuhi syarat dan tetap menerima ${name.id}, seperti pada versi data sebelumnya.`,
        en: `Eligible, and keeps the place in ${name.en} of the version before.`,
      },
      remedy: NOTHING_TO_DO,
    };
  }
  if (reason === "budget-full") {
    return {
      sentence: {
        id: `Memenuhi syarat ${name.id} dan masuk kuota, tetapi anggaran di kabupaten/kota ini sudah habis.`,
        en: `Eligible for ${name.en} and within the quota, but the budget of this regency is spent.`,
      },
      remedy: WAIT,
    };
  }
  const receives = exclusiveWith.find(({ program }) => receivesReason(program) === reason);
  if (receives === undefined) return undefined;
  const other = getProgram(receives.program).name;
  return {
    sentence: {
      id: `Sudah mendapat tempat di ${other.id}; penerimanya tidak menerima ${name.id} (${receives.legalBasis}).`,
      en: `Has a place in ${other.en}; its recipients do not receive ${name.en} (${receives.legalBasis}).`,
    },
    remedy: WAIT,
  };
}
