import type { Expression, Rule } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { someMember } from "./shared-rules.ts";

export type Basis = Pick<Rule, "legalBasis" | "validFrom">;

export const CORRECT_AT_VILLAGE: Words = say(
  "Bila keterangan ini salah atau sudah berubah, ajukan perbaikan di desa atau kelurahan.",
  "If this is wrong or has changed, ask for a correction at your village office.",
);

const AT_DUKCAPIL: Words = say(
  "Bila keliru, datang ke Dinas Dukcapil dengan KTP dan KK.",
  "If this is wrong, go to the civil registry with identity and family cards.",
);

/** The person is alive. */
export const alive = (basis: Basis): Rule => ({
  id: "alive",
  kind: "eligibility",
  when: { fact: "life_status", in: [1] },
  ifUnknown: "review",
  ...basis,
  formerly: ["meninggal"],
  says: say("Orangnya hidup.", "The person is alive."),
  tells: say("Tercatat meninggal menurut Dukcapil.", "Recorded as deceased by the civil registry."),
  remedy: AT_DUKCAPIL,
});

/** Of an age, the last year included. */
export const ageBetween = (from: number, to: number, basis: Basis): Rule => ({
  id: `age-${from}-to-${to}`,
  kind: "eligibility",
  when: { fact: "age", between: [from, to] },
  ifUnknown: "review",
  ...basis,
  formerly: ["umur"],
  says:
    to >= 200
      ? say(`Berumur ${from} tahun atau lebih.`, `Aged ${from} or over.`)
      : say(`Berumur ${from} sampai ${to} tahun.`, `Aged ${from} to ${to}.`),
  tells:
    to >= 200
      ? say(`Bantuan ini untuk umur ${from} tahun ke atas.`, `This aid is for ages from ${from}.`)
      : say(
          `Bantuan ini untuk umur ${from} sampai ${to} tahun.`,
          `This aid is for ages ${from} to ${to}.`,
        ),
  remedy: AT_DUKCAPIL,
});

/** Above these deciles an assessment decides: the decile turns nobody away. */
export const assessedAbove = (last: number, basis: Basis): Rule => ({
  id: `assessed-above-${last}`,
  kind: "check",
  when: { not: { fact: "decile_national", between: [1, last] } },
  ifUnknown: "review",
  ...basis,
  formerly: ["desil"],
  says: say(
    `Keluarganya di desil 1 sampai ${last}; di atas itu asesmen yang menentukan.`,
    `The family is in decile 1 to ${last}; above it an assessment decides.`,
  ),
  tells: say(
    `Keluarganya di atas desil ${last}: asesmen menentukan, desil tidak menolak.`,
    `The family is above decile ${last}: an assessment decides, the decile does not refuse.`,
  ),
  remedy: say(
    "Minta asesmen kepada pekerja sosial atau dinas sosial.",
    "Ask a social worker or the social affairs office for an assessment.",
  ),
});

type Sign = {
  readonly id: string;
  readonly when: Expression;
  readonly says: Words;
  readonly tells: Words;
  readonly remedy: Words;
};

/** A known sign without which nobody is put on the list of candidates by the register alone. */
export const signOf = (sign: Sign, basis: Basis): Rule => ({
  kind: "eligibility",
  ifUnknown: "review",
  ...basis,
  formerly: [],
  ...sign,
});

/** Something that somebody must look at for everyone on the list, as no fact says it. */
export const alwaysSeen = (sign: Omit<Sign, "when">, basis: Basis): Rule => ({
  kind: "check",
  when: { not: { fact: "life_status", in: [2] } },
  ifUnknown: "review",
  ...basis,
  formerly: [],
  ...sign,
});

/** The family lives on at least one of its members. */
export const familyAlive = (basis: Basis): Rule => ({
  ...alive(basis),
  id: "living-member",
  when: someMember({ fact: "life_status", in: [1] }),
  says: say("Ada anggota keluarga yang hidup.", "A member of the family is alive."),
  tells: say(
    "Semua anggota keluarga ini tercatat meninggal.",
    "All members of this family are recorded as deceased.",
  ),
});

/** Recorded as working for the state, by the person's own answer. */
export const notStateEmployee = (basis: Basis): Rule => ({
  id: "not-state-employee",
  kind: "exclusion",
  when: { fact: "job_status", in: [5] },
  ifUnknown: "pass",
  ...basis,
  formerly: ["pekerjaan"],
  says: say(
    "Bukan ASN, TNI, Polri, pejabat negara, pegawai BUMN atau BUMD.",
    "Not a civil servant, soldier, police officer, state official or employee of a state company.",
  ),
  tells: say(
    "Tercatat bekerja sebagai ASN, TNI, Polri atau pegawai BUMN/BUMD.",
    "Recorded as working for the state.",
  ),
  remedy: CORRECT_AT_VILLAGE,
});
