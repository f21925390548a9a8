import type { Outcome, Program } from "#domain/program.ts";
import type { Rule, Sentence } from "#domain/rule.ts";

type Words = { readonly sentence: Sentence; readonly remedy: Sentence };

const WAIT: Sentence = {
  id_ID: "Anda dapat memperbaiki keterangan atau mengajukan usulan di desa atau kelurahan.",
  en: "You can have facts corrected or file a proposal at your village office.",
};
const NOTHING_TO_DO: Sentence = {
  id_ID: "Tidak ada yang perlu dilakukan; laporkan bila keadaan keluarga berubah.",
  en: "There is nothing to do; tell the village when things change.",
};

const SENTENCES: Readonly<Record<Exclude<Outcome, "ineligible">, (program: Program) => Words>> = {
  recipient: ({ name }) => ({
    sentence: {
      id_ID: `Memenuhi syarat dan masuk kuota ${name.id_ID}.`,
      en: `Eligible for ${name.en}, within the quota.`,
    },
    remedy: NOTHING_TO_DO,
  }),
  review: ({ name }) => ({
    sentence: {
      id_ID: `Tempat di ${name.id_ID} disimpan; satu hal diperiksa dulu.`,
      en: `A place in ${name.en} is held; one thing is checked first.`,
    },
    remedy: WAIT,
  }),
  reserve: ({ name }) => ({
    sentence: {
      id_ID: `Memenuhi syarat ${name.id_ID} dan menjadi cadangan.`,
      en: `Eligible for ${name.en} and on the reserve list.`,
    },
    remedy: WAIT,
  }),
  "eligible-no-quota": ({ name }) => ({
    sentence: {
      id_ID: `Memenuhi syarat ${name.id_ID}, tetapi kuota sudah penuh.`,
      en: `Eligible for ${name.en}, but the quota is full.`,
    },
    remedy: WAIT,
  }),
};

/** What the family is told, and what it can do: the deciding rule's own words where there is one. */
export function outcomeSentence(
  { outcome }: { readonly outcome: Outcome },
  program: Program,
  deciding: Rule | undefined,
): Words {
  if (outcome === "ineligible") {
    if (deciding === undefined) throw new Error("ineligible, and no rule that says so");
    return { sentence: deciding.tells, remedy: deciding.remedy };
  }
  const words = SENTENCES[outcome](program);
  if (deciding === undefined) return words;
  return {
    sentence: {
      id_ID: `${words.sentence.id_ID} ${deciding.tells.id_ID}`,
      en: `${words.sentence.en} ${deciding.tells.en}`,
    },
    remedy: deciding.remedy,
  };
}
