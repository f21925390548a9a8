/** Ways to rank beside the register's own, in Indonesian. */
export const LAYERS_ID = {
  layers: {
    title: "Cara menyusun yang lain",
    lead: "Tiap pembangunan versi menguji cara-cara ini pada surveinya sendiri, pada blok sensus yang belum pernah dilihat. Keluarga tetap disusun dengan model register.",
    none: "Versi ini lebih tua dari pengujian itu.",
    sample: (households: string, units: string, regencies: string, features: string) =>
      `${households} rumah tangga di ${units} blok sensus, ${regencies} kabupaten/kota, ${features} ciri.`,
    errors:
      "Bagian yang termiskin yang luput pada kuota 10, 20 dan 40 persen, dengan selang yang memuat angka sebenarnya 19 dari 20 kali. Makin ke kiri makin baik; titik penuh model register.",
    table: "Kesalahan tiap cara",
    layer: "Cara",
    names: {
      register: "register (berlaku)",
      L0: "L0 tiap kabupaten/kota",
      L1: "L1 gabungan",
      L2: "L2 efek desa",
      L3: "L3 tabel dan pasangan",
      L4: "L4 suku komunitas",
      challenger: "pembanding (pohon)",
    },
    gains: "Untung berpasangan",
    gainsLead:
      "Tiap cara terhadap yang terakhir menolong, pada undian blok sensus yang sama. Lebih sedikit luput: dalam poin persen, rata-rata atas kuota. Yang tidak menolong ikut ditulis.",
    over: "Terhadap",
    fewer: "Lebih sedikit luput",
    verdict: "Hasil",
    helps: "menolong",
    doesNot: "tidak menolong",
    interval: (value: string, low: string, high: string) => `${value} (${low} sampai ${high})`,
    chosen: (name: string) => `Dari cara-cara itu yang akan dipakai: ${name}.`,
    leftOut: (names: string, because: string) => `Tidak diuji: ${names}, karena ${because}.`,
    because: {
      "few-households": "surveinya kurang dari 500 rumah tangga",
      "few-units": "surveinya kurang dari sepuluh blok sensus",
      "few-for-tables":
        "pada kurang dari 700 rumah tangga pasangan dan pohon hanya menemukan kebetulan",
      "many-for-tables":
        "pada lebih dari 20.000 rumah tangga pengujiannya memakan menit; statistisi mengujinya tersendiri",
    },
  },
} as const;
