import { createHash, randomBytes } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";
import { Secret, TOTP } from "otpauth";
import { accept, type Result, refuse } from "#domain/result.ts";
import { decryptField, type FieldKeys, openFieldKeys } from "./field-cipher.ts";
import type { Desk } from "./open.ts";
import type { SessionToken } from "./transact.ts";

/** Argon2id, 19 MiB, two passes (stack.md 8). */
const ARGON = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const TOTP_PERIOD = 30;
/** One step either side: clocks of phones differ. */
const TOTP_WINDOW = 1;

export type Credentials = {
  readonly name: string;
  readonly password: string;
  /** Six digits; officers need it. */
  readonly totp?: string | undefined;
  readonly device?: string | undefined;
};

export type Session = { readonly token: SessionToken; readonly accountId: number };

export type SignInProblem = "wrong-credentials" | "totp-needed" | "too-many-tries";

type Known = {
  readonly verdict: "known" | "unknown" | "too-many-tries";
  readonly attempt_no: number;
  readonly account_id: number | null;
  readonly password_hash: string | null;
  readonly totp_secret_enc: Buffer | null;
  readonly totp_last_step: number;
  readonly needs_totp: boolean;
};

/** A session for the named person, or why not. Name unknown and password wrong are one answer. */
export async function signIn(
  desk: Desk,
  credentials: Credentials,
  now: Date,
): Promise<Result<Session, SignInProblem>> {
  const { rows } = await desk.gate.query<Known>("select * from dtsen.ask_credentials($1)", [
    credentials.name,
  ]);
  const known = rows[0];
  if (known === undefined || known.verdict === "too-many-tries") return refuse("too-many-tries");
  const isRight = await verify(known.password_hash ?? (await anyHash()), credentials.password);
  if (!isRight || known.account_id === null) return refuse("wrong-credentials");

  const step = readStep(openFieldKeys(desk.settings.keyFolder), known, credentials, now);
  if (!step.ok) return step;
  return await openSession(desk, known, step.value, credentials.device ?? "");
}

async function openSession(
  desk: Desk,
  known: Known,
  step: number | null,
  device: string,
): Promise<Result<Session, SignInProblem>> {
  const token = randomBytes(32);
  const { rows } = await desk.gate.query<{ is_open: boolean }>(
    "select dtsen.open_session($1, $2, $3, $4, $5, $6) as is_open",
    [known.attempt_no, known.account_id, known.password_hash, digest(token), step, device],
  );
  if (rows[0]?.is_open !== true || known.account_id === null) return refuse("wrong-credentials");
  return accept({ token: token.toString("base64url"), accountId: known.account_id });
}

/** The TOTP step that was shown: null for roles without one. A step already used opens nothing. */
function readStep(
  keys: FieldKeys,
  known: Known,
  { totp }: Credentials,
  now: Date,
): Result<number | null, SignInProblem> {
  if (known.totp_secret_enc === null && !known.needs_totp) return accept(null);
  if (totp === undefined || totp === "") return refuse("totp-needed");
  if (known.totp_secret_enc === null || known.account_id === null)
    return refuse("wrong-credentials");
  const place = totpPlace(known.account_id);
  const secret = decryptField(keys, place, known.totp_secret_enc);
  const step = totpStep(secret, totp, now);
  return step === undefined ? refuse("wrong-credentials") : accept(step);
}

/** Where the encrypted TOTP secret of an account stands. */
export function totpPlace(accountId: number): {
  readonly table: string;
  readonly column: string;
  readonly rowId: number;
} {
  return { table: "account", column: "totp_secret", rowId: accountId };
}

/** Argon2id of a password, as PHC text. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password, ARGON);
}

/** The six digits an authenticator shows for a secret (base32) at a moment. */
export function totpCode(secret: string, now: Date): string {
  return totpOf(secret).generate({ timestamp: now.getTime() });
}

/** The step whose six digits these are, a step early or late; undefined where none fits. */
export function totpStep(secret: string, token: string, now: Date): number | undefined {
  const delta = totpOf(secret).validate({
    token,
    timestamp: now.getTime(),
    window: TOTP_WINDOW,
  });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / TOTP_PERIOD) + delta;
}

/** What an authenticator reads from the picture: issuer, account and secret. */
export function totpAddress(secret: string, username: string): string {
  return totpOf(secret, username).toString();
}

function totpOf(secret: string, label = "dtsen"): TOTP {
  return new TOTP({
    issuer: "OpenDTSEN",
    label,
    secret: Secret.fromBase32(secret),
    period: TOTP_PERIOD,
  });
}

/** Ends this session; true if it was alive. */
export async function endSession(
  desk: Desk,
  token: SessionToken,
  reason: string,
): Promise<boolean> {
  const { rows } = await desk.app.query<{ ended: boolean }>(
    "select dtsen.end_session($1, $2) as ended",
    [Buffer.from(token, "base64url"), reason],
  );
  return rows[0]?.ended ?? false;
}

export type ActorProblem = "right-not-held";

/** For work without a session: the named account must hold the right today. */
export async function mayAct(
  desk: Desk,
  ask: { readonly username: string; readonly right: string; readonly purpose: string },
): Promise<Result<"may", ActorProblem>> {
  const { rows } = await desk.worker.query<{ may: boolean }>(
    "select dtsen.account_holds($1, $2, $3) as may",
    [ask.username, ask.right, ask.purpose],
  );
  return rows[0]?.may === true ? accept("may") : refuse("right-not-held");
}

/** What the desk keeps of a token. */
export function digest(token: Buffer): Buffer {
  return createHash("sha256").update(token).digest();
}

let standIn: Promise<string> | undefined;

/** Compared with where the name is unknown, so that both answers cost the same. */
function anyHash(): Promise<string> {
  standIn ??= hashPassword(randomBytes(16).toString("hex"));
  return standIn;
}
