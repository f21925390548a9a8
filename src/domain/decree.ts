import { type Actor, type Appointment, mayIssueDecree, type RightProblem } from "./actor.ts";
import type { PlainDate } from "./plain-date.ts";
import { isInForce, type Program } from "./program.ts";
import { type Result, refuse } from "./result.ts";

export type DecreeProblem = RightProblem | "not-the-determiner" | "program-not-in-force";

/**
 * Only a program's determiner signs its decree (SK): somebody appointed to that program, in the
 * institution that determines it, while it is in force. BPS ranks and regions propose; neither decides.
 */
export function maySignDecree(
  actor: Actor,
  program: Pick<Program, "id" | "determiner" | "validFrom" | "validTo">,
  today: PlainDate,
): Result<Appointment, DecreeProblem> {
  const appointments = actor.appointments.filter(
    ({ institution }) => institution === program.determiner,
  );
  const byAny = mayIssueDecree(actor, program.id, today);
  if (!byAny.ok) return byAny;
  if (appointments.length === 0) return refuse("not-the-determiner");
  if (!isInForce(program, today)) return refuse("program-not-in-force");
  return mayIssueDecree({ ...actor, appointments }, program.id, today);
}
