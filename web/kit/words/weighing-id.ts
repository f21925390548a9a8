/** A score taken apart, for those who may read weights, in Indonesian. */
export const WEIGHING_ID = {
  weighing: {
    open: "Uraikan skornya",
    openLead: "Untuk statistisi dan pengawas: seluruh jumlahan, tanpa nama. Pembukaannya dicatat.",
    find: "Skor satu keluarga",
    findLead:
      "Nomor keluarga di register, bukan NIK dan bukan nomor KK. Halamannya tanpa nama, dan pembukaannya dicatat.",
    number: "Nomor keluarga",
    show: "Uraikan",
    title: (familyId: string) => `Air terjun skor keluarga ${familyId}`,
    lead: "Apa yang ditambahkan tiap keterangan pada skor. Tanpa nama dan alamat; pembukaan ini dicatat dengan tujuannya.",
    sheet: "Lembar keluarga",
    version: (label: string, model: string) => `Versi ${label}, model ${model}`,
    stairs: "Dari rata-rata negeri ke keluarga ini",
    stairsLead:
      "Satu satuan adalah seperseratus log pengeluaran per orang, kira-kira satu persen. Terisi menambah, berongga mengurangi.",
    sentence: (by: string) =>
      `Skor keluarga ini ${by} satuan dari rata-rata keluarga survei di seluruh negeri.`,
    chart: {
      step: "Keterangan",
      adds: "Menambah",
      soFar: "Jumlah sampai di sini",
      sum: "Selisih dari rata-rata negeri",
      adding: (step: string, by: string, sum: string) =>
        `${step}: menambah ${by}; jumlah sampai di sini ${sum}`,
      taking: (step: string, by: string, sum: string) =>
        `${step}: mengurangi ${by}; jumlah sampai di sini ${sum}`,
    },
    area: "Daerah",
    areaOwn: (name: string) => `${name}, model sendiri`,
    areaPooled: (name: string) => `${name}, memakai model gabungan`,
    others: (n: string) => `${n} keterangan lain`,
    noMore:
      "Model versi ini tidak memakai efek desa dan suku komunitas: selain daerah, semuanya keterangan keluarga.",
    sum: "Penjumlahan",
    sumLead: "Sepersejuta log pengeluaran per orang, bilangan bulat: tidak ada yang dibulatkan.",
    national: "Rata-rata keluarga survei, seluruh negeri",
    facts: (n: string) => `${n} keterangan`,
    score: "Skor",
    stored: "Tertulis di versi",
    exact: "Penjumlahannya tepat sama dengan skor yang tertulis di versi.",
    broken: (by: string) =>
      `Penjumlahannya berselisih ${by} dari skor yang tertulis di versi. Laporkan kepada pengelola data: penjelasan ini rusak.`,
    estimated: "Yang tidak ada jawabannya",
    estimatedLead:
      "Ditaksir sama dengan rata-rata survei di daerah itu, jadi tidak menggeser skor. Menanyakannya dapat menggesernya.",
    noneEstimated: "Semua keterangan ada jawabannya.",
    all: "Semua langkah",
    adds: "Menambah",
    part: "Bagian",
    unit: "Sepersejuta",
    allLead: "Dari rata-rata seluruh negeri ke skor keluarga ini, yang terkuat lebih dulu.",
    soFar: "Jumlah",
    moved: "Pergeseran sejak versi sebelumnya",
    movedOf: (label: string, by: string) => `Sejak versi ${label} skornya bergeser ${by} satuan.`,
    movedSum: "Pergeseran seluruhnya",
    byModel: "Model yang berganti",
    fromTo: (before: string, after: string) => `${before} → ${after}`,
    unchanged: "Tidak ada keterangan yang berubah, dan modelnya sama.",
  },
} as const;
