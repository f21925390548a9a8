import { say, type Words } from "./words.ts";

/** Where a list handed to another determiner stands. */
export const CANDIDATE_LIST_STATES = ["made", "received", "withdrawn"] as const;
export type CandidateListState = (typeof CANDIDATE_LIST_STATES)[number];

export const CANDIDATE_LIST_STATE_WORDS = {
  made: say("diserahkan, menunggu tanda terima", "handed over, not yet received"),
  received: say("diterima penetap", "received by the determiner"),
  withdrawn: say("ditarik", "withdrawn"),
} as const satisfies Record<CandidateListState, Words>;

/** Why a list is not made, received or withdrawn, and why a result is not taken. */
export const CANDIDATE_LIST_PROBLEMS = [
  "decree-right-not-held",
  "determination-unknown",
  "not-this-program",
  "own-decree",
  "not-approved",
  "one-village-a-list",
  "area-malformed",
  "day-later",
  "day-malformed",
  "handed-over-already",
  "number-taken",
  "nobody-here",
  "too-many-candidates",
  "names-somebody",
  "list-unknown",
  "same-side",
  "not-the-receiver",
  "answered-already",
  "result-already",
  "reason-too-short",
  "reason-names-somebody",
  "not-received",
  "act-missing",
  "act-later",
  "minutes-missing",
  "minutes-after-act",
  "dissent-above-attendance",
  "supersedes-without-reason",
  "nothing-taken",
  "too-many-rows",
  "no-such-file",
] as const;
export type CandidateListProblem = (typeof CANDIDATE_LIST_PROBLEMS)[number];

