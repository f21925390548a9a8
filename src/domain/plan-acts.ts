import type { PlanReason } from "./plan-terms.ts";
import { say, type Words } from "./words.ts";

/** What is done in a plan. */
export const PLAN_ACTS = [
  "assess",
  "set-goals",
  "refer",
  "accept",
  "decline",
  "deliver",
  "check",
  "graduate",
  "warn",
  "propose-forced",
  "confirm-forced",
  "refuse-forced",
  "keep",
  "shock",
  "withdraw",
] as const;
export type PlanAct = (typeof PLAN_ACTS)[number];

export const PLAN_ACT_WORDS = {
  assess: say("Catat asesmen", "Record an assessment"),
  "set-goals": say("Tetapkan tujuan", "Set goals"),
  refer: say("Rujuk ke lembaga", "Refer to a provider"),
  accept: say("Catat diterima lembaga", "Record the acceptance"),
  decline: say("Catat ditolak lembaga", "Record that it was declined"),
  deliver: say("Catat penyerahan (BAST)", "Record the delivery (BAST)"),
  check: say("Catat pemantauan", "Record a check"),
  graduate: say("Catat graduasi", "Record a graduation"),
  warn: say("Catat peringatan", "Record a warning"),
  "propose-forced": say("Usulkan graduasi paksa", "Propose a forced graduation"),
  "confirm-forced": say("Sahkan graduasi paksa", "Confirm the forced graduation"),
  "refuse-forced": say("Tolak graduasi paksa", "Refuse the forced graduation"),
  keep: say("Akhiri rencana, tetap peserta", "End the plan, stay in the program"),
  shock: say("Catat guncangan, mulai lagi", "Record a shock, begin again"),
  withdraw: say("Catat ditarik keluarga", "Record that the family takes it back"),
} as const satisfies Record<PlanAct, Words>;

/** As a book of a plan is read: what was done. */
export const PLAN_DONE_WORDS = {
  assess: say("Asesmen dicatat", "Assessed"),
  "set-goals": say("Tujuan ditetapkan", "Goals set"),
  refer: say("Dirujuk ke lembaga", "Referred"),
  accept: say("Diterima lembaga", "Accepted by the provider"),
  decline: say("Tidak diterima lembaga", "Not taken by the provider"),
  deliver: say("Diserahkan dengan BAST", "Delivered with a BAST"),
  check: say("Dipantau", "Looked at again"),
  graduate: say("Graduasi dicatat", "Graduation recorded"),
  warn: say("Peringatan disampaikan", "Warned"),
  "propose-forced": say("Graduasi paksa diusulkan", "Forced graduation proposed"),
  "confirm-forced": say("Graduasi paksa disahkan", "Forced graduation confirmed"),
  "refuse-forced": say("Graduasi paksa ditolak", "Forced graduation refused"),
  keep: say("Rencana diakhiri, tetap peserta", "Plan ended, still in the program"),
  shock: say("Guncangan dicatat, mulai lagi", "Struck by a shock, begun again"),
  withdraw: say("Ditarik oleh keluarga", "Taken back by the family"),
} as const satisfies Record<PlanAct, Words>;

/** Support without a need and a plan without a goal are none. */
export const needsCodes = (act: PlanAct, reason: PlanReason | undefined): boolean =>
  act === "set-goals" || (act === "assess" && reason === "needs-support");
