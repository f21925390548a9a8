import type { MeetingPaper } from "#domain/meeting.ts";
import { Paper, RIGHT } from "./paper-flow.ts";

/** A family that waits for the meeting. No decile stands on any paper of it. */
export type MeetingFamily = {
  readonly name: string;
  readonly rt: string | undefined;
  readonly rw: string | undefined;
  /** The program that is asked for, or that the data be brought up to date. */
  readonly asked: string;
};

/** What a pack is written from; the same terms give the same bytes. */
export type MeetingTerms = {
  readonly number: string;
  /** Written out with district and regency. */
  readonly village: string;
  readonly villageCode: string;
  /** ISO, and in words with its weekday. */
  readonly day: string;
  readonly dayInWords: string;
  readonly startsAt: string;
  readonly place: string;
  /** In the order of RW and RT. */
  readonly families: readonly MeetingFamily[];
  readonly isExample: boolean;
};

/** Who is called to a village meeting on poverty data, besides whom the village adds (domain.md 7.1). */
const INVITED = [
  "Kepala desa atau lurah",
  "Badan Permusyawaratan Desa (BPD) atau wakil masyarakat kelurahan",
  "Ketua RT dan RW",
  "Tokoh masyarakat dan tokoh agama",
  "Wakil perempuan, penyandang disabilitas dan lanjut usia",
  "Pendamping sosial (PKH, TKSK, PSM) yang bertugas",
] as const;
const WITH_PROTECTED =
  "Keluarga yang dilindungi tidak disebut di surat ini. Desil dan peringkat tidak dibahas dan tidak ditulis.";
/** Lines to sign on, as many as a village's meeting commonly needs; more pages are copied. */
const ATTENDANCE_LINES = 40;
const MARK = "DTSEN · disiapkan dari usulan yang menunggu musyawarah";

const no = { x: 60, width: 22 };

/** The chosen papers of a meeting, one after the other. */
export async function writeMeetingPapers(
  terms: MeetingTerms,
  chosen: MeetingPaper,
): Promise<Buffer> {
  const foot = { number: terms.number, mark: MARK, isExample: terms.isExample };
  const paper = new Paper(
    { title: `Surat musyawarah ${terms.number}`, subject: terms.village, day: terms.day },
    foot,
  );
  const papers = { invitation, attendance, agenda, statement } as const;
  const wanted =
    chosen === "all" ? (["invitation", "attendance", "agenda"] as const) : ([chosen] as const);
  for (const [nth, one] of wanted.entries()) {
    if (nth > 0) paper.next();
    papers[one](paper, terms);
  }
  return await paper.end();
}

const when = ({ dayInWords, startsAt }: MeetingTerms) =>
  `${dayInWords}, pukul ${startsAt} waktu setempat`;

function invitation(paper: Paper, terms: MeetingTerms): void {
  paper.title("UNDANGAN", [`Nomor ${terms.number}`, terms.village]);
  paper.lines("Kepada Yth.");
  for (const [nth, one] of INVITED.entries()) paper.lines(`${nth + 1}. ${one}`);
  paper.lines(`${INVITED.length + 1}. ${"_".repeat(40)}`);
  paper.gap(8);
  paper.lines(
    "Dengan hormat, kami mengundang Bapak/Ibu ke musyawarah tentang usulan bantuan sosial dan pembaruan data keluarga.",
  );
  paper.gap(6);
  paper.clause("Hari dan waktu", when(terms));
  paper.clause("Tempat", terms.place);
  paper.clause("Yang dibahas", `${terms.families.length} usulan keluarga di ${terms.village}.`);
  paper.clause(
    "Tata cara",
    "Setiap keluarga dibahas dan diputus dengan suara terbanyak; pendapat lain dicatat. Tidak ada yang dipermalukan: keadaan keluarga di luar usulan tidak dibacakan.",
  );
  paper.gap(16);
  paper.signers(["Kepala desa/lurah"]);
}

function attendance(paper: Paper, terms: MeetingTerms): void {
  paper.title("DAFTAR HADIR", [`Nomor ${terms.number}`, `${when(terms)} · ${terms.place}`]);
  const name = { x: 88, width: 190 };
  const office = { x: 284, width: 120 };
  const sex = { x: 410, width: 34 };
  const sign = { x: 450, width: RIGHT - 450 };
  paper.row(
    [
      [no, "No"],
      [name, "Nama"],
      [office, "Jabatan atau RT/RW"],
      [sex, "L/P"],
      [sign, "Tanda tangan"],
    ],
    { bold: true },
  );
  for (let line = 1; line <= ATTENDANCE_LINES; line += 1)
    paper.row([[no, String(line)]], { height: 26 });
}

/** What is discussed, with empty cells for what is said: it is entered from here once the meeting is over. */
function agenda(paper: Paper, terms: MeetingTerms): void {
  paper.title("YANG DIBAHAS", [`Nomor ${terms.number}`, `${when(terms)} · ${terms.place}`]);
  paper.lines(WITH_PROTECTED);
  paper.gap(8);
  const family = { x: 88, width: 150 };
  const where = { x: 244, width: 62 };
  const asked = { x: 312, width: 110 };
  const votes = { x: 428, width: 50 };
  const said = { x: 484, width: RIGHT - 484 };
  paper.row(
    [
      [no, "No"],
      [family, "Keluarga"],
      [where, "RT/RW"],
      [asked, "Usulan"],
      [votes, "Setuju / tidak"],
      [said, "Putusan"],
    ],
    { bold: true },
  );
  for (const [nth, { name, rt, rw, asked: wanted }] of terms.families.entries())
    paper.row(
      [
        [no, String(nth + 1)],
        [family, name],
        [where, `${rt ?? "–"} / ${rw ?? "–"}`],
        [asked, wanted],
        [votes, "      /"],
      ],
      { height: 28 },
    );
}

/** Where no meeting could be held: the head of the village answers for it alone. */
function statement(paper: Paper, terms: MeetingTerms): void {
  paper.title("SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK", [`Nomor ${terms.number}`, terms.village]);
  paper.lines("Yang bertanda tangan di bawah ini:");
  paper.gap(4);
  for (const blank of ["Nama", "NIP (bila ada)", "Jabatan"])
    paper.clause(blank, `: ${"_".repeat(48)}`);
  paper.gap(4);
  paper.lines(
    `menyatakan bahwa usulan keluarga di bawah ini di ${terms.village} (kode ${terms.villageCode}) sudah dikunjungi, keterangannya benar menurut yang kami ketahui, dan musyawarah tidak dapat diadakan karena:`,
  );
  for (let line = 0; line < 2; line += 1) paper.lines("_".repeat(88));
  paper.gap(6);
  for (const [nth, { name, rt, rw, asked }] of terms.families.entries())
    paper.lines(
      `${nth + 1}. ${name}, RT ${rt ?? "–"} / RW ${rw ?? "–"}: ${asked}   [  ] ya   [  ] tidak`,
    );
  paper.gap(6);
  paper.lines(
    "Bila pernyataan ini tidak benar, kami bersedia dituntut menurut hukum yang berlaku. Keluarga yang tidak setuju dapat menyanggah atau meminta peninjauan kantor lain.",
  );
  paper.lines(WITH_PROTECTED);
  paper.gap(16);
  paper.signers(["Kepala desa/lurah, bermeterai"]);
}