export const CANDIDATE_LIST_PROBLEM_WORDS = {
  "decree-right-not-held": say(
    "Akun ini tidak memegang hak itu hari ini. Mintalah penugasan penetap program.",
    "This account does not hold that right today. Ask to be appointed a determiner.",
  ),
  "determination-unknown": say(
    "Tidak ada penetapan dengan nomor itu. Buka daftar penetapan.",
    "There is no determination of that number. Open the list of determinations.",
  ),
  "not-this-program": say(
    "Penugasan akun ini tidak mencakup program itu. Teruskan kepada petugas programnya.",
    "This account's appointment does not cover that program. Pass it to its officer.",
  ),
  "own-decree": say(
    "Program ini ditetapkan kantor Anda sendiri. Buat SK, bukan daftar calon.",
    "Your own office determines this program. Make its decree, not a list of candidates.",
  ),
  "not-approved": say(
    "Penetapan ini tidak sedang berlaku. Daftar diserahkan setelah orang kedua menyetujui.",
    "This determination is not in force. Its list is handed over once a second person has approved.",
  ),
  "one-village-a-list": say(
    "Program ini ditetapkan desa: satu daftar untuk satu desa. Pilih desanya.",
    "Villages determine this program: one list for one village. Choose the village.",
  ),
  "area-malformed": say(
    "Wilayah tidak dikenal. Pilih provinsi, kabupaten/kota, atau desa.",
    "The area is not known. Choose a province, regency or village.",
  ),
  "day-later": say(
    "Tanggal serah terima belum tiba. Catat pada harinya.",
    "The day of the handover has not come. Record it on its day.",
  ),
  "day-malformed": say(
    "Tanggal tidak terbaca. Tulis seperti 2026-11-22.",
    "The day cannot be read. Write it like 2026-11-22.",
  ),
  "handed-over-already": say(
    "Daftar untuk wilayah itu, atau sebagian darinya, sudah diserahkan. Buka daftarnya, atau tarik dahulu.",
    "A list of that area, or part of it, was handed over already. Open it, or withdraw it first.",
  ),
  "number-taken": say(
    "Nomor berita acara itu sudah dipakai. Periksa nomornya.",
    "That number of a note of handover is in use. Check it.",
  ),
  "nobody-here": say(
    "Tidak ada calon program ini di wilayah itu. Pilih wilayah lain.",
    "This program has no candidate in that area. Choose another.",
  ),
  "too-many-candidates": say(
    "Lebih dari 100.000 calon dalam satu daftar. Serahkan per kabupaten/kota.",
    "More than 100,000 candidates in one list. Hand over one a regency.",
  ),
  "names-somebody": say(
    "Nomor dan nama penanda tangan tidak boleh memuat NIK atau nomor KK.",
    "Numbers and signers must not hold a NIK or card number.",
  ),
  "list-unknown": say(
    "Tidak ada daftar calon dengan nomor itu bagi Anda. Buka layar Daftar calon.",
    "There is no list of that number for you. Open the screen of lists.",
  ),
  "same-side": say(
    "Harus pihak lain: yang menyerahkan tidak menerima.",
    "It takes the other side: who hands over does not receive.",
  ),
  "not-the-receiver": say(
    "Daftar ini diterima instansi penetapnya, oleh petugas yang wilayahnya mencakup daftar ini.",
    "This list is received by the institution that determines, by an officer whose area covers it.",
  ),
  "answered-already": say(
    "Daftar ini sudah dijawab. Muat ulang untuk melihat keadaannya.",
    "This list has its answer already. Load it again.",
  ),
  "result-already": say(
    "Hasil atas daftar ini sudah diterima, jadi tidak dapat ditarik. Minta hasil pengganti.",
    "A result of this list was received: it is not withdrawn. Ask for another result.",
  ),
  "reason-too-short": say("Alasan paling sedikit 20 huruf.", "The reason has 20 letters at least."),
  "reason-names-somebody": say(
    "Alasan tidak boleh memuat NIK atau nomor KK: ia tersimpan selamanya.",
    "A reason must not hold a NIK or card number: it stays for ever.",
  ),
  "not-received": say(
    "Daftar ini belum diterima. Tanda tangani penerimaannya dahulu, baru kirim hasilnya.",
    "This list was not received. Receive it first, then send its result.",
  ),
  "act-missing": say(
    "Nomor dan tanggal keputusan belum lengkap. Untuk desa: nomor dan tanggal Peraturan Kepala Desa.",
    "Number or day of the act is missing. Of a village: those of the village head's regulation.",
  ),
  "act-later": say(
    "Tanggal keputusan belum tiba. Kirim hasil setelah ditandatangani.",
    "The day of the act has not come. Send the result once it is signed.",
  ),
  "minutes-missing": say(
    "Berita acara musyawarah desa khusus belum lengkap: nomor, tanggal, banyaknya hadir, dan yang berkeberatan (boleh 0).",
    "The minutes of the special deliberation are incomplete: number, day, attendance, dissent (may be 0).",
  ),
  "minutes-after-act": say(
    "Musyawarah bertanggal sesudah keputusannya. Periksa kedua tanggal.",
    "The deliberation is dated after its act. Check both days.",
  ),
  "dissent-above-attendance": say(
    "Yang berkeberatan lebih banyak daripada yang hadir. Periksa kedua angka.",
    "More dissented than were present. Check both counts.",
  ),
  "supersedes-without-reason": say(
    "Sudah ada hasil atas daftar ini. Hasil baru menggantikannya, dan perlu alasan paling sedikit 20 huruf.",
    "This list has a result. A new one takes its place, and needs a reason of 20 letters at least.",
  ),
  "nothing-taken": say(
    "Tidak satu baris pun dapat dipakai. Perbaiki baris yang ditolak, lalu kirim lagi.",
    "Not one row could be taken. Repair the refused rows, then send again.",
  ),
  "too-many-rows": say(
    "Lebih dari 100.000 baris. Kirim per kabupaten/kota.",
    "More than 100,000 rows. Send one regency at a time.",
  ),
  "no-such-file": say(
    "Berkas tidak ada. Periksa namanya.",
    "There is no such file. Check its name.",
  ),
} as const satisfies Record<CandidateListProblem, Words>;

/** Columns of the file that is handed over; the last two are filled in and sent back. NIK stands as text. */
export const CANDIDATE_COLUMNS = [
  "NOMOR",
  "KODE_DESA",
  "DESA",
  "NIK",
  "NAMA",
  "HASIL",
  "ALASAN",
] as const;
