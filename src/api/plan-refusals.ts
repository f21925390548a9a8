import { PLAN_PROBLEM_WORDS, PLAN_REMEDIES } from "#domain/plan-problems.ts";
import { say } from "#domain/words.ts";
import type { PlanOpenProblem, PlanStepProblem } from "#verification/plan-book.ts";
import { refuseWith } from "./guard.ts";

const LOAD = say("Muat ulang rencananya.", "Load the plan again.");
const DESK = {
  "changed-meanwhile": [
    409,
    say("Rencana ini baru saja diubah orang lain.", "Somebody else has just changed this plan."),
    LOAD,
  ],
  "right-not-held": [
    403,
    say("Langkah ini bukan wewenang Anda.", "This is not yours to do."),
    say("Minta rekan yang berwenang.", "Ask a colleague who may."),
  ],
  "not-natural": [
    409,
    say(
      "Menurut versi yang terbit, keluarga ini masih mempunyai komponen PKH.",
      "By the published version this family still has a component of PKH.",
    ),
    say("Laporkan perubahan anggotanya dahulu.", "Report the change of its members first."),
  ],
  "provider-unfit": [
    409,
    say(
      "Lembaga ini tidak aktif, SK-nya berakhir, atau tidak melayani desa ini.",
      "This provider is not active, its decree has ended, or it does not serve this village.",
    ),
    say("Pilih lembaga lain.", "Choose another provider."),
  ],
  "no-place": [
    409,
    say("Tempat di lembaga ini sudah penuh.", "No place is left at this provider."),
    say("Pilih lembaga lain atau tunggu.", "Choose another, or wait."),
  ],
  "open-already": [
    409,
    say("Keluarga ini sudah punya rencana yang berjalan.", "This family has a plan under way."),
    say("Buka rencana itu.", "Open that plan."),
  ],
  "group-missing": [
    400,
    say(
      "Rencana kasus memerlukan orang dan kelompoknya.",
      "A case plan needs a person and a group.",
    ),
    say("Pilih orang dan kelompok PPKS.", "Choose the person and the group."),
  ],
  "capacity-below-taken": [
    409,
    say(
      "Kapasitas tidak boleh di bawah tempat yang terpakai.",
      "Capacity cannot go below what is taken.",
    ),
    say("Tunggu sampai tempat kosong.", "Wait until places are free."),
  ],
  "day-order": [
    400,
    say("Tanggalnya mendahului catatan sebelumnya.", "The day is before the last record."),
    say("Perbaiki tanggalnya.", "Mend the day."),
  ],
} as const;

export type KeepProblem = "capacity-below-taken" | "day-order" | "key-reused" | "not-found";

/** What was sent lacks something; everything else is of how the plan stands. */
const INCOMPLETE = ["reason-unknown", "codes-missing", "paper-missing"] as const;

export function refusePlan(problem: PlanStepProblem | PlanOpenProblem | KeepProblem): never {
  if (problem === "not-found" || problem === "key-reused") return refuseWith(problem);
  if (problem in DESK) {
    const [status, words, remedy] = DESK[problem as keyof typeof DESK];
    return refuse(problem, status, words, remedy);
  }
  const code = problem as keyof typeof PLAN_PROBLEM_WORDS;
  const status = INCOMPLETE.some((one) => one === code) ? 400 : 409;
  return refuse(code, status, PLAN_PROBLEM_WORDS[code], PLAN_REMEDIES[code]);
}

type Said = { readonly id: string; readonly en: string };

function refuse(code: string, status: number, words: Said, remedy: Said): never {
  return refuseWith({
    code,
    entry: [status, "Belum dapat dicatat", words.id, words.en, `${remedy.id} / ${remedy.en}`],
  });
}
