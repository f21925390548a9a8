import type { Command } from "commander";
import {
  APPOINTMENT_STATE_WORDS,
  RENEWAL_DAYS,
  readAppointmentState,
} from "#domain/appointment.ts";
import { addDays, type PlainDate } from "#domain/plain-date.ts";
import {
  type AccountWorker,
  confirmAs,
  endAs,
  type ListedAccount,
  listAccountsAs,
  resetAs,
  revokeAs,
} from "#jobs/account-work.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { type Answer, answer, sayCode, todayHere } from "./terminal/account-answer.ts";
import { addFirst } from "./terminal/account-first.ts";
import { addAppoint, addInvite } from "./terminal/account-terms.ts";

const EXAMPLES = `
Contoh:
  $ dtsen account first --username rina --name "Rina Contoh" --second-username budi --second-name "Budi Peraga" \\
      --decree "SK 1/2027" --until 2027-12-31 --operator "Dewi, pusat data"
  $ dtsen account invite --username sari --name "Sari Peraga" --role village-operator --office desa \\
      --region 32.04.05.2001 --from 2027-01-01 --until 2027-12-31 --decree "SK 12/2027" --by rina
  $ dtsen account list --show waiting --by budi
  $ dtsen account confirm 17 --by budi
  $ dtsen account reset sari --reason "HP hilang" --by rina
  $ dtsen account revoke sari --reason "berhenti bekerja" --disable --by rina

--by names the administrator under whose rights it is done; each call is noted in that name and as done at the
command line. Passwords are never typed here: the person chooses one with the code. Codes: 0 done, 1 refused.`;

/** dtsen account: named persons and their dated appointments. */
export function addTo(program: Command): void {
  const account = program
    .command("account")
    .description("akun dan penugasan (accounts and appointments)")
    .addHelpText("after", EXAMPLES);
  addFirst(account);
  addInvite(account);
  addAppoint(account);
  addList(account);
  addSettling(account);
  addReset(account);
  addRevoke(account);
}

type By = { readonly by: string; readonly json?: boolean };

const BY = ["--by <username>", "the administrator under whose rights it is done"] as const;
const JSON_FLAG = ["--json", "figures as JSON"] as const;

async function work<T>(
  { by, json }: By,
  run: (worker: AccountWorker) => Promise<Answer<T>>,
  say: (value: T) => string,
): Promise<void> {
  const done = await inHouse(readSettings(), ({ desk }) => run({ desk, by }));
  answer(done, json === true, say);
}

function addList(account: Command): void {
  account
    .command("list")
    .description("akun yang dikelola dan penugasannya (accounts and their appointments)")
    .option("--show <which>", "all, waiting (for a second person) or renewal (end soon)", "all")
    .requiredOption(...BY)
    .option(...JSON_FLAG)
    .action(async ({ show, ...by }: By & { readonly show: string }) => {
      if (show !== "all" && show !== "waiting" && show !== "renewal") {
        process.stderr.write("--show: all, waiting, renewal\n");
        process.exitCode = 2;
        return;
      }
      const today = todayHere();
      const filter = { show, today, near: addDays(today, RENEWAL_DAYS) } as const;
      await work(
        by,
        (worker) => listAccountsAs(worker, filter),
        (rows) => writeList(rows, today),
      );
    });
}

function writeList(rows: readonly ListedAccount[], today: PlainDate): string {
  return rows
    .flatMap(({ username, fullName, isEnrolled, isDisabled, appointments }) => [
      `${username}  ${fullName}${isDisabled ? "  (nonaktif)" : isEnrolled ? "" : "  (menunggu pendaftaran)"}`,
      ...appointments.map((one) => {
        const state = readAppointmentState(
          {
            validFrom: one.valid_from,
            validTo: one.valid_to,
            isConfirmed: one.is_confirmed,
            isRevoked: one.is_revoked,
          },
          today,
        );
        const words = APPOINTMENT_STATE_WORDS[state].id;
        return `  ${one.appointment_id}  ${one.role_code}, ${one.office_code}, ${one.region_name}, ${one.valid_from} – ${one.valid_to}, ${one.decree}: ${words}`;
      }),
    ])
    .join("\n");
}

function addSettling(account: Command): void {
  account
    .command("confirm <appointment-no>")
    .description("sahkan penugasan yang dibuat orang lain (the second person confirms)")
    .requiredOption(...BY)
    .option(...JSON_FLAG)
    .action(async (no: string, by: By) => {
      await work(
        by,
        (worker) => confirmAs(worker, numberOf(no), todayHere()),
        () => `Penugasan ${no} disahkan; berlaku pada tanggal-tanggalnya.`,
      );
    });
  account
    .command("end <appointment-no>")
    .description("hentikan penugasan sebelum waktunya (end an appointment early)")
    .requiredOption("--reason <words>", "why, for the record; never a NIK")
    .requiredOption(...BY)
    .option(...JSON_FLAG)
    .action(async (no: string, { reason, ...by }: By & { readonly reason: string }) => {
      await work(
        by,
        (worker) => endAs(worker, numberOf(no), reason, todayHere()),
        () => `Penugasan ${no} dihentikan; haknya sudah hilang.`,
      );
    });
}

/** Nought is nobody's number: what is no number is refused like an unknown one. */
const numberOf = (no: string): number => (/^\d{1,15}$/.test(no) ? Number(no) : 0);

function addReset(account: Command): void {
  account
    .command("reset <username>")
    .description(
      "kode baru; haknya menunggu orang kedua (a new code; rights wait for a second person)",
    )
    .requiredOption("--reason <words>", "why, for the record")
    .requiredOption(...BY)
    .option(...JSON_FLAG)
    .action(async (username: string, { reason, ...by }: By & { readonly reason: string }) => {
      await work(by, (worker) => resetAs(worker, username, reason, new Date()), sayCode(username));
    });
}

function addRevoke(account: Command): void {
  account
    .command("revoke <username>")
    .description("akhiri semua sesinya sekarang (end all its sessions now)")
    .requiredOption("--reason <words>", "why, for the record")
    .option("--disable", "and let nobody sign in to it again")
    .requiredOption(...BY)
    .option(...JSON_FLAG)
    .action(
      async (
        username: string,
        { reason, disable, ...by }: By & { readonly reason: string; readonly disable?: boolean },
      ) => {
        const how = { reason, isDisabling: disable === true };
        await work(
          by,
          (worker) => revokeAs(worker, username, how),
          ({ sessions }) =>
            `${username}: ${sessions} sesi diakhiri${how.isDisabling ? ", akun dinonaktifkan" : ""}.`,
        );
      },
    );
}
