/** Why a family stands where it does, and what it says of it, in Indonesian. */
export const EXPLANATION_ID = {
  proposals: {
    menu: "Usulan warga",
    title: "Usulan perbaikan dari warga",
    lead: "Keluarga membaca penjelasannya dan menekan Salah. Tanyakan atau kunjungi, lalu jawab; warga membaca jawabannya di tanda terima.",
    states: { open: "Menunggu", decided: "Sudah diputus" },
    show: "Tampilkan",
    empty: "Tidak ada usulan dalam daftar ini di wilayah Anda.",
    recorded: "Yang tercatat",
    proposed: "Menurut keluarga",
    unsure: "minta petugas melihat",
    ground: "Alasan",
    received: "Diterima",
    holder: "Sekarang di",
    until: "Paling lambat",
    late: "tenggat sudah lewat; tetap terbuka",
    take: "Catat sebagai temuan",
    takeLead: "Menjadi temuan yang disahkan orang kedua. Belum ada yang berubah.",
    takeMembers:
      "Keterangan ini dibentuk anggota keluarga. Catat dulu temuannya di lembar keluarga, lalu tekan di sini.",
    value: "Isi yang benar menurut Anda",
    refuse: "Tolak",
    refusal: "Alasan menolak",
    save: "Simpan putusan",
    saved: "Putusan sudah dicatat.",
    decided: (day: string) => `Diputus ${day}`,
  },
  handing: {
    open: "Berikan Kode Penjelasan",
    lead: "Untuk anggota dewasa yang datang sendiri membawa KTP. Dengan kode ini ia membaca penjelasan keluarganya selama 14 hari. Kode yang lama berhenti berlaku.",
    who: "Anggota yang datang",
    seen: "KTP-nya sudah saya lihat dan cocok",
    save: "Buat kode",
    given: "Kode Penjelasan",
    until: (day: string, path: string) => `Berlaku sampai ${day}, di halaman ${path}.`,
    handOver: "Serahkan kepada orang itu saja. Kode ini tidak dapat ditampilkan lagi.",
    saved: "Kode sudah dibuat.",
  },
  changed: {
    title: "Apa yang berubah sejak versi sebelumnya",
    since: (label: string, before: number, after: number) =>
      before === after
        ? `Sejak versi ${label}: tetap desil ${after}.`
        : `Sejak versi ${label}: desil ${before} menjadi ${after}.`,
    byScore: (n: string) => `karena keluarga ini sendiri ${n}`,
    byOthers: (n: string) => `karena keluarga lain bergeser ${n}`,
    fromTo: (before: string, after: string) => `${before} → ${after}`,
    none: "Tidak ada keterangan keluarga ini yang berubah.",
    model: { higher: "Model baru menaikkan.", lower: "Model baru menurunkan.", none: "" },
  },
} as const;
