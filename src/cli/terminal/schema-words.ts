import { say, type Words } from "#domain/words.ts";
import type { SchemaProblem } from "#store/migrate.ts";

/** What the exit code of a refused database is; scripts tell it from a bug (3). */
export const SCHEMA_EXIT = 4;

/** Where the database is, for people who have more than one. */
export type DeskAddress = { readonly dataFolder: string; readonly isTheirOwn: boolean };

/** Why this program leaves a database alone, and what to do, in two languages. */
export function schemaText({ kind, migration }: SchemaProblem, address: DeskAddress): string {
  const { id, en } = SENTENCES[kind](migration, address);
  return `ditolak (${kind}): ${id}\n(${en})`;
}

const SENTENCES: Readonly<
  Record<SchemaProblem["kind"], (migration: string, address: DeskAddress) => Words>
> = {
  "taught-otherwise": (migration, address) => {
    const { at, anew } = ways(address);
    return say(
      `${at.id} dibuat oleh OpenDTSEN lain: migrasi ${migration} berbeda. Tidak ada yang diubah. ${anew.id} Berisi register sungguhan? Jalankan OpenDTSEN yang membuatnya. Migrasi itu Anda ubah sendiri? Kembalikan, dan tulis berkas migrasi baru.`,
      `${at.en} was made by another OpenDTSEN: migration ${migration} differs. Nothing was changed. ${anew.en} If it holds a real register, run the OpenDTSEN that made it. If you changed that migration yourself, put it back and write a new file.`,
    );
  },
  "taught-more": (migration, address) => {
    const { at, anew } = ways(address);
    return say(
      `${at.id} dibuat oleh OpenDTSEN yang lebih baru: ia mengenal ${migration}, program ini tidak. Tidak ada yang diubah. Jalankan program yang lebih baru. ${anew.id}`,
      `${at.en} was made by a newer OpenDTSEN: it knows ${migration}, this program does not. Nothing was changed. Start the newer program. ${anew.en}`,
    );
  },
};

/** How an example is built anew: our own folder by one command, a database of theirs by hand. */
function ways({ dataFolder, isTheirOwn }: DeskAddress): {
  readonly at: Words;
  readonly anew: Words;
} {
  return isTheirOwn
    ? {
        at: say("Basis data di DATABASE_URL", "The database at DATABASE_URL"),
        anew: say(
          "Berisi contoh saja? Hapus dan buat basis data itu, lalu jalankan lagi.",
          "If it holds only an example, drop and create that database, then start again.",
        ),
      }
    : {
        at: say(`Meja kerja di ${dataFolder}`, `The desk in ${dataFolder}`),
        anew: say(
          "Berisi contoh dari npm start saja? Bangun lagi: npm start -- --fresh, atau pilih folder lain dengan DTSEN_DATA.",
          "If it holds only the example of npm start, build it anew: npm start -- --fresh, or choose another folder with DTSEN_DATA.",
        ),
      };
}
