import { say, type Words } from "./words.ts";

/** What a scan of a village meeting shows: the papers that were signed by hand. */
export const SCAN_KINDS = ["minutes", "attendance", "statement"] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];

export const SCAN_KIND_WORDS = {
  minutes: say("berita acara bertanda tangan", "signed minutes"),
  attendance: say("daftar hadir bertanda tangan", "signed attendance list"),
  statement: say("SPTJM bertanda tangan", "signed statement of the village head"),
} as const satisfies Record<ScanKind, Words>;

/** What a photo of a visit shows. Faces and cards are never asked for. */
export const PHOTO_KINDS = ["house-front", "house-inside", "asset"] as const;
export type PhotoKind = (typeof PHOTO_KINDS)[number];

export const PHOTO_KIND_WORDS = {
  "house-front": say("rumah dari depan", "the house from the front"),
  "house-inside": say("bagian dalam rumah", "inside the house"),
  asset: say("barang yang dimiliki", "something owned"),
} as const satisfies Record<PhotoKind, Words>;

/** Files that are taken, told by their own first bytes, never by their name or what the sender says of them. */
export type FileMedia = "application/pdf" | "image/jpeg" | "image/png";

/** The largest scan as it comes, and the largest photo: own numbers, several pages and a phone's camera. */
export const MOST_SCAN_BYTES = 8 * 1024 * 1024;
/** Pixels beyond which a picture is not opened: four times a phone's camera; a bomb of a few bytes has many more. */
export const MOST_PIXELS = 50_000_000;
/** What a photo weighs at most once kept (trust-and-ux B13: a page of a visit stays light). */
export const MOST_PHOTO_BYTES = 150 * 1024;

/** Why a file is not taken. */
export const EVIDENCE_PROBLEMS = [
  "file-not-readable",
  "file-has-actions",
  "file-changed-on-the-way",
  "file-too-large",
  "photos-enough",
  "key-reused",
] as const;
export type EvidenceProblem = (typeof EVIDENCE_PROBLEMS)[number];

export const EVIDENCE_PROBLEM_WORDS = {
  "file-not-readable": say(
    "Berkas ini bukan PDF, JPEG atau PNG yang dapat dibaca.",
    "This is no PDF, JPEG or PNG that can be read.",
  ),
  "file-has-actions": say(
    "PDF ini memuat program, lampiran atau kunci.",
    "This PDF has scripts, attachments or a lock in it.",
  ),
  "file-changed-on-the-way": say(
    "Berkas yang sampai tidak sama dengan yang dikirim.",
    "What arrived is not what was sent.",
  ),
  "file-too-large": say(
    "Gambar ini terlalu besar untuk dibuka dengan aman.",
    "This picture is too large to be opened safely.",
  ),
  "photos-enough": say(
    "Kunjungan ini sudah memuat sepuluh foto.",
    "This visit has ten photos already.",
  ),
  "key-reused": say(
    "Kunci pesan ini sudah dipakai untuk berkas lain.",
    "The key of this message was used for another file.",
  ),
} as const satisfies Record<EvidenceProblem, Words>;

export const EVIDENCE_REMEDIES = {
  "file-not-readable": say(
    "Pindai atau foto lagi, lalu kirim sebagai PDF, JPEG atau PNG.",
    "Scan or photograph it again and send it as PDF, JPEG or PNG.",
  ),
  "file-has-actions": say(
    "Cetak ke PDF yang baru, atau kirim fotonya.",
    "Print it to a new PDF, or send a photo of it.",
  ),
  "file-changed-on-the-way": say("Kirim sekali lagi.", "Send it once more."),
  "file-too-large": say("Perkecil gambarnya, lalu kirim.", "Make the picture smaller, then send."),
  "photos-enough": say("Tidak perlu foto lagi.", "No more photos are needed."),
  "key-reused": say("Muat ulang halaman, lalu kirim lagi.", "Load the page again, then send."),
} as const satisfies Record<EvidenceProblem, Words>;

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const PDF = [0x25, 0x50, 0x44, 0x46, 0x2d];

/** What a file is by its first bytes; undefined for anything else. */
export function mediaOf(bytes: Uint8Array): FileMedia | undefined {
  const begins = (mark: readonly number[]) => mark.every((byte, place) => bytes[place] === byte);
  if (begins(JPEG)) return "image/jpeg";
  if (begins(PNG)) return "image/png";
  return begins(PDF) ? "application/pdf" : undefined;
}

/**
 * What a scanned paper never has: scripts, actions when it is opened, files within, forms that send, a lock. Objects that are packed
 * together are not looked into; so whoever opens a file gets it as a download of its own, never within a page.
 */
const ACTIONS =
  /\/(JavaScript|JS|Launch|EmbeddedFiles?|OpenAction|AA|SubmitForm|RichMedia|XFA|Encrypt)\b/;

/** Whether a PDF has anything that acts; `#` spelled names are read as they are meant. */
export function pdfActs(bytes: Uint8Array): boolean {
  const text = new TextDecoder("latin1").decode(bytes);
  const plain = text.replace(/#([0-9a-fA-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return ACTIONS.test(plain);
}
