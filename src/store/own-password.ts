import { verify } from "@node-rs/argon2";
import { type PasswordProblem, parsePassword } from "#domain/account.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { hashPassword } from "./accounts.ts";
import type { Desk } from "./open.ts";
import type { SessionToken } from "./transact.ts";

export type PasswordDraft = {
  readonly username: string;
  readonly current: string;
  readonly next: string;
};

export type OwnPasswordProblem =
  | PasswordProblem
  | "password-wrong"
  | "password-unchanged"
  | "password-overtaken"
  | "too-many-tries";

type Known = {
  readonly verdict: "known" | "unknown" | "too-many-tries";
  readonly attempt_no: number;
  readonly password_hash: string | null;
};

/**
 * A new password for the person whose session this is, against the old one. A wrong old one counts as a
 * wrong sign-in does, so that a session left open is no place to guess. Other sessions end at once.
 * password-overtaken: the old one was right, and a reset or the end of the session came in between.
 */
export async function changePassword(
  desk: Desk,
  token: SessionToken,
  { username, current, next }: PasswordDraft,
): Promise<Result<{ readonly sessionsEnded: number }, OwnPasswordProblem>> {
  const parsed = parsePassword(next, username);
  if (!parsed.ok) return parsed;
  if (next === current) return refuse("password-unchanged");
  const { rows } = await desk.gate.query<Known>("select * from dtsen.ask_credentials($1)", [
    username,
  ]);
  const known = rows[0];
  if (known === undefined || known.verdict === "too-many-tries") return refuse("too-many-tries");
  const hash = known.password_hash;
  if (hash === null || !(await verify(hash, current))) return refuse("password-wrong");
  const changed = await desk.gate.query<{ ended: number | null }>(
    "select dtsen.change_password($1, $2, $3, $4) as ended",
    [known.attempt_no, Buffer.from(token, "base64url"), hash, await hashPassword(parsed.value)],
  );
  const ended = changed.rows[0]?.ended ?? null;
  return ended === null ? refuse("password-overtaken") : accept({ sessionsEnded: ended });
}
