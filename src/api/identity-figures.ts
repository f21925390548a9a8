import type { IdentityFigures } from "#contract/identity-checks.ts";
import { IDENTITY_OUTCOME_TERMS } from "#domain/identity-outcome.ts";
import type { PlainDate } from "#domain/plain-date.ts";
import { countChecks } from "#registry/identity-check-store.ts";
import { countSent } from "#registry/identity-question-store.ts";
import type { IdentityService } from "#settings.ts";
import type { Tx } from "#store/transact.ts";

/** Counts of one's region. The quota is one for the whole house: told to those who spend it. */
export async function readFigures(
  tx: Tx,
  today: PlainDate,
  service: IdentityService | undefined,
): Promise<IdentityFigures> {
  const { outcomes, open, undelivered, second } = await countChecks(tx, today);
  const [held] = await tx.query<{ asks: boolean }>("select dtsen.holds('ask-identity') as asks");
  const isTold = held?.asks === true && service !== undefined;
  return {
    outcomes: outcomes.map((one) => ({
      ...one,
      words: { ...IDENTITY_OUTCOME_TERMS[one.outcome].words },
    })),
    asked: open,
    undelivered,
    second,
    ...(isTold
      ? { quota: { perDay: service.quotaPerDay, sentToday: await countSent(tx, today) } }
      : {}),
  };
}
