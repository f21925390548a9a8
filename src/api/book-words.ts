import type { Component } from "#domain/program.ts";
import { toRupiah, writeRupiah } from "#domain/rupiah.ts";
import { say, type Words } from "#domain/words.ts";
import type { ComponentChange } from "#programs/component-forecast.ts";
import { dayInWords } from "./pages/language.ts";

/** A phase as people say it: tahap 1 2027. */
export const phaseWords = (code: string): Words =>
  say(
    `tahap ${code.slice(6)} ${code.slice(0, 4)}`,
    `phase ${code.slice(6)} of ${code.slice(0, 4)}`,
  );

const signed = (amount: number): string =>
  `${amount < 0 ? "-" : "+"}${writeRupiah(toRupiah(BigInt(Math.abs(amount))))}`;

/** One change of components as a sentence: who, what ends or begins, why, and what it does to the sum. */
export function changeWords(
  change: ComponentChange,
  who: string | undefined,
  components: readonly Component[],
  phase: string,
): Words {
  const named = (id: string | undefined) => components.find((one) => one.id === id)?.name;
  const [before, after] = [named(change.before), named(change.after)];
  const move = {
    id:
      before === undefined
        ? `bertambah komponen ${after?.id}`
        : after === undefined
          ? `komponen ${before.id} berakhir`
          : `${before.id} menjadi ${after.id}`,
    en:
      before === undefined
        ? `adds ${after?.en}`
        : after === undefined
          ? `${before.en} ends`
          : `${before.en} becomes ${after.en}`,
  };
  const cause = causeWords(change);
  const when = phaseWords(phase);
  const money =
    change.differenceRupiah === 0
      ? { id: "jumlah tetap", en: "the sum stays" }
      : { id: signed(change.differenceRupiah), en: signed(change.differenceRupiah) };
  return say(
    `Mulai ${when.id}, ${who ?? "calon bayi"}: ${move.id} (${cause.id}), ${money.id}.`,
    `From ${when.en}, ${who ?? "a child to come"}: ${move.en} (${cause.en}), ${money.en}.`,
  );
}

function causeWords({ cause, on, turns, personId }: ComponentChange): Words {
  const [id, en] = [dayInWords("id", on), dayInWords("en", on)];
  switch (cause) {
    case "age":
      return say(`berumur ${turns ?? ""} tahun pada ${id}`, `aged ${turns ?? ""} on ${en}`);
    case "school":
      return say(
        `tahun ajaran baru ${id}; pastikan di sekolah`,
        `new school year ${en}; make sure at the school`,
      );
    case "birth":
      return personId === undefined
        ? say(`perkiraan lahir ${id}`, `birth expected ${en}`)
        : say("masa nifas lewat", "six weeks after birth are over");
    default:
      return cause satisfies never;
  }
}

/** A pregnancy without a day when the birth is expected is asked about. */
export const askBirth = (who: string): Words =>
  say(
    `${who} tercatat hamil: tanyakan perkiraan lahirnya dan catat pada pemeriksaan kesehatan.`,
    `${who} is recorded as pregnant: ask when the birth is expected and note it with a health check.`,
  );
