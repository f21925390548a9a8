import type { FastifyReply, FastifyRequest } from "fastify";

/** A refusal on the wire (RFC 9457) in both languages, with what the caller can do about it. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail_id: string;
  readonly detail_en: string;
  readonly remedy: string;
  readonly request_id?: string;
};

type Entry = readonly [
  status: number,
  title: string,
  detail_id: string,
  detail_en: string,
  remedy: string,
];

/** Codes are stable for ever; sentences may improve. A route with more codes brings its own table. */
export const PROBLEMS = {
  "malformed-request": [
    400,
    "Permintaan tidak terbaca",
    "Bentuk permintaan tidak sesuai dengan yang tertulis di OpenAPI.",
    "The request does not have the shape that OpenAPI describes.",
    "Bandingkan permintaan dengan /api/v1/openapi.json. / Compare with /api/v1/openapi.json.",
  ],
  "not-signed-in": [
    401,
    "Belum masuk",
    "Bagian ini hanya untuk petugas yang sudah masuk.",
    "This part is for officers who have signed in.",
    "Masuk dahulu lewat /konsol. / Sign in at /konsol first.",
  ],
  "not-allowed": [
    403,
    "Tidak berwenang",
    "Peran, wilayah atau tujuan Anda tidak mencakup permintaan ini.",
    "Your role, region or purpose does not cover this request.",
    "Minta penugasan dari atasan. / Ask your office for an assignment.",
  ],
  "not-found": [
    404,
    "Tidak ada",
    "Tidak ada yang bernama demikian, atau di luar wilayah Anda.",
    "There is nothing of that name, or it is outside your region.",
    "Periksa alamatnya. / Check the address.",
  ],
  "key-reused": [
    409,
    "Kunci pernah dipakai",
    "Idempotency-Key ini sudah dipakai untuk permintaan yang berbeda.",
    "This Idempotency-Key was used for a different request.",
    "Pakai kunci baru untuk tindakan baru. / Use a new key for a new act.",
  ],
  "no-version": [
    503,
    "Belum ada versi terbit",
    "Belum ada versi data tunggal yang diterbitkan.",
    "No version of the register has been published yet.",
    "Coba lagi setelah versi terbit. / Try again once a version is published.",
  ],
  "too-large": [
    413,
    "Terlalu besar",
    "Permintaan melebihi ukuran yang diterima.",
    "The request is larger than we accept.",
    "Pecah menjadi beberapa permintaan. / Split the request.",
  ],
  "too-many": [
    429,
    "Terlalu sering",
    "Terlalu banyak permintaan dari sini untuk saat ini.",
    "Too many requests from here for now.",
    "Tunggu sesuai Retry-After. / Wait as Retry-After says.",
  ],
  "not-working": [
    500,
    "Ada kesalahan di pihak kami",
    "Permintaan belum dapat diproses. Tidak ada yang hilang.",
    "We could not process the request. Nothing was lost.",
    "Coba lagi; sebutkan request_id bila berulang. / Try again; quote request_id if it persists.",
  ],
  busy: [
    503,
    "Sedang ramai",
    "Layanan sedang sangat ramai. Kiriman ini belum kami terima; yang sudah bertanda terima tidak ada yang hilang.",
    "The service is very busy. This was not taken yet; nothing that has its receipt is lost.",
    "Tunggu sesuai Retry-After, lalu kirim lagi dengan kunci yang sama. / Wait as Retry-After says, then send again under the same key.",
  ],
} as const satisfies Record<string, Entry>;

export type ProblemCode = keyof typeof PROBLEMS;

/** The problem of that code, ready to send. */
export function problemOf(code: ProblemCode, requestId?: string): Problem {
  return problemFrom(code, PROBLEMS[code], requestId);
}

/** For routes with codes of their own: the same shape from their own table. */
export function problemFrom(code: string, entry: Entry, requestId?: string): Problem {
  const [status, title, detail_id, detail_en, remedy] = entry;
  return {
    type: `/masalah/${code}`,
    title,
    status,
    code,
    detail_id,
    detail_en,
    remedy,
    ...(requestId === undefined ? {} : { request_id: requestId }),
  };
}

/** Sends a refusal; the one place where a problem becomes HTTP. */
export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  code: ProblemCode | { readonly code: string; readonly entry: Entry },
): FastifyReply {
  const problem =
    typeof code === "string"
      ? problemOf(code, request.id)
      : problemFrom(code.code, code.entry, request.id);
  return reply
    .code(problem.status)
    .type("application/problem+json; charset=utf-8")
    .send(JSON.stringify(problem));
}

/** One row of a problem table: status, title, Indonesian, English, remedy. */
export type ProblemEntry = Entry;
