import { say, type Words } from "./words.ts";

/** What hangs on a pair: nobody's aid, somebody who would enter a list, somebody who receives. */
export const REVIEW_STAKES = ["none", "would-enter", "receives"] as const;
export type ReviewStake = (typeof REVIEW_STAKES)[number];

export const REVIEW_STAKE_WORDS = {
  none: say("tidak ada bantuan yang bergantung padanya", "nobody's aid hangs on it"),
  "would-enter": say(
    "seseorang dapat masuk daftar penerima karenanya",
    "somebody may enter a list of recipients by it",
  ),
  receives: say("seseorang di dalamnya menerima bantuan", "somebody in it receives aid"),
} as const satisfies Record<ReviewStake, Words>;

const STAKE_FACTORS: Readonly<Record<ReviewStake, number>> = {
  none: 1,
  "would-enter": 2,
  receives: 4,
};

/** Even what is nearly sure is looked at some day. */
const LEAST_DOUBT = 50;
/** A month of waiting doubles the value; more than a year adds nothing. */
export const WAITING_DAYS = { MONTH: 30, YEAR: 365 } as const;

/** What the place of a pair in the queue is made of. */
export type ReviewWorth = {
  /** Chance that it is one person, in thousandths. */
  readonly chancePermille: number;
  readonly stake: ReviewStake;
  readonly daysWaiting: number;
};

/**
 * Value of a decision: doubt (most at one half) times what hangs on it times how long it waits. Whole numbers, so
 * that the same pairs stand in the same order everywhere.
 */
export function reviewValue({ chancePermille, stake, daysWaiting }: ReviewWorth): number {
  const doubt = Math.floor((4 * chancePermille * (1000 - chancePermille)) / 1000);
  const { MONTH, YEAR } = WAITING_DAYS;
  const age = MONTH + Math.min(Math.max(daysWaiting, 0), YEAR);
  return Math.max(doubt, LEAST_DOUBT) * STAKE_FACTORS[stake] * age;
}

/** Chance of one person by a weight alone, where no calibration says better: a thousand milli-bits double the odds. */
export function chanceOfWeight(milliBits: number): number {
  return Math.round(1000 / (1 + 2 ** (-milliBits / 1000)));
}

/** Why this pair comes now, in one sentence: the three things its value is made of. No chance is named that nothing measured. */
export function sayWhyNow({
  chancePermille,
  stake,
  daysWaiting,
}: Omit<ReviewWorth, "chancePermille"> & { readonly chancePermille: number | undefined }): Words {
  const hangs = REVIEW_STAKE_WORDS[stake];
  if (chancePermille === undefined) {
    return say(
      `Ditanyakan karena mesin tidak dapat menaksir peluangnya, ${hangs.id}, dan sudah menunggu ${daysWaiting} hari.`,
      `It is asked because the machine cannot tell how likely it is, ${hangs.en}, and it has waited ${daysWaiting} days.`,
    );
  }
  const doubt = doubtWords(chancePermille);
  const percent = Math.round(chancePermille / 10);
  return say(
    `Didahulukan karena ${doubt.id} (peluang ${percent} % satu orang), ${hangs.id}, dan sudah menunggu ${daysWaiting} hari.`,
    `It comes now because ${doubt.en} (${percent} % chance of one person), ${hangs.en}, and it has waited ${daysWaiting} days.`,
  );
}

/** Of a pair that people named themselves. */
export const WHY_IN_CLUSTER = say(
  "Diputuskan di layar gugus; mesin tidak menanyakannya.",
  "Decided on the screen of a cluster; matching did not ask it.",
);

function doubtWords(chancePermille: number): Words {
  const fromHalf = Math.abs(chancePermille - 500);
  if (fromHalf <= 150) return say("mesin paling ragu di sini", "the machine doubts most here");
  if (fromHalf <= 350) return say("mesin masih ragu", "the machine is in doubt");
  return chancePermille > 500
    ? say("mesin hampir yakin satu orang", "the machine is nearly sure of one person")
    : say("mesin hampir yakin dua orang", "the machine is nearly sure of two people");
}
