import { Type } from "typebox";
import type { Words } from "./words.ts";

/** Why personal data is opened. Chosen by the officer, written into the audit row of every read. */
export const READ_PURPOSES = [
  "verification",
  "service",
  "complaint",
  "program-determination",
  "supervision",
] as const;
export type ReadPurpose = (typeof READ_PURPOSES)[number];

export const PURPOSE_WORDS: Readonly<Record<ReadPurpose, Words>> = {
  verification: { id: "Verifikasi dan validasi", en: "Verification" },
  service: { id: "Melayani warga di loket", en: "Serving a citizen" },
  complaint: { id: "Menangani pengaduan", en: "Handling a complaint" },
  "program-determination": { id: "Penetapan program", en: "Determining a program" },
  supervision: { id: "Pengawasan", en: "Supervision" },
};

/** Request header that carries the purpose; absent means the read is refused. */
export const PurposeHeader = Type.Object({
  "dtsen-purpose": Type.Enum([...READ_PURPOSES], {
    description: "Why the data is opened; recorded in the audit log",
  }),
});
