import { OFFICES } from "#domain/institution.ts";
import { PURPOSE_TERMS } from "#domain/purpose.ts";
import { ROLE_TERMS } from "#domain/role.ts";
import { say, type Words } from "#domain/words.ts";
import { SERVICE_ACT_WORDS } from "./audit-service-words.ts";
import { same } from "./family-words.ts";

const ACT_WORDS: Readonly<Record<string, Words>> = {
  "read-family-sheet": say("Membuka lembar keluarga", "Opened the family sheet"),
  "search-families": say("Muncul di hasil pencarian", "Appeared in a search"),
  "list-visits": say("Muncul di rencana kunjungan", "Appeared in a plan of visits"),
  "read-area-figures": say("Membaca angka wilayah", "Read figures of regions"),
  "list-families": say("Muncul di daftar keluarga", "Appeared in a list"),
  "unmask-identity": say("Membuka NIK dan nomor KK", "Saw NIK and card number"),
  "read-readers": say("Melihat siapa yang membuka", "Looked at who looked"),
  "check-code": say("Cek status dengan Kode Cek", "Status check by code"),
  "check-name": say("Cek status dengan nama", "Status check by name"),
  "sign-in": say("Masuk", "Signed in"),
  "sign-out": say("Keluar", "Signed out"),
  "change-password": say("Mengganti kata sandi sendiri", "Changed the own password"),
  "enrol-account": say("Mendaftarkan kata sandi sendiri", "Chose a password of their own"),
  "first-account": say("Membuat pengelola akun pertama", "Made a first administrator"),
  "open-work-session": say("Bekerja lewat baris perintah", "Worked at the command line"),
  "list-accounts": say("Melihat daftar akun", "Looked at accounts"),
  "invite-account": say("Mengundang seseorang", "Invited somebody"),
  "reset-account": say("Memberi kode baru", "Gave a new code"),
  "revoke-account": say("Mengakhiri sesi akun", "Ended an account's sessions"),
  appoint: say("Memberi penugasan", "Appointed somebody"),
  "confirm-appointment": say("Mengesahkan penugasan", "Confirmed an appointment"),
  "end-appointment": say("Menghentikan penugasan", "Ended an appointment"),
  "search-audit": say("Mencari catatan audit", "Searched the audit log"),
  "read-quarantine": say("Melihat karantina", "Looked at quarantine"),
  "read-return-file": say("Mengunduh berkas pengembalian", "Downloaded a return file"),
  "list-unidentified": say(
    "Muncul di daftar orang tanpa NIK",
    "Appeared among persons without NIK",
  ),
  "unidentified-found": say("Mencatat orang tanpa NIK", "Registered a person without NIK"),
  "unidentified-noted": say("Menambah catatan orang tanpa NIK", "Added a note on such a person"),
  "unidentified-referred": say("Merujuk ke Dukcapil", "Referred to the civil registry"),
  "unidentified-reminded": say("Mengingatkan rujukan", "Reminded of a referral"),
  "unidentified-promoted": say("Mencatat NIK orang yang dirujuk", "Linked to a person with NIK"),
  "unidentified-closed": say("Menutup catatan orang tanpa NIK", "Closed a record without NIK"),
  "list-evidence-checks": say("Muncul di daftar bukti", "Appeared among evidence to check"),
  "decide-check": say("Memutus pemeriksaan bukti", "Decided on evidence"),
  "list-findings": say("Muncul di daftar temuan", "Appeared among findings"),
  "record-finding": say("Mencatat temuan", "Recorded a finding"),
  "confirm-finding": say("Mengesahkan temuan", "Confirmed a finding"),
  "list-proposals": say("Muncul di daftar usulan warga", "Appeared among families' proposals"),
  "decide-proposal": say("Memutus usulan perbaikan dari warga", "Decided on a family's proposal"),
  "issue-explanation-code": say("Memberikan Kode Penjelasan", "Handed out an Explanation Code"),
  "read-own-explanation": say("Membaca penjelasan keluarga sendiri", "Read the own explanation"),
  "propose-correction": say("Mengusulkan perbaikan keterangan", "Proposed a correction"),
  "read-receipt": say("Melihat tanda terima usulan", "Looked up a receipt"),
  "read-waterfall": say("Membuka air terjun skor keluarga", "Opened a score taken apart"),
  "answer-finding": say("Menjawab temuan", "Answered a finding"),
  "ask-identity": say("Menanyakan identitas kepada Dukcapil", "Asked the civil registry"),
  "list-identity-checks": say("Muncul di daftar identitas", "Appeared in a list of identity"),
  "read-identity-check": say("Membuka jawaban Dukcapil", "Opened answers on identity"),
  "answer-identity": say("Menjawab pencocokan identitas", "Answered on identity"),
  "deliver-identity-answers": say("Mengirim jawaban Dukcapil", "Delivered answers on identity"),
  "claim-reviews": say("Mengambil pasangan untuk ditelaah", "Took pairs to review"),
  "read-review-pair": say(
    "Menelaah dua rekaman berdampingan",
    "Looked at two records side by side",
  ),
  "list-reviews": say("Muncul di daftar telaah", "Appeared in a list of reviews"),
  "answer-review": say("Menjawab telaah", "Answered a review"),
  "confirm-review": say("Mengukuhkan atau menolak telaah", "Confirmed or rejected a review"),
  "decide-cluster": say("Memutus gugus rekaman", "Decided on a cluster of records"),
  "lapse-review": say(
    "Telaah lewat tenggat orang kedua",
    "A review without a second person lapsed",
  ),
  "ask-review-again": say(
    "Putusan telaah yang bertentangan ditanyakan lagi",
    "Decisions of a review contradict others and are asked again",
  ),
  "undo-review": say("Membatalkan telaah", "Undid a review"),
  "follow-id": say("Mengikuti nomor register", "Followed an id of the register"),
  "read-review-statistics": say("Melihat mutu telaah", "Looked at the quality of reviews"),
  "list-clusters": say("Muncul di daftar gugus", "Appeared in a list of clusters"),
  "read-cluster": say("Membuka gugus rekaman", "Opened a cluster of records"),
  "ask-table": say("Meminta tabel silang", "Asked for a cross table"),
  "ask-what-if": say("Bertanya bagaimana jika", "Asked what if"),
  "save-what-if": say("Menyimpan skenario bagaimana jika", "Kept a what-if scenario"),
  "open-lake": say("Penghitung membuka berkas versi", "The worker opened a version's files"),
  "end-table": say("Penghitungan tabel berakhir", "The count of a table ended"),
  "give-back-table": say("Penghitung mati, pekerjaan diulang", "The worker died; once more"),
  "read-past-family": say(
    "Membuka keluarga menurut versi atau tanggal lalu",
    "Opened a family as of the past",
  ),
  "ask-past": say(
    "Meminta isi versi lama tentang keluarga",
    "Asked what an old version said of a family",
  ),
  "end-past": say("Pembacaan versi lama berakhir", "The reading of an old version ended"),
  "give-back-past": say("Pembaca mati, pekerjaan diulang", "The worker died; once more"),
  "read-table": say("Membaca tabel silang", "Read a cross table"),
  "read-crisis": say("Membuka keadaan darurat", "Opened an emergency"),
  "declare-crisis": say("Menyatakan keadaan darurat", "Declared an emergency"),
  "step-crisis": say("Menggerakkan keadaan darurat", "Moved an emergency"),
  "list-crisis-row": say("Muncul di daftar darurat", "Appeared in an emergency list"),
  "add-crisis-row": say("Ditambahkan ke daftar darurat", "Added to an emergency list"),
  "work-crisis": say("Diperiksa atau diberi bantuan darurat", "Checked or helped in an emergency"),
  "list-plans": say("Muncul di daftar rencana", "Appeared in a list of plans"),
  "read-plan": say("Membuka rencana keluarga", "Opened a family's plan"),
  "open-plan": say("Memulai rencana keluarga", "Began a family's plan"),
  "step-plan": say("Menggerakkan rencana keluarga", "Moved a family's plan"),
  "read-book": say("Muncul di buku pendamping", "Appeared in a facilitator's book"),
  "read-book-family": say(
    "Membuka keluarga di buku pendamping",
    "Opened a family in a facilitator's book",
  ),
  "record-commitment": say("Mencatat pemeriksaan komitmen", "Recorded a look at a commitment"),
  "open-warning": say("Menyampaikan surat peringatan pertama", "Handed over a first letter"),
  "step-warning": say("Menggerakkan peringatan komitmen", "Moved a warning about a commitment"),
  "list-sessions": say("Membuka jadwal P2K2", "Opened the schedule of sessions"),
  "read-session": say("Membuka daftar hadir P2K2", "Opened a session's attendance"),
  "make-group": say("Membuat kelompok P2K2", "Made a group for sessions"),
  "plan-session": say("Menjadwalkan P2K2", "Planned a session"),
  "tick-attendance": say("Mencatat kehadiran P2K2", "Recorded attendance"),
  "assign-families": say(
    "Membagi keluarga kepada pendamping",
    "Assigned families to a facilitator",
  ),
  "end-assignments": say("Mengakhiri pembagian keluarga", "Ended an assignment of families"),
  "note-unreached": say("Mencatat desa tanpa layanan terjangkau", "Noted a village out of reach"),
  "list-providers": say("Membuka daftar lembaga", "Opened the list of providers"),
  "keep-provider": say("Mengurus lembaga penyedia", "Kept a provider's record"),
  "list-proposals-of-aid": say("Muncul di daftar usulan", "Appeared in a list of proposals"),
  "take-proposal": say("Menerima usulan", "Took a proposal"),
  "read-proposal-of-aid": say("Membuka usulan", "Opened a proposal"),
  "move-proposal": say("Menggerakkan usulan", "Moved a proposal"),
  "see-proposal-notice": say("Melihat panggilan usulan", "Saw a call about a proposal"),
  "propose-aid": say("Mengusulkan lewat internet", "Proposed over the internet"),
  "read-visit-form": say("Membuka formulir kunjungan", "Opened the form of a visit"),
  "record-ground-check": say("Mencatat kunjungan", "Recorded a visit"),
  "record-deliberation": say("Mencatat musyawarah", "Recorded a deliberation"),
  "keep-closed-day": say("Mencatat hari tutup daerah", "Recorded a closed day of a region"),
  "keep-region-rule": say("Mencatat aturan daerah", "Recorded a rule of a region"),
  "list-objections": say("Muncul di daftar sanggah", "Appeared in a list of objections"),
  "read-objection": say("Membuka sanggah", "Opened an objection"),
  "move-objection": say("Menggerakkan sanggah", "Moved an objection"),
  "see-objection-notice": say("Melihat panggilan sanggah", "Saw a call about an objection"),
  "answer-objection": say("Keluarga menjawab sanggah", "The family answered an objection"),
  ...SERVICE_ACT_WORDS,
  "list-holder-changes": say(
    "Muncul di daftar ganti pengurus",
    "Appeared in a list of changes of card holder",
  ),
  "open-holder-change": say("Melaporkan ganti pengurus", "Asked for a change of card holder"),
  "read-holder-change": say("Membuka ganti pengurus", "Opened a change of card holder"),
  "move-holder-change": say("Menggerakkan ganti pengurus", "Moved a change of card holder"),
  "see-holder-change-notice": say(
    "Melihat panggilan ganti pengurus",
    "Saw a call about a change of card holder",
  ),
  "read-card-holders": say("Membuka riwayat pemegang kartu", "Opened who held the card"),
  "list-reactivations": say(
    "Muncul di daftar reaktivasi PBI",
    "Appeared in a list of reactivations",
  ),
  "list-reactivation-subjects": say(
    "Dibuka untuk laporan reaktivasi PBI",
    "Opened to report a reactivation",
  ),
  "report-reactivation": say("Melaporkan reaktivasi PBI", "Reported a reactivation"),
  "read-reactivation": say("Membuka reaktivasi PBI", "Opened a reactivation"),
  "move-reactivation": say("Menggerakkan reaktivasi PBI", "Moved a reactivation"),
  "read-reactivation-slip": say("Mencetak lembar reaktivasi", "Printed a reactivation's sheet"),
  "see-case-notice": say("Melihat panggilan lewat tenggat", "Saw a call after a deadline"),
  "confirm-follow-up": say("Mencatat pembaruan data", "Noted an update of data"),
  "read-slip": say("Memeriksa lembar reaktivasi", "Looked up a reactivation's sheet"),
  "list-suppressions": say("Muncul di daftar pelindungan", "Appeared among the protected"),
  "order-suppression": say("Menyembunyikan demi keselamatan", "Hid for safety"),
  "keep-suppression": say("Meninjau penyembunyian", "Looked at a suppression again"),
  "ask-release-suppression": say("Mengusulkan pengakhiran", "Asked for the end of a suppression"),
  "release-suppression": say("Mengakhiri penyembunyian", "Ended a suppression"),
  "read-vault": say("Membuka data khusus", "Opened vault data"),
  "record-vault": say("Mencatat data khusus", "Recorded vault data"),
  "erase-household": say("Menghapus rumah tangga dari survei", "Erased a household of a survey"),
  "erase-vault": say("Menghapus data khusus", "Erased vault data"),
  "read-family-moves": say(
    "Membuka pergeseran setiap keluarga antara dua versi",
    "Opened what moved each family between two versions",
  ),
  "read-version-moves": say(
    "Melihat angka pergeseran antara dua versi",
    "Looked at what moved between two versions",
  ),
  "override-gate": say("Menanggung gerbang mutu yang gagal", "Answered for a failed quality gate"),
  "state-matching-bands": say("Menetapkan ambang pemadanan", "Stated the bands of matching"),
  "publish-version": say("Menerbitkan versi", "Published a version"),
  "propose-version-program": say(
    "Mengusulkan program yang dihitung versi",
    "Proposed a program that versions determine",
  ),
  "answer-version-program": say(
    "Menjawab usulan program yang dihitung versi",
    "Answered for a program that versions determine",
  ),
  "bring-lists": say("Membawa daftar program lain ke meja", "Brought lists of other programs"),
  "hand-over-candidates": say("Menyerahkan daftar calon", "Handed over a list of candidates"),
  "read-candidates": say("Membuka atau mengunduh daftar calon", "Read a list of candidates"),
  "answer-candidates": say(
    "Menerima atau menarik daftar calon",
    "Received or withdrew a list of candidates",
  ),
  "check-candidate-result": say(
    "Memeriksa berkas hasil atas daftar calon",
    "Checked a file with a result of candidates",
  ),
  "record-candidate-result": say(
    "Menerima hasil atas daftar calon",
    "Recorded a result of candidates",
  ),
  "count-rule": say("Meminta hitungan persis aturan program", "Asked for an exact count of a rule"),
  "propose-rule": say("Mengusulkan aturan program", "Proposed a program's rule"),
  "answer-rule": say("Menjawab usulan aturan program", "Answered a proposed rule"),
  "propose-determination": say("Mengusulkan penetapan program", "Proposed a determination"),
  "answer-determination": say("Menjawab usulan penetapan", "Answered a proposed determination"),
  "make-letter": say("Membuat SK dengan lampirannya", "Had a decree made with its annex"),
  "record-decree": say("Mencatat SK program", "Recorded a program's decree"),
  "word-for-withdrawal": say(
    "Memerintahkan kembali ke versi sebelumnya di bawah SK",
    "Ordered a going back under a decree",
  ),
  "read-affected-families": say(
    "Membuka daftar keluarga terdampak penarikan",
    "Opened the families that a withdrawal touches",
  ),
  "order-withdrawal": say(
    "Memerintahkan penarikan versi di layar",
    "Ordered on the screen that a version is taken back",
  ),
  "receive-commitments": say("Menerima laporan komitmen PKH", "Received a report of commitments"),
  "receive-payments": say("Menerima laporan penyaluran", "Received a report of payments"),
  "read-family-payments": say("Membuka pembayaran keluarga", "Opened a family's payments"),
  "read-payment-sums": say("Melihat rekonsiliasi penyaluran", "Looked at sums of payments"),
  "list-stuck-payments": say(
    "Muncul di daftar penyaluran yang tertahan",
    "Appeared among payments that stand still",
  ),
  "list-payment-checks": say(
    "Muncul di pemeriksaan sebelum bayar",
    "Appeared in the checks before payment",
  ),
  "draw-payment-sample": say(
    "Terambil dalam sampel setelah bayar",
    "Drawn into a sample of payments",
  ),
  "note-sample-result": say(
    "Menyimpan hasil pemeriksaan setelah bayar",
    "Noted what visits found after payment",
  ),
  "withdraw-version": say("Menarik versi", "Withdrew a version"),
};

