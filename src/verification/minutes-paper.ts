import { Paper, RIGHT } from "./paper-flow.ts";

/** What the meeting said of one family. */
export type MinutesLine = {
  readonly name: string;
  readonly rt: string | undefined;
  readonly rw: string | undefined;
  readonly asked: string;
  readonly decision: string;
  readonly votesFor: number;
  readonly votesAgainst: number;
  /** Why somebody was of another mind, in chosen words. */
  readonly dissent: readonly string[];
};

/** All that minutes say; the same terms give the same bytes. */
export type MinutesTerms = {
  readonly number: string;
  readonly isStatement: boolean;
  readonly village: string;
  readonly villageCode: string;
  /** ISO, and in words. */
  readonly heldOn: string;
  readonly dayInWords: string;
  /** Where it was called by the register: its place and time. */
  readonly place: string | undefined;
  readonly invited: number;
  readonly attended: number;
  readonly attendedWomen: number;
  /** In the order of RW and RT. */
  readonly families: readonly MinutesLine[];
  readonly agreed: number;
  readonly declined: number;
  /** Of the decisions as they were recorded: paper and record are compared by it. */
  readonly recordSha256: string;
  readonly isExample: boolean;
};

const no = { x: 60, width: 22 };
const family = { x: 88, width: 128 };
const where = { x: 222, width: 56 };
const asked = { x: 284, width: 92 };
const decided = { x: 382, width: 66 };
const votes = { x: 452, width: 34 };
const dissent = { x: 490, width: RIGHT - 490 };

/** Minutes of a village meeting (berita acara), or of the head's statement, with room for wet signatures. No decile stands on them. */
export async function writeMinutes(terms: MinutesTerms): Promise<Buffer> {
  const { number, isStatement, recordSha256 } = terms;
  const heading = isStatement
    ? "LAMPIRAN SURAT PERNYATAAN TANGGUNG JAWAB MUTLAK"
    : "BERITA ACARA MUSYAWARAH DESA/KELURAHAN";
  const paper = new Paper(
    { title: `Berita acara ${number}`, subject: terms.village, day: terms.heldOn },
    {
      number,
      mark: `DTSEN · sidik catatan ${recordSha256.slice(0, 16)}`,
      isExample: terms.isExample,
    },
  );
  paper.title(heading, [`Nomor ${number}`, terms.village]);
  paper.clause("Desa/kelurahan", `${terms.village} (kode ${terms.villageCode})`);
  paper.clause("Hari", terms.dayInWords);
  if (terms.place !== undefined) paper.clause("Tempat", terms.place);
  if (!isStatement)
    paper.clause(
      "Kehadiran",
      `${terms.invited} diundang, ${terms.attended} hadir, ${terms.attendedWomen} di antaranya perempuan; daftar hadir bertanda tangan terlampir.`,
    );
  paper.clause(
    "Putusan",
    `${terms.agreed + terms.declined} usulan diputus: ${terms.agreed} disepakati, ${terms.declined} tidak disepakati.`,
  );
  writeFamilies(paper, terms);
  paper.lines(
    "Keluarga yang dilindungi tidak disebut di surat ini. Desil dan peringkat tidak dibahas. Yang tidak disepakati menerima alasannya dan dapat meminta peninjauan kantor lain.",
  );
  paper.lines(`Sidik catatan putusan (SHA-256): ${recordSha256}`, { size: 8 });
  paper.gap(10);
  paper.signers(
    isStatement
      ? ["Kepala desa/lurah, bermeterai"]
      : ["Kepala desa/lurah", "Ketua BPD / wakil masyarakat", "Wakil peserta", "Pencatat"],
  );
  return await paper.end();
}

function writeFamilies(paper: Paper, { families, isStatement }: MinutesTerms): void {
  paper.gap(8);
  paper.row(
    [
      [no, "No"],
      [family, "Keluarga"],
      [where, "RT/RW"],
      [asked, "Usulan"],
      [decided, "Putusan"],
      [votes, "Suara"],
      [dissent, "Lain"],
    ],
    { bold: true },
  );
  const notes: string[] = [];
  for (const [nth, one] of families.entries()) {
    if (one.dissent.length > 0) notes.push(`${nth + 1}. ${one.dissent.join("; ")}`);
    paper.row([
      [no, String(nth + 1)],
      [family, one.name],
      [where, `${one.rt ?? "–"} / ${one.rw ?? "–"}`],
      [asked, one.asked],
      [decided, one.decision],
      [votes, isStatement ? "–" : `${one.votesFor} : ${one.votesAgainst}`],
      [dissent, one.dissent.length === 0 ? "–" : `lihat ${nth + 1}`],
    ]);
  }
  paper.gap(14);
  if (notes.length > 0) {
    paper.lines("Pendapat lain, tanpa nama:", { bold: true });
    for (const note of notes) paper.lines(note);
    paper.gap(6);
  }
}
