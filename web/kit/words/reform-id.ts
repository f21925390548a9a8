/** What if several programs change at once, in Indonesian. */
export const REFORM_ID = {
  reform: {
    title: "Beberapa program sekaligus",
    lead: "Hitungan nasional sampai keluarga terakhir: siapa yang naik dan turun bila beberapa program berubah bersama. Dibuat oleh pengelola data; mintalah kepadanya.",
    none: "Belum ada hitungan beberapa program.",
    question: "Perubahan",
    programs: "Program",
    version: "Versi",
    kept: "Dihitung",
    open: (name: string) => `Buka ${name}`,
    back: "Bagaimana jika",
    becomes: { terms: "syarat lain", ended: "berakhir", "as-determined": "dibiarkan" },
    changed: (program: string, becomes: string) => `${program} (${becomes})`,
    asked: (version: string) =>
      `Simulasi atas versi ${version}: tidak ada keluarga yang masuk atau keluar karenanya.`,
    how: "Cara menghitung",
    simulated:
      "Kemiskinan dan Gini adalah simulasi dari konsumsi yang diperkirakan, bukan angka kemiskinan; EER dan IER adalah perkiraan model.",
  },
};
