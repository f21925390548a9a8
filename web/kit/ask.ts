import type { Problem } from "#contract/problem.ts";

/** What the server said: a value, or the reason why not. */
export type Answer<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export type Question = {
  readonly method?: "GET" | "POST" | "DELETE";
  readonly body?: unknown;
  /** A file instead of a body, with the digest that this device took of it. */
  readonly file?: Blob;
  readonly sha256?: string;
  /** Why personal data is opened; the server refuses such reads without it. */
  readonly purpose?: string;
  /** The same key twice acts once. */
  readonly idempotencyKey?: string;
};

const UNREACHABLE: Problem = {
  type: "/masalah/unreachable",
  title: "Belum tersambung",
  status: 0,
  code: "unreachable",
  detail_id: "Server belum terjangkau. Periksa sambungan, lalu coba lagi.",
  detail_en: "The server cannot be reached. Check the connection, then try again.",
  remedy: "",
};

/** One request to /api/v1. Never throws: an unreachable server is an answer too. */
export async function ask<Value>(path: string, question: Question = {}): Promise<Answer<Value>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method: question.method ?? "GET",
      headers: headersOf(question),
      credentials: "same-origin",
      cache: "no-store",
      ...bodyOf(question),
    });
    if (response.status === 204) return { ok: true, value: undefined as Value };
    const said: unknown = await response.json();
    if (response.ok) return { ok: true, value: said as Value };
    return { ok: false, problem: said as Problem };
  } catch {
    return { ok: false, problem: UNREACHABLE };
  }
}

function bodyOf({ body, file }: Question): RequestInit {
  if (file !== undefined) return { body: file };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

function headersOf(question: Question): Record<string, string> {
  return {
    accept: "application/json",
    ...(question.body === undefined ? {} : { "content-type": "application/json" }),
    ...(question.file === undefined ? {} : { "content-type": question.file.type }),
    ...(question.sha256 === undefined ? {} : { "content-sha256": question.sha256 }),
    ...(question.purpose === undefined ? {} : { "dtsen-purpose": question.purpose }),
    ...(question.idempotencyKey === undefined
      ? {}
      : { "idempotency-key": question.idempotencyKey }),
  };
}

/** A fresh key for one act; works without a secure context too. */
export function mintKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
