import type { Program } from "#domain/program.ts";
import type { Rule } from "#domain/rule.ts";
import { say, type Words } from "#domain/words.ts";
import { ageBetween, alive, alwaysSeen, CORRECT_AT_VILLAGE, signOf } from "./person-rules.ts";
import { SEVERE_DISABILITY } from "./who.ts";

const BASIS = { legalBasis: "Pergub DKI Jakarta 44/2022", validFrom: "2022-01-01" };

/** Number of the province, by the codes of Kemendagri. */
const JAKARTA = 31;

const MONTHLY = { kind: "flat", amountRupiah: 300_000 } as const;

const PENSION: Rule = alwaysSeen(
  {
    id: "pension-seen",
    says: say(
      "Bukan pensiunan PNS, TNI atau Polri; KTP dan domisili DKI Jakarta.",
      "No pensioner of the state; identity card and home in Jakarta.",
    ),
    tells: say(
      "Pensiun dan domisili dipastikan petugas: register tidak mencatat pensiun.",
      "An officer makes sure of pension and home: the register does not hold pensions.",
    ),
    remedy: say(
      "Siapkan KTP DKI Jakarta dan KK.",
      "Have the Jakarta identity card and family card ready.",
    ),
  },
  BASIS,
);

type Card = Pick<Program, "id" | "benefit" | "nationalPlaces"> & {
  readonly name: Words;
  readonly who: Rule;
  readonly isPublic?: true;
  readonly changes?: Program["changes"];
  readonly unclear?: readonly Words[];
};

/** The province's aid for basic needs: decreed by the governor, for the province alone. */
const card = ({
  id,
  name,
  who,
  benefit,
  nationalPlaces,
  isPublic,
  changes,
  unclear = [],
}: Card): Program => ({
  id,
  unit: "person",
  name,
  formerly: [],
  umbrella: say("Pemenuhan Kebutuhan Dasar (PKD) DKI Jakarta", "Basic needs aid of Jakarta (PKD)"),
  owner: "province-government",
  determiner: "province-government",
  act: say("Keputusan Gubernur DKI Jakarta", "Decree of the Governor of Jakarta"),
  mode: "rank-and-quota",
  funding: "apbd",
  region: JAKARTA,
  ...(isPublic === undefined ? {} : { isPublic }),
  exclusiveWith: [
    { program: "pkh", legalBasis: BASIS.legalBasis },
    { program: "sembako", legalBasis: BASIS.legalBasis },
  ],
  ...BASIS,
  phase: say("per bulan", "per month"),
  rules: [alive(BASIS), who, PENSION],
  benefit,
  nationalPlaces,
  ...(changes === undefined ? {} : { changes }),
  judged: [
    say("Status pensiun PNS, TNI atau Polri.", "Whether a pension of the state is received."),
  ],
  notEstablished: [
    say(
      "Batas desil tidak ditemukan. Tempat: penerima Desember 2025.",
      "No decile was found. Places: recipients of December 2025.",
    ),
    ...unclear,
  ],
});

export const KLJ = card({
  id: "klj",
  name: say("Kartu Lansia Jakarta (KLJ)", "Jakarta card for older people (KLJ)"),
  who: ageBetween(60, 200, BASIS),
  benefit: { kind: "flat", amountRupiah: 600_000 },
  isPublic: true,
  nationalPlaces: 167_820,
  changes: [
    {
      validFrom: "2023-01-01",
      legalBasis: "perubahan besaran KLJ 2023",
      benefit: MONTHLY,
    },
  ],
  unclear: [
    say(
      "Rp600.000 sampai 2022; hari pergantian ke Rp300.000 belum ditemukan.",
      "Rp600,000 until 2022; the day of the change to Rp300,000 was not found.",
    ),
  ],
});

export const KPDJ = card({
  id: "kpdj",
  name: say(
    "Kartu Penyandang Disabilitas Jakarta (KPDJ)",
    "Jakarta card for disabled people (KPDJ)",
  ),
  who: signOf(
    {
      id: "disability-known",
      when: SEVERE_DISABILITY,
      says: say("Tercatat penyandang disabilitas berat.", "Recorded as severely disabled."),
      tells: say(
        "Tidak tercatat penyandang disabilitas berat.",
        "Not recorded as severely disabled.",
      ),
      remedy: CORRECT_AT_VILLAGE,
    },
    BASIS,
  ),
  benefit: MONTHLY,
  nationalPlaces: 20_519,
  unclear: [
    say(
      "Terdaftar sebagai penyandang disabilitas: di sini kesulitan berat menurut pendataan.",
      "Registered as disabled: here a severe difficulty as recorded.",
    ),
  ],
});

export const KAJ = card({
  id: "kaj",
  name: say("Kartu Anak Jakarta (KAJ)", "Jakarta card for children (KAJ)"),
  who: ageBetween(0, 6, BASIS),
  benefit: MONTHLY,
  isPublic: true,
  nationalPlaces: 25_450,
});