/** What was done, in words; an act that nobody named is shown by its code. */
export function sayAct(act: string): Words {
  return ACT_WORDS[act] ?? same(act);
}

/** The role and office under which it was done: the one wording, wherever the log is shown. */
export function sayRole({
  role,
  office,
  actor,
}: {
  readonly role: string | null;
  readonly office: string | null;
  readonly actor: string;
}): Words {
  if (actor === "public") return say("Pengunjung cek status", "Visitor of the status page");
  if (actor === "lake-worker") return say("Penghitung danau data", "Lake worker");
  if (actor.startsWith("cli:")) return say("Pekerjaan sistem", "System work");
  const terms = termsOf(ROLE_TERMS, role);
  if (terms === undefined) return say("Petugas", "Officer");
  const of = OFFICES.find(({ code }) => code === office)?.words;
  return of === undefined
    ? terms.words
    : say(`${terms.words.id}, ${of.id}`, `${terms.words.en}, ${of.en}`);
}

export function sayPurpose(code: string | null): Words {
  return termsOf(PURPOSE_TERMS, code)?.words ?? same(code ?? "–");
}

function termsOf<Terms>(
  book: Readonly<Record<string, Terms>>,
  code: string | null,
): Terms | undefined {
  return code !== null && Object.hasOwn(book, code) ? book[code] : undefined;
}
