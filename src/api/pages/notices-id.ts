/** What a family reads of a removal: Indonesian. */
export const NOTICES_ID = {
  title: "Pemberitahuan untuk keluarga ini",
  answer: {
    title: "Pemberitahuan",
    toCome: "mungkin keluar dari daftar; suratnya akan diserahkan. Bantuan tetap berjalan.",
    runs: (day: string) =>
      `mungkin keluar dari daftar, paling cepat ${day}. Sampai diputus, bantuan tetap berjalan.`,
    objected: "keberatan diterima. Bantuan tetap berjalan.",
    ended: "sudah berakhir.",
    object: "Keberatan? Katakan di kantor desa atau kelurahan; tidak perlu syarat.",
    back: "Merasa keliru? Minta dipulihkan di kantor desa atau dinas sosial.",
    why: "Baca mengapa",
  },
  letter: {
    title: "Surat pemberitahuan",
    lead: "Masukkan nomor pada surat yang diserahkan petugas.",
    label: "Nomor surat",
    hint: "13 huruf dan angka.",
    problem: "Nomor ini belum lengkap atau ada huruf yang tertukar. Periksa sekali lagi.",
    unknown: "Tidak ada pemberitahuan dengan nomor ini yang dapat kami tunjukkan.",
    submit: "Lihat pemberitahuan",
    family: (masked: string) => `Keluarga ${masked}`,
    ground: "Mengapa keberatan (boleh tidak diubah)",
    send: "Kirim keberatan",
    effect: "Satu tekan cukup. Bantuan tetap berjalan sampai dua orang menjawabnya.",
    received: "Keberatan sudah diterima. Bantuan tetap berjalan.",
  },
  standing: {
    "looked-at":
      "Sedang ditinjau petugas, dan bantuan tetap berjalan. Kalau ada pemberitahuan, ada suratnya dengan hari terakhir menjawab.",
    "to-come":
      "Keluarga ini mungkin keluar dari daftar. Suratnya belum diserahkan, jadi masa tanggapan belum mulai. Bantuan tetap berjalan.",
    runs: "Keluarga ini mungkin keluar dari daftar. Sampai itu diputus dua orang, bantuan tetap berjalan.",
    objected:
      "Keberatan keluarga sudah diterima. Bantuan tetap berjalan sampai dua orang menjawabnya.",
    ended: "Bantuan ini sudah berakhir.",
    stays: "Keluarga tetap menerima.",
  },
  why: "Mengapa",
  from: (source: string, day: string | undefined, version: string) =>
    `Sumber: ${source}${day === undefined ? "" : `, ${day}`}; versi ${version}`,
  basis: "Dasar hukum",
  noticed: "Surat diserahkan",
  effect: "Paling cepat keluar",
  days: (days: string) => `${days} hari kerja sesudah surat diserahkan`,
  by: "Keberatan paling lambat",
  byDay: (day: string) => `sebelum ${day}; sesudah itu pun masih boleh, selama belum diputus`,
  objected: "Keberatan diterima",
  answered: "Dijawab",
  ended: "Berakhir",
  ends: "Yang berakhir",
  endsText: (program: string) => `${program}. Program lain tidak ikut berakhir.`,
  object: "Cara keberatan",
  objectText:
    "Satu langkah: katakan “kami keberatan” di kantor desa atau kelurahan, atau tekan Kirim keberatan dengan nomor pada surat. Tidak perlu syarat apa pun. Bantuan tetap berjalan.",
  back: "Cara kembali",
  backText:
    "Minta dipulihkan di kantor desa atau dinas sosial; satu petugas dapat memulihkan hari itu juga.",
  backPbi: "Untuk PBI-JK: mintalah surat dari puskesmas atau rumah sakit, lalu lapor di desa.",
  help: "Yang membantu: kantor desa atau kelurahan, pendamping, dinas sosial, telepon 171.",
  remedy: "Yang dapat diperbaiki",
};

export type NoticeWords = typeof NOTICES_ID;
