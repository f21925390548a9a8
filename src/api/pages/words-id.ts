import { STANDING_ID } from "./standing-id.ts";
import { WHY_ID } from "./why-id.ts";

/** What an answer says: before, the words that count, after. */
type Sentence = readonly [string, string, string];

/** Every word of the public site, Indonesian. At most about twelve words a sentence; Bapak/Ibu; no blame. */
export const ID = {
  siteName: "Cek Status Bantuan",
  registry: "Data Tunggal Sosial dan Ekonomi Nasional",
  skip: "Langsung ke isi",
  otherLanguage: "English",
  nav: { programs: "Program", figures: "Angka terbuka", privacy: "Data pribadi" },
  fresh: (version: string, day: string, next: string) =>
    `Data per ${day} (versi ${version}). Berikutnya ${next}.`,
  noVersion: "Belum ada versi data yang terbit. Silakan kembali nanti.",

  home: {
    title: "Apakah keluarga saya terdaftar?",
    lead: "Masukkan Kode Cek dari lembar atau pesan yang Bapak/Ibu terima.",
    code: "Kode Cek",
    codeHint: "13 huruf dan angka. Tanda hubung dan spasi boleh tidak ditulis.",
    codeProblem: "Kode ini belum lengkap atau ada huruf yang tertukar. Periksa sekali lagi.",
    submit: "Lihat status",
    noCode: "Tidak punya kode? Cari dengan nama dan desa",
    where: "Di mana Kode Cek?",
    whereText: "Kode ada di lembar dari desa, di SMS, atau di pesan WhatsApp resmi.",
    slipCaption: "Contoh lembar. Kode ada di kotak bergaris.",
    slipTitle: "Lembar Kode Cek",
    slipCode: "CONT-0HKD-CEKA-1",
    promises: [
      ["Gratis", "Tidak ada biaya, tidak perlu daftar akun."],
      ["Tanpa NIK", "Kami tidak meminta NIK, KK, PIN, atau OTP di sini."],
      ["Tidak disimpan", "Jawaban tidak tersimpan di HP ini."],
    ],
  },

  name: {
    title: "Cari dengan nama dan desa",
    lead: "Tulis nama seperti di KTP. Lalu pilih desa atau kelurahan.",
    name: "Nama lengkap",
    nameHint: "Huruf besar, spasi, gelar, dan Muh./Moh. tidak berpengaruh.",
    village: "Desa atau kelurahan",
    villageHint: "Contoh: Sukamaju, Cibeber. Ketik sedikit, lalu pilih.",
    submit: "Lihat status",
    next: "Lanjut",
    pick: "Pilih desa atau kelurahan",
    pickLead: (text: string) => `Ini yang cocok dengan “${text}”:`,
    pickMore: (count: string) =>
      `Masih ada ${count} lagi yang cocok. Tulis juga kecamatan atau kabupatennya, misalnya “Sukamaju Cianjur”.`,
    pickNone: "Belum ada desa yang cocok. Coba tulis nama kecamatan juga.",
    nameProblem: "Tulis nama lengkap, sedikitnya dua huruf.",
    villageProblem: "Tulis nama desa atau kelurahan, lalu pilih dari daftar.",
    hasCode: "Punya Kode Cek? Pakai kode saja, lebih tepat",
    solving: "Sebentar, sedang disiapkan…",
  },

  wait: {
    title: "Tunggu sebentar",
    lead: (seconds: number) => `Untuk mencegah robot, mohon tunggu ${seconds} detik.`,
    how: "Setelah itu tekan tombol di bawah.",
    early: "Belum sampai waktunya. Tunggu sedikit lagi, lalu tekan tombol.",
    expired: "Waktunya sudah lewat. Mohon tunggu sekali lagi.",
    submit: "Lihat jawaban",
  },

  answer: {
    title: "Jawaban",
    family: (masked: string) => `Keluarga ${masked}`,
    person: (masked: string) => `Atas nama ${masked}`,
    receives: (who: string, programs: string, period: string): Sentence => [
      who,
      "terdaftar",
      `menerima ${programs} untuk ${period}.`,
    ],
    reviewed: (who: string, programs: string, period: string): Sentence => [
      who,
      "sedang diperiksa",
      `untuk ${programs}, ${period}. Tempatnya dipegang.`,
    ],
    placeIsHeld: (who: string, programs: string, period: string): Sentence => [
      who,
      "tempatnya dipegang",
      `untuk ${programs}, ${period}. Keterangan lengkap dengan Kode Cek.`,
    ],
    receivesNone: (who: string, period: string): Sentence => [
      who,
      "belum terdaftar",
      `menerima bantuan untuk ${period}.`,
    ],
    noneByName: (period: string): Sentence => [
      "Dengan nama dan desa ini",
      "belum ada penerima",
      `yang dapat kami tunjukkan untuk ${period}.`,
    ],
    ambiguous: (): Sentence => [
      "Ada lebih dari satu orang",
      "bernama sama",
      "di desa ini. Mohon pakai Kode Cek.",
    ],
    unknownCode: (): Sentence => [
      "Kode ini",
      "belum cocok",
      "dengan keluarga yang dapat kami tunjukkan.",
    ],
    and: "dan",
    program: "Program",
    status: "Status",
    period: "Periode",
    yes: "Terdaftar",
    no: "Belum terdaftar",
    underReview: "Sedang diperiksa",
    held: "Tempat dipegang",
    whileReviewed:
      "Sedang diperiksa berarti petugas harus melihat satu hal dahulu. Tempatnya tidak diberikan kepada keluarga lain, dan bantuan yang sudah diterima tidak dihentikan selama pemeriksaan.",
    hidden: "Belum dapat ditunjukkan",
    readAs: (name: string, village: string) => `Kami mencari “${name}” di ${village}.`,
    ignored: "Huruf besar, spasi, tanda baca, dan gelar kami abaikan.",
    todo: "Yang bisa Bapak/Ibu lakukan",
    todoFound: [
      "Tunggu pemberitahuan jadwal penyaluran dari desa atau pendamping.",
      "Siapkan KTP dan KK asli saat penyaluran.",
      "Ada yang keliru? Minta perbaikan di kantor desa atau kelurahan.",
    ],
    todoReviewed: [
      "Petugas desa atau pendamping akan menanyakan satu hal. Siapkan KTP dan KK asli.",
      "Ingin tahu apa yang diperiksa? Minta penjelasan di kantor desa atau kelurahan.",
      "Bantuan yang biasa diterima berhenti? Sampaikan di kantor desa atau telepon 171.",
    ],
    todoNone: [
      "Merasa berhak? Ajukan usulan di kantor desa atau kelurahan.",
      "Data keluarga berubah? Minta pembaruan data, bawa KTP dan KK.",
      "Bertanya mengapa? Minta penjelasan petugas di kantor desa atau kelurahan.",
    ],
    todoNotFound: [
      "Periksa ejaan nama dan desa, lalu coba sekali lagi.",
      "Belum terdaftar? Ajukan usulan di kantor desa atau kelurahan.",
      "Data keluarga berubah? Minta pembaruan data, bawa KTP dan KK.",
    ],
    todoCode: [
      "Periksa kode sekali lagi, huruf demi huruf.",
      "Minta lembar Kode Cek baru di kantor desa atau kelurahan.",
      "Belum pernah didata? Minta pendataan, bawa KTP dan KK.",
    ],
    notFinal:
      "Tidak terdaftar bukan berarti tidak berhak. Keputusan selalu dapat ditinjau petugas.",
    where: "Ke mana bertanya",
    office: "Kantor desa atau kelurahan, Senin–Jumat pukul 08.00–15.00",
    phone: "Telepon 171 (gratis)",
    whatsapp: "WhatsApp 0811-1022-210",
    again: "Cek lagi",
    erase: "Hapus jejak",
    erased: "Jejak sudah dihapus dari layar ini.",
    erasedHint: "Tutup juga tab ini bila HP dipakai bersama.",
    print: "Cetak",
    scam: "Kami tidak pernah menelepon untuk meminta PIN, OTP, atau uang.",
  },

  why: WHY_ID,
  standing: STANDING_ID,

  figures: {
    title: "Angka terbuka",
    lead: "Ringkasan seluruh data, tanpa nama siapa pun.",
    families: "keluarga",
    persons: "orang",
    recipients: "keluarga atau orang penerima",
    deciles: "Keluarga per desil kesejahteraan",
    decilesNote: (unit: string) =>
      `Semua keluarga di Indonesia diurutkan, lalu dibagi menjadi sepuluh kelompok yang sama banyak ${unit}nya, disebut desil. Desil 1 paling membutuhkan, desil 10 paling mampu.`,
    decile: "Desil",
    programs: "Penerima per program",
    program: "Program",
    quota: "Kuota",
    used: "Penerima",
    drawKey: "Bila skor sama di batas kuota, urutan diundi. Kunci undian versi ini:",
    districts: "Bagian keluarga desil 1–4 per kecamatan",
    districtsNote: "Makin gelap, makin besar bagian keluarga desil 1 sampai 4.",
    district: "Kecamatan",
    share: "Desil 1–4",
    few: "di bawah 10",
    fewNote: "Angka di bawah 10 tidak ditampilkan, agar tidak ada yang dapat dikenali.",
    table: "Lihat sebagai tabel",
  },

  programs: {
    title: "Program bantuan",
    lead: "Untuk siapa setiap program, apa yang diberikan, dan siapa yang memutuskan.",
    notice:
      "Memenuhi syarat belum berarti menerima: tempat terbatas, dan penetap program yang memutuskan.",
    now: "Sedang berlaku",
    over: "Sudah selesai",
    alsoCalled: "Nama lain",
    given: "Yang diberikan",
    rules: "Syarat",
    exclusive: "Tidak bersama",
    how: "Cara menentukan",
    determiner: "Yang memutuskan",
    places: "Tempat",
    basis: "Dasar hukum",
    valid: "Berlaku sejak",
    judged: "Dinilai petugas",
    notEstablished: "Belum dipastikan",
    amended: "Perubahan aturan",
    from: (day: string) => `Mulai ${day}:`,
  },

  privacy: {
    title: "Data pribadi Bapak/Ibu",
    lead: "Apa yang kami pakai, untuk apa, dan apa hak Bapak/Ibu (UU 27/2022).",
    here: "Di halaman ini",
    hereList: [
      "Kode Cek, nama, dan desa yang ditulis dipakai sekali untuk mencari jawaban.",
      "Tidak ada cookie, tidak ada pelacak, tidak ada pihak ketiga.",
      "Setiap pencarian dicatat tanpa nama: kapan, versi data, dan keluarga mana yang dijawab. Pencarian dengan nama juga mencatat desanya.",
      "Alamat jaringan disimpan sebagai kode rahasia paling lama satu hari, untuk membatasi robot.",
      "Jawaban untuk umum hanya program, ya atau tidak, dan periode.",
    ],
    rights: "Hak Bapak/Ibu",
    rightsList: [
      "Melihat data keluarga sendiri, dan siapa saja yang membukanya.",
      "Meminta perbaikan keterangan yang salah atau sudah berubah.",
      "Meminta ditinjau petugas, bukan hanya hitungan komputer (pasal 10).",
      "Meminta nama tidak muncul di pencarian umum demi keselamatan.",
    ],
    how: "Datang ke kantor desa atau kelurahan dengan KTP, atau telepon 171. Petugas mencatat dan memberi tanda terima.",
    fields: "Keterangan yang disimpan, tujuan, dan dasar hukumnya",
    field: "Keterangan",
    purpose: "Tujuan",
    basis: "Dasar hukum",
    person: "Tentang orang",
    family: "Tentang keluarga",
    identity: "Pengenal",
    health: "Rahasia khusus",
    officer: "Pejabat pelindungan data pribadi: lihat papan pengumuman kantor penyelenggara.",
  },

  notice: {
    "not-found": ["Halaman tidak ada", "Alamat ini tidak kami kenal. Mulai dari halaman depan."],
    "malformed-request": ["Isian belum terbaca", "Mohon ulangi dari halaman depan."],
    "too-many": [
      "Terlalu banyak pencarian",
      "Batas pencarian hari ini dari sini atau untuk desa ini sudah tercapai. Pakai Kode Cek, atau coba lagi besok.",
    ],
    "too-large": ["Isian terlalu panjang", "Mohon ulangi dengan isian yang lebih pendek."],
    busy: [
      "Sedang ramai",
      "Banyak yang memakai layanan ini sekarang. Kiriman ini belum kami terima. Yang sudah bertanda terima tidak ada yang hilang. Muat ulang halaman ini satu menit lagi: isian Anda ikut terkirim.",
    ],
    "no-version": ["Belum ada data", "Belum ada versi data yang terbit. Silakan kembali nanti."],
    "not-working": [
      "Ada kesalahan di pihak kami",
      "Belum berhasil. Tidak ada yang hilang. Coba lagi sebentar lagi.",
    ],
    other: ["Belum berhasil", "Mohon ulangi dari halaman depan."],
    back: "Ke halaman depan",
    reference: "Nomor rujukan",
  },

  footer: {
    help: "Bantuan: telepon 171, WhatsApp 0811-1022-210, atau kantor desa.",
    example: "Ini situs contoh. Semua orang di dalamnya buatan komputer.",
    source: "Wilayah: idn-area-data (ODbL), kode Kemendagri.",
  },
};

/** The shape every language has; a missing word does not compile. */
export type Words = typeof ID;
