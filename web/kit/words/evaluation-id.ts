/** Evaluations of programs, in Indonesian. */
export const EVALUATION_ID = {
  evaluation: {
    tab: "Evaluasi",
    title: "Evaluasi program",
    lead: "Penerima tepat di dalam garis dibandingkan dengan keluarga tepat di luar garis, lalu keduanya diikuti ke versi sesudahnya. Tidak ada keluarga yang disebut.",
    none: "Belum ada evaluasi yang disimpan.",
    howTo:
      "Evaluasi dibuat dan disimpan oleh pengelola data; mintalah kepadanya. Yang tersimpan tidak dapat dihapus, apa pun isinya.",
    list: "Evaluasi tersimpan",
    program: "Program",
    versions: "Versi",
    kept: "Disimpan",
    open: (program: string, from: string, to: string) =>
      `Evaluasi ${program}, ${from} sampai ${to}`,
    heading: (program: string) => `Evaluasi ${program}`,
    followed: (from: string, to: string) =>
      `Ditetapkan dengan versi ${from}, diikuti sampai versi ${to}.`,
    sound: "Dapatkah dibandingkan?",
    density: {
      sound: "Keluarga tidak menumpuk di satu sisi garis.",
      heaped:
        "Keluarga menumpuk di satu sisi garis: skor mungkin diatur orang. Tidak ada angka di sini yang boleh disebut dampak.",
      unknown: "Apakah keluarga menumpuk di garis tidak dapat diperiksa.",
    },
    anew: {
      same: (difference: string) => `Kedua sisi sama seringnya didata lagi (beda ${difference}).`,
      uneven: (difference: string) =>
        `Satu sisi lebih sering didata lagi (beda ${difference}): yang bersandar pada keterangan baru tidak dapat dibandingkan.`,
      unknown: "Apakah kedua sisi sama seringnya didata lagi tidak dapat diperiksa.",
    },
    jumping: (programs: string) =>
      `Program lain juga melompat di garis ini: ${programs}. Dampaknya tidak dapat dipisahkan.`,
    alone: "Tidak terlihat program lain yang melompat di garis ini.",
    unbalanced: (measures: string) => `Sudah berbeda sebelum penetapan: ${measures}.`,
    balanced: "Sebelum penetapan kedua sisi tidak terlihat berbeda.",
    lines: { quota: "Garis kuota", decile: "Garis desil" },
    regencies: (count: string) => `${count} kab/kota`,
    inside: "di dalam garis",
    outside: "di luar garis",
    families: "Keluarga",
    determined: "Ditetapkan",
    paid: "Menerima bayaran",
    notReported: "belum ada laporan",
    after: "Sesudah penetapan",
    afterLead:
      "Beda di garis: di dalam dikurangi di luar. Selang 95 % memuat beda yang benar sembilan belas dari dua puluh kali, dan tidak selalu berpusat pada bedanya. Banyaknya keluarga: di dalam : di luar.",
    reckoned: "Mengikuti hitungan, dan siapa yang terlihat",
    reckonedLead:
      "Bukan dampak: skor, desil dan tempat mengikuti hitungan; dua ukuran pertama memeriksa apakah kedua sisi sama-sama terlihat.",
    plainChance: "Peluang",
    measure: "Ukuran",
    difference: "Beda di garis",
    interval: "Selang 95 %",
    chance: "Peluang (Holm)",
    ifPaid: "Bila dibayar",
    verdict: "Putusan",
    noticeable: (difference: string) => `baru terlihat bila ${difference}`,
    silences: {
      "too-few": "keluarga atau desa terlalu sedikit",
      "too-weak": "hanya beda sangat besar yang terlihat",
      "same-for-all": "tidak ada yang berbeda",
    },
    units: { share: "poin %", log: "%", deciles: "desil", things: "jenis" },
    chart: "Di sekitar garis",
    chosen: "Ukuran yang digambar",
    chartOf: (measure: string) =>
      `${measure} menurut jarak ke garis: kiri di dalam (lebih miskin), kanan di luar`,
    distance: "Jarak (pita)",
    mean: "Rata-rata",
    count: "Keluarga",
    beside: "Pita dan garis lain",
    narrow: "Pita setengah",
    wide: "Pita dua kali",
    placebo: "Garis semu",
    bandOf: (band: string, villages: string) =>
      `Lebar pita ${band} log poin tiap sisi, ${villages} desa.`,
    before: "Sebelum penetapan",
    beforeLead: "Hal yang belum mungkin digerakkan program.",
    others: "Program lain di garis ini",
    lots: "Yang diundi",
    lotsLead: "Keluarga berskor sama persis di batas kuota: hanya undian yang memisahkan mereka.",
    drawings: "Undian",
    plans: "Rencana keluarga",
    plansLead: "Dihitung, tidak dibandingkan: hanya penerima yang mempunyai rencana.",
    plan: { opened: "Dibuka", graduated: "Graduasi", shocks: "Terkena guncangan" },
    limits: "Batas",
    thresholds: (families: string, villages: string) =>
      `Ambang buatan proyek ini: sedikitnya ${families} keluarga tiap sisi dan ${villages} desa.`,
  },
};
