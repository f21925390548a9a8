/** How a notice is brought to a family, in Indonesian. */
export const NOTICES_ID = {
  notices: {
    print: "Surat desa ini (PDF)",
    printSaid: (village: string) => `Surat pemberitahuan ${village} yang belum diserahkan`,
    letter: "Surat",
    notBrought: "belum diserahkan; masa tanggapan belum mulai",
    visits: "Kunjungan",
    missed: (visits: string, day: string) =>
      `${visits} kunjungan tidak bertemu siapa pun, terakhir ${day}`,
    effectAfter: (days: string) => `${days} hari kerja sesudah surat diserahkan`,
    record: "Catat penyerahan surat",
    lead: "Untuk semua pemberitahuan keluarga ini. Kunjungan yang tidak bertemu siapa pun bukan pemberitahuan.",
    way: "Bagaimana",
    on: "Tanggal",
    takenBy: "Diterima oleh",
    save: "Catat",
    saved: "Penyerahan tercatat.",
  },
};
