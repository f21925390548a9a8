import { say, type Words } from "./words.ts";

/** What people say of chosen records of a cluster: not the person in its middle, or one person all together. */
export const CLUSTER_VERDICTS = ["different", "same"] as const;
export type ClusterVerdict = (typeof CLUSTER_VERDICTS)[number];

/** Two records that a decision names, by their keys or their places in a list. */
export type DecidedPair<Key> = { readonly record: Key; readonly other: Key };

/**
 * The fewest decisions that say it. To part: each chosen record from the one in the middle, for it is by that one that
 * matching joined them. To join: each from one of them, the middle where it is chosen, else the first; what two are to
 * a third they are to each other.
 */
export function pairsToDecide<Key>(
  verdict: ClusterVerdict,
  chosen: readonly Key[],
  hub: Key,
): readonly DecidedPair<Key>[] {
  const other = verdict === "different" || chosen.includes(hub) ? hub : chosen[0];
  if (other === undefined) return [];
  return chosen.filter((record) => record !== other).map((record) => ({ record, other }));
}

/** Why the desk does not take it. */
export type ClusterProblem = "reason-missing" | "not-a-choice" | "under-way";

/** Each with what to do about it. */
export const CLUSTER_PROBLEM_WORDS = {
  "reason-missing": {
    words: say(
      "Keputusan tentang gugus memerlukan alasan.",
      "A decision on a cluster needs a reason.",
    ),
    remedy: say("Tulis alasan, sedikitnya lima huruf.", "Write a reason of at least five letters."),
  },
  "not-a-choice": {
    words: say(
      "Pilihan itu tidak dapat diputuskan: untuk memisahkan pilih rekaman selain yang di tengah, untuk menyatukan pilih sedikitnya dua.",
      "That choice cannot be decided: to part, choose records other than the middle one; to join, at least two.",
    ),
    remedy: say("Muat ulang gugus, lalu pilih lagi.", "Load the cluster again and choose anew."),
  },
  "under-way": {
    words: say(
      "Pasangan di antara rekaman itu sudah diputus lain, atau sedang menunggu orang lain.",
      "A pair among these records was decided otherwise, or waits for somebody else.",
    ),
    remedy: say(
      "Lihat di Keputusan dan Menunggu orang lain; batalkan dahulu bila keliru.",
      "Look under Decisions and Waiting for others; undo first what is wrong.",
    ),
  },
} as const satisfies Record<ClusterProblem, { readonly words: Words; readonly remedy: Words }>;
