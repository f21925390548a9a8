/** The card of a ranking model, in Indonesian. */
export const MODEL_ID = {
  model: {
    title: (label: string) => `Model pemeringkatan versi ${label}`,
    lead: "Bagaimana keluarga diurutkan, dari apa model belajar, dan seberapa sering ia keliru pada rumah tangga yang tidak pernah dilihatnya. Bobot tidak ditampilkan di sini.",
    open: "Model pemeringkatan dan kekeliruannya",
    none: "Versi ini belum pernah diterbitkan di meja ini, jadi modelnya tidak ada di sini.",
    choose: "Yang dilihat",
    area: "Model untuk",
    pooled: "Gabungan (kabupaten/kota tanpa model sendiri)",
    against: "Bandingkan dengan versi",
    nobody: "– tidak dibandingkan –",
    learned: "Dari apa model belajar",
    modelId: "Nama model",
    households: "Rumah tangga survei untuk model ini",
    surveyed: "Rumah tangga survei seluruhnya",
    own: "Kabupaten/kota dengan model sendiri",
    folds: "Lipatan menurut desa contoh",
    features: "Daftar keterangan",
    training: "Sidik data latih",
    rSquared: "R2 di luar lipatan",
    spearman: "Korelasi peringkat (Spearman)",
    errors: "Seberapa sering keliru",
    errorsLead:
      "Dari keluarga yang sebenarnya termiskin, berapa bagian yang terlewat bila hanya sekian persen orang yang dipilih. Separuh perbedaan kesejahteraan memang tidak terlihat dari keterangan ini; karena itu ada sanggahan dan pemeriksaan.",
    missed: (percent: string) => `Terlewat bila ${percent} % dipilih`,
    exclusion: "Terlewat",
    inclusion: "Salah masuk",
    expected: "Menurut R2 saja",
    percent: "Yang dipilih",
    sizes: "Menurut besar keluarga",
    sizesLead:
      "Keluarga kecil paling sering terlewat. Bagian yang miskin, yang terpilih dan yang terlewat bila 40 % dipilih.",
    size: "Anggota",
    poor: "Miskin",
    selected: "Terpilih",
    variables: "Yang berpengaruh",
    variablesLead:
      "Ke mana jawaban yang lebih tinggi menggeser keluarga, dan seberapa kuat dibanding keterangan yang paling berpengaruh. Menerima bantuan tidak pernah dibaca.",
    variable: "Keterangan",
    direction: "Arah",
    importance: "Kekuatan",
    directions: {
      raises: "ke desil lebih tinggi",
      lowers: "ke desil lebih rendah",
      "by-answer": "bergantung jawabannya",
      nothing: "tidak menggeser",
    },
    importances: { strong: "kuat", medium: "sedang", slight: "kecil", none: "–" },
    changed: "Berubah",
    all: "Semua keterangan",
    what: "Hal",
    changes: (count: string) =>
      count === "0"
        ? "Tidak ada keterangan yang berganti arah atau kekuatan."
        : `${count} keterangan berganti arah atau kekuatan.`,
  },
} as const;
