import { apportion } from "./apportion.ts";
import { say, type Words } from "./words.ts";

/** How sure a check after payment is to be, as a table of the normal quantile. */
export const CONFIDENCES = [90, 95, 99] as const;
export type Confidence = (typeof CONFIDENCES)[number];

const QUANTILE: Readonly<Record<Confidence, number>> = { 90: 1.644854, 95: 1.959964, 99: 2.575829 };

/** What is to be drawn: as sure as that, and as near (percentage points). */
export type SampleWish = { readonly confidence: Confidence; readonly marginPoints: number };

/** Payments of one region from which some are drawn. */
export type Stratum = { readonly regionNo: number; readonly payments: number };

/**
 * How many payments must be looked at so that the share found is within the margin of the true one, whatever it is; fewer
 * where there are few payments (finite-population correction).
 */
export function sampleSize(payments: number, { confidence, marginPoints }: SampleWish): number {
  if (payments <= 0) return 0;
  const z = QUANTILE[confidence];
  const margin = marginPoints / 100;
  const endless = (z * z * 0.25) / (margin * margin);
  return Math.min(payments, Math.ceil(endless / (1 + (endless - 1) / payments)));
}

/** The sample shared out by the payments of each region; where there is anything, at least two are looked at. */
export function shareSample(
  strata: readonly Stratum[],
  wish: SampleWish,
): ReadonlyMap<number, number> {
  const all = strata.reduce((sum, { payments }) => sum + payments, 0);
  const wanted = BigInt(sampleSize(all, wish));
  const shares = strata.map(({ regionNo, payments }) => ({ regionNo, weight: payments }));
  const places = apportion(wanted, shares);
  return new Map(
    strata.map(({ regionNo, payments }) => [
      regionNo,
      Math.min(payments, Math.max(Number(places.get(regionNo) ?? 0n), 2)),
    ]),
  );
}

/** What the looking found in one region. */
export type LookedAt = Stratum & { readonly looked: number; readonly wrong: number };

export type SampleEstimate = {
  /** Share of payments that are not as reported, with the bounds of the interval, in thousandths. */
  readonly wrongMilli: number;
  readonly lowMilli: number;
  readonly highMilli: number;
};

/**
 * The share of wrong payments in all regions together, each weighed by its payments, with its interval. Undefined while a
 * region with payments has fewer than two that were looked at: nothing is known of it.
 */
export function estimateWrong(
  results: readonly LookedAt[],
  confidence: Confidence,
): SampleEstimate | undefined {
  const known = results.filter(({ payments }) => payments > 0);
  const all = known.reduce((sum, { payments }) => sum + payments, 0);
  if (all === 0 || known.some(({ payments, looked }) => looked < Math.min(2, payments))) return;
  let [share, variance] = [0, 0];
  for (const { payments, looked, wrong } of known) {
    const weight = payments / all;
    // One more of each kind, so that a region where nothing was found wrong is not thought certain (Agresti-Coull).
    const own = (wrong + 1) / (looked + 2);
    share += (weight * wrong) / looked;
    const left = 1 - looked / payments;
    variance += (weight * weight * left * own * (1 - own)) / Math.max(1, looked - 1);
  }
  const spread = QUANTILE[confidence] * Math.sqrt(variance);
  const milli = (value: number): number => Math.round(Math.min(1, Math.max(0, value)) * 1000);
  return {
    wrongMilli: milli(share),
    lowMilli: milli(share - spread),
    highMilli: milli(share + spread),
  };
}

/** Lists made before a payment: whoever stands on one is looked at before money is sent. Nobody is taken off by a list. */
export const PAYMENT_CHECKS = [
  "deceased",
  "duplicate",
  "unmatched",
  "excluded",
  "moved",
  "amount",
  "resigned",
] as const;
export type PaymentCheck = (typeof PAYMENT_CHECKS)[number];

export const PAYMENT_CHECK_WORDS = {
  deceased: say("Meninggal", "Deceased"),
  duplicate: say("Ganda", "Double"),
  unmatched: say("Tidak padan", "Unmatched"),
  excluded: say("Exclude pada tahap lalu", "Left out in the last phase"),
  moved: say("Pindah", "Moved"),
  amount: say("Nominal berbeda", "Another amount"),
  resigned: say("Mengundurkan diri", "Resigned"),
} as const satisfies Record<PaymentCheck, Words>;

export const PAYMENT_CHECK_REASONS = {
  deceased: say(
    "Penerima atau pengurus tercatat meninggal.",
    "The recipient or card holder is on record as deceased.",
  ),
  duplicate: say(
    "Satu NIK dipakai dua orang, atau petugas menemukan data ganda.",
    "One NIK for two people, or an officer found a double record.",
  ),
  unmatched: say(
    "Identitas pengurus belum padan dengan Dukcapil.",
    "The card holder's identity does not match the civil registry.",
  ),
  excluded: say(
    "Laporan terakhir menyatakan tidak dibayar.",
    "The last report said that it is not paid.",
  ),
  moved: say(
    "Keluarga ditemukan pindah, atau tinggal di desa lain dari alamat KK.",
    "The family was found to have moved, or lives elsewhere than its card says.",
  ),
  amount: say(
    "Nominal pada laporan terakhir berbeda dari yang ditetapkan.",
    "The last report names another amount than was determined.",
  ),
  resigned: say(
    "Keluarga mengundurkan diri dan sudah disahkan; versi terbit belum memakainya.",
    "The family resigned and it was confirmed; no published version has taken it in yet.",
  ),
} as const satisfies Record<PaymentCheck, Words>;

export const PAYMENT_CHECK_REMEDIES = {
  deceased: say(
    "Ganti pengurus dari anggota KK yang sama; bantuan keluarga tidak berhenti. KK satu orang: berhenti dengan akta kematian.",
    "Another holder of the same card; the family's aid goes on. A card of one person ends by the certificate of death.",
  ),
  duplicate: say(
    "Tunjuk satu rekaman yang benar lewat Telaah; bayar satu kali.",
    "Settle which record is right under Telaah; pay once.",
  ),
  unmatched: say(
    "Bawa KTP dan KK ke Dukcapil, lalu cek identitas lagi.",
    "Bring the cards to the civil registry, then check again.",
  ),
  excluded: say(
    "Periksa alasannya; bila keliru ajukan sanggahan sebelum daftar dikirim.",
    "Look at the reason; if wrong, object before the list is sent.",
  ),
  moved: say(
    "Pastikan alamat, pindahkan penyaluran ke tempat tinggal sekarang.",
    "Make sure of the address, move the payment to where they live.",
  ),
  amount: say(
    "Cocokkan komponen keluarga dengan penyalur sebelum uang dikirim; kekurangan dibayarkan.",
    "Compare the family's components with the payer before money is sent; what is lacking is paid.",
  ),
  resigned: say(
    "Minta penyalur tidak membayar lagi; buka pengunduran dirinya lebih dahulu.",
    "Have the payer pay no more; open the resignation first.",
  ),
} as const satisfies Record<PaymentCheck, Words>;
