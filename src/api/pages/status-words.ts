import type { BroughtKind } from "#domain/aid-proposal.ts";
import type { Language } from "./language.ts";

/** What the page of a number is called, by what was brought. */
type KindWords = Readonly<
  Record<"sentTitle" | "sent" | "statusTitle" | "openedOn" | "private", string>
>;

export const KIND_WORDS: Readonly<Record<Language, Readonly<Record<BroughtKind, KindWords>>>> = {
  id: {
    "aid-proposal": {
      sentTitle: "Usulan diterima",
      sent: "Usulan Bapak/Ibu sudah kami terima.",
      statusTitle: "Status usulan",
      openedOn: "Diusulkan",
      private: "Keadaan keluarga itu hanya diberitahukan kepada keluarga itu sendiri.",
    },
    objection: {
      sentTitle: "Sanggah diterima",
      sent: "Sanggah Bapak/Ibu sudah kami terima.",
      statusTitle: "Status sanggah",
      openedOn: "Dikirim",
      private: "Keadaan keluarga itu hanya diberitahukan kepada keluarga itu sendiri.",
    },
    complaint: {
      sentTitle: "Pengaduan diterima",
      sent: "Pengaduan Bapak/Ibu sudah kami terima.",
      statusTitle: "Status pengaduan",
      openedOn: "Diadukan",
      private: "Nama Bapak/Ibu tidak diberitahukan kepada yang diadukan, juga tidak kepada desa.",
    },
  },
  en: {
    "aid-proposal": {
      sentTitle: "Proposal received",
      sent: "We have received your proposal.",
      statusTitle: "Status of a proposal",
      openedOn: "Proposed on",
      private: "How that family stands is told to that family alone.",
    },
    objection: {
      sentTitle: "Objection received",
      sent: "We have received your objection.",
      statusTitle: "Status of an objection",
      openedOn: "Sent on",
      private: "How that family stands is told to that family alone.",
    },
    complaint: {
      sentTitle: "Complaint received",
      sent: "We have received your complaint.",
      statusTitle: "Status of a complaint",
      openedOn: "Complained",
      private: "Your name is told neither to whom it is about nor to the village.",
    },
  },
};
