/** Decrees of a version and going back under them, in Indonesian. */
export const DECREES_ID = {
  decrees: {
    title: "SK yang berlaku atas versi ini",
    lead: "Surat keputusan tetap melekat pada versinya. Selama ia berlaku, kembali ke versi sebelumnya memerlukan dua orang dan daftar keluarga terdampak.",
    none: "Belum ada SK yang tercatat atas versi ini.",
    program: "Program",
    number: "Nomor",
    signed: "Tanggal",
    state: "Keadaan",
    inForce: "berlaku",
    replaced: "sudah diganti",
    back: (label: string, day: string) => `Permintaan kembali ke versi ${label}, ${day}`,
    waits: "Menunggu orang kedua. Versi ini masih berlaku.",
    affected: "Yang terdampak",
    listed: "Penerima di SK",
    lose: "Tidak ada di versi itu",
    gain: "Hanya ada di versi itu",
    record: "Catat SK",
    recordLead:
      "Salin nomor dan tanggalnya dari SK yang sudah ditandatangani. Yang tercatat tidak dapat diubah; SK berikutnya dari program yang sama menggantikannya.",
    numberHint: "Seperti tertulis di SK, misalnya SK 12/HUK/2026.",
    save: "Catat",
    saved: "SK tercatat.",
    order: (label: string) => `Tarik versi ini, kembali ke ${label}`,
    orderLead: (label: string) =>
      `Versi ${label} akan berlaku lagi. Alasan tersimpan selamanya di jejak audit dan tidak dapat ditarik; jangan menyebut orang.`,
    orderOne:
      "Tidak ada SK yang berlaku atas versi ini: satu orang cukup, dan versi ini langsung ditarik.",
    orderTwo:
      "Ada SK yang berlaku: daftar keluarga terdampak disegel dulu, lalu versi ini menunggu orang kedua.",
    orderSecond:
      "Seorang sudah memerintahkannya. Baca alasannya dan daftar yang terdampak: dengan perintah Anda versi ini ditarik.",
    reason: "Apa yang salah, dan mengapa versi ini ditarik",
    reasonHint: "Paling sedikit 20 huruf. Sebutkan nomor berita acara.",
    send: "Tarik",
    ordered: "Perintah Anda tersimpan dan segera dijalankan.",
    second: "Anda sudah memerintahkannya. Orang kedua harus orang lain.",
    orders: "Perintah di layar",
    underWay: "sedang dijalankan",
    reasonOf: "Alasan",
    by: "Oleh",
    outcome: "Hasil",
  },
} as const;
