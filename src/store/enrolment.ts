import { createHash, randomBytes } from "node:crypto";
import { Secret } from "otpauth";
import { ENROLMENT_HOURS, type PasswordProblem, parsePassword } from "#domain/account.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { hashPassword, totpAddress, totpPlace, totpStep } from "./accounts.ts";
import { decryptField, encryptField, type FieldKeys, openFieldKeys } from "./field-cipher.ts";
import type { Desk } from "./open.ts";

/** A code that is good once: said to one person, kept here as its digest only. */
export type EnrolmentCode = {
  /** Six groups of four, to be read aloud. */
  readonly spelled: string;
  readonly digest: Buffer;
  readonly goodUntil: Date;
};

/** 120 random bits: nobody guesses one, so that no counter has to stop guessing. */
const CODE_BYTES = 15;
const TOTP_BYTES = 20;

/** A new code, good from now for the hours of the law book. */
export function mintEnrolmentCode(now: Date, chance = randomBytes(CODE_BYTES)): EnrolmentCode {
  const text = base32(chance);
  return {
    spelled: (text.match(/.{4}/g) ?? []).join("-"),
    digest: digestOf(text),
    goodUntil: new Date(now.getTime() + ENROLMENT_HOURS * 3_600_000),
  };
}

/** As people type it: any case, any spacing, and the digits that look like letters. */
function digestOf(typed: string): Buffer {
  const text = typed
    .toUpperCase()
    .replaceAll("0", "O")
    .replaceAll("1", "I")
    .replaceAll("8", "B")
    .replaceAll(/[^A-Z2-7]/g, "");
  return createHash("sha256").update(`enrolment ${text}`).digest();
}

function base32(bytes: Buffer): string {
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32;
}

/** What the holder of a code sees: who they are here, and what their authenticator must read. */
export type OpenEnrolment = {
  readonly username: string;
  readonly personName: string;
  readonly needsTotp: boolean;
  readonly totpSecret: string;
  readonly totpAddress: string;
};

type Asked = {
  readonly account_id: number;
  readonly username: string;
  readonly person_name: string;
  readonly totp_secret_enc: Buffer | null;
  readonly needs_totp: boolean;
};

/** Opens a code: its person, and a secret that stays the same when the page is loaded again. */
export async function openEnrolment(
  desk: Desk,
  code: string,
  now: Date,
): Promise<Result<OpenEnrolment, "enrolment-unknown">> {
  const keys = openFieldKeys(desk.settings.keyFolder);
  const digest = digestOf(code);
  const fresh = await askFor(desk, digest, now);
  if (fresh?.totp_secret_enc === null) {
    const place = totpPlace(fresh.account_id);
    const sealed = encryptField(keys, place, base32(randomBytes(TOTP_BYTES)));
    await desk.gate.query("select dtsen.keep_enrolment_secret($1, $2, $3)", [digest, sealed, now]);
  }
  const person = await askFor(desk, digest, now);
  const secret = secretOf(keys, person);
  if (person === undefined || secret === undefined) return refuse("enrolment-unknown");
  return accept({
    username: person.username,
    personName: person.person_name,
    needsTotp: person.needs_totp,
    totpSecret: secret,
    totpAddress: totpAddress(secret, person.username),
  });
}

export type EnrolmentDraft = {
  readonly code: string;
  readonly password: string;
  /** Six digits of the new authenticator; may be left out only by roles that need none. */
  readonly totp?: string | undefined;
};

/** The person's own password and authenticator from here on; the code is spent. */
export async function finishEnrolment(
  desk: Desk,
  draft: EnrolmentDraft,
  now: Date,
): Promise<Result<{ readonly username: string }, EnrolmentProblem>> {
  const digest = digestOf(draft.code);
  const person = await askFor(desk, digest, now);
  const secret = secretOf(openFieldKeys(desk.settings.keyFolder), person);
  if (person === undefined || secret === undefined) return refuse("enrolment-unknown");
  const password = parsePassword(draft.password, person.username);
  if (!password.ok) return password;
  const isLeftOut = (draft.totp ?? "") === "" && !person.needs_totp;
  const step = isLeftOut ? null : totpStep(secret, draft.totp ?? "", now);
  if (step === undefined) return refuse("totp-wrong");
  const { rows } = await desk.gate.query<{ is_done: boolean }>(
    "select dtsen.finish_enrolment($1, $2, $3, $4) as is_done",
    [digest, await hashPassword(password.value), step, now],
  );
  return rows[0]?.is_done === true
    ? accept({ username: person.username })
    : refuse("enrolment-unknown");
}

export type EnrolmentProblem = PasswordProblem | "enrolment-unknown" | "totp-wrong";

async function askFor(desk: Desk, digest: Buffer, now: Date): Promise<Asked | undefined> {
  const { rows } = await desk.gate.query<Asked>("select * from dtsen.ask_enrolment($1, $2)", [
    digest,
    now,
  ]);
  return rows[0];
}

function secretOf(keys: FieldKeys, person: Asked | undefined): string | undefined {
  if (person === undefined || person.totp_secret_enc === null) return undefined;
  return decryptField(keys, totpPlace(person.account_id), person.totp_secret_enc);
}
