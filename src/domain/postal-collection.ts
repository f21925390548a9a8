import { say, type Words } from "./words.ts";

/** Who stands at the counter of PT Pos, seen from the holder whose aid it is. */
export const COLLECTORS = ["holder", "same-card", "other-card"] as const;
export type Collector = (typeof COLLECTORS)[number];

export const POSTAL_PAPERS = ["invitation", "ktp", "kk"] as const;
export type PostalPaper = (typeof POSTAL_PAPERS)[number];

export const COLLECTOR_WORDS = {
  holder: say("pemegang kartu sendiri", "the card holder"),
  "same-card": say("anggota Kartu Keluarga yang sama", "somebody of the same family card"),
  "other-card": say("orang dari Kartu Keluarga lain", "somebody of another card"),
} as const satisfies Record<Collector, Words>;

export const POSTAL_PAPER_WORDS = {
  invitation: say("surat undangan", "the invitation letter"),
  ktp: say("KTP", "the KTP"),
  kk: say("Kartu Keluarga", "the family card (KK)"),
} as const satisfies Record<PostalPaper, Words>;

/** Why money is brought to the door. */
export const HOME_REASONS = ["elderly", "disabled", "remote"] as const;
export type HomeReason = (typeof HOME_REASONS)[number];

export const HOME_REASON_WORDS = {
  elderly: say("lanjut usia", "elderly"),
  disabled: say("penyandang disabilitas", "with a disability"),
  remote: say("daerah tertinggal, terdepan, terluar", "in a remote region"),
} as const satisfies Record<HomeReason, Words>;

type PostalTerms = {
  readonly from: string;
  readonly papers: readonly PostalPaper[];
  readonly represents: readonly Collector[];
  readonly home: readonly HomeReason[];
  /** The age from which somebody is elderly (UU 13/1998 pasal 1). */
  readonly elderlyFrom: number;
  readonly legalBasis: string;
};

/** Who collects for whom, dated. A power of attorney to another card and collecting by village were found in no source, so no row allows them. */
const POSTAL_TERMS: readonly PostalTerms[] = [
  {
    from: "2023-01-01",
    papers: ["invitation", "ktp", "kk"],
    represents: ["holder", "same-card"],
    home: ["elderly", "disabled", "remote"],
    elderlyFrom: 60,
    legalBasis:
      "tata cara penyaluran melalui PT Pos menurut pemberitaan; teks perjanjian kerja sama tidak ditemukan",
  },
];

/** The terms that hold on a day; none before the first. */
export function postalTermsOn(day: string): PostalTerms | undefined {
  return POSTAL_TERMS.findLast(({ from }) => from <= day);
}

export type PostalVisit = {
  readonly on: string;
  readonly collector: Collector;
  readonly papers: readonly PostalPaper[];
  readonly holder: "alive" | "dead";
  /** Living adults on the holder's card besides the holder. */
  readonly otherAdults: number;
  readonly home: readonly HomeReason[];
};

export type PostalRefusal =
  | "no-terms"
  | "no-adult-on-card"
  | "not-on-card"
  | "papers-missing"
  | "holder-dead";

export type PostalAnswer =
  | { readonly may: true; readonly atHome: boolean; readonly legalBasis: string }
  | {
      readonly may: false;
      readonly problem: PostalRefusal;
      readonly missing: readonly PostalPaper[];
    };

/** What is said at the counter, and what to do next. */
export const POSTAL_REFUSAL_WORDS = {
  "no-terms": {
    reason: say("Belum ada aturan untuk tanggal ini.", "No rule stands for this date."),
    remedy: say("Tanyakan ke dinas sosial.", "Ask the social office."),
  },
  "no-adult-on-card": {
    reason: say(
      "Penerima meninggal dan tidak ada orang dewasa lain di Kartu Keluarganya.",
      "The recipient died and no other adult is on the family card.",
    ),
    remedy: say(
      "Bantuan tidak dibayarkan di loket. Laporkan ke desa dengan akta kematian.",
      "Nothing is paid at the counter. Report it to the village with the death certificate.",
    ),
  },
  "not-on-card": {
    reason: say(
      "Yang datang tidak tercatat di Kartu Keluarga penerima.",
      "Whoever came is not on the recipient's family card.",
    ),
    remedy: say(
      "Minta anggota Kartu Keluarga yang sama datang dengan KTP dan KK asli, atau minta diantar ke rumah.",
      "Ask a member of the same card to come with the original KTP and KK, or ask for delivery at home.",
    ),
  },
  "papers-missing": {
    reason: say("Berkas yang dibawa belum lengkap.", "Papers are missing."),
    remedy: say("Kembali dengan berkas yang kurang.", "Come back with what is missing."),
  },
  "holder-dead": {
    reason: say(
      "Penerima sudah meninggal; ia tidak dapat mengambil sendiri.",
      "The recipient has died and cannot collect in person.",
    ),
    remedy: say(
      "Ahli waris di Kartu Keluarga yang sama mengambil dengan KTP dan KK asli.",
      "An heir on the same card collects with the original KTP and KK.",
    ),
  },
} as const satisfies Record<PostalRefusal, { reason: Words; remedy: Words }>;

/** Whether whoever came may collect, by the terms of that day; a refusal never ends anybody's aid. */
export function mayCollect(visit: PostalVisit): PostalAnswer {
  const terms = postalTermsOn(visit.on);
  if (!terms) return refused("no-terms");
  if (visit.holder === "dead") {
    if (visit.otherAdults === 0) return refused("no-adult-on-card");
    if (visit.collector === "holder") return refused("holder-dead");
  }
  if (!terms.represents.includes(visit.collector)) return refused("not-on-card");
  const missing = terms.papers.filter((paper) => !visit.papers.includes(paper));
  if (missing.length > 0) return refused("papers-missing", missing);
  const atHome = visit.home.some((reason) => terms.home.includes(reason));
  return { may: true, atHome, legalBasis: terms.legalBasis };
}

function refused(problem: PostalRefusal, missing: readonly PostalPaper[] = []): PostalAnswer {
  return { may: false, problem, missing };
}
