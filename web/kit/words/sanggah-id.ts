/** Objections, in Indonesian. */
export const SANGGAH_ID = {
  sanggah: {
    menu: "Sanggah",
    title: "Sanggah",
    lead: "Yang dipersoalkan satu keterangan, bukan orangnya. Bantuannya tetap berjalan; desa tidak melihat layar ini.",
    empty: "Tidak ada sanggah dalam daftar ini.",
    open: (name: string) => `Buka sanggah tentang ${name}`,
    case: (name: string) => `Sanggah: ${name}`,
    program: "Bantuan",
    questioned: "Yang dipersoalkan",
    facts: "Sanggahnya",
    until: "Boleh menjawab sampai",
    answer: "Jawaban keluarga",
    noAnswer: "belum ada; diam bukan jawaban",
    noVisit: "Belum ada kunjungan.",
    cluster: "banyak sanggah serupa",
    clusterLead: (against: number, by: number) =>
      `${against} sanggah tentang keluarga ini dan ${by} dari penyanggah yang sama dalam 90 hari. Periksa bersama-sama.`,
    objector: "Lembar keluarga penyanggah",
    objectorLead:
      "Hanya untuk yang memeriksa; pembukaannya dicatat. Jangan disebut kepada siapa pun.",
  },
};
