import type { Command } from "commander";
import { parsePlainDate } from "#domain/plain-date.ts";
import { accept, type Result, refuse } from "#domain/result.ts";
import { ROLES } from "#domain/role.ts";
import { appointAs, inviteAs } from "#jobs/account-work.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import type { AppointmentTerms } from "#store/appointments.ts";
import { answer, sayCode } from "./account-answer.ts";

type TermOptions = {
  readonly role: string;
  readonly office: string;
  readonly region: string;
  readonly from: string;
  readonly until: string;
  readonly decree: string;
  readonly programs?: string;
  readonly by: string;
  readonly json?: boolean;
};

type InviteOptions = TermOptions & {
  readonly username: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
};

/** dtsen account invite: a person, a first appointment, a code to hand over. */
export function addInvite(account: Command): void {
  withTerms(
    account
      .command("invite")
      .description("undang seseorang dengan penugasan pertamanya (invite a person)")
      .requiredOption("--username <name>", "how the person signs in; never an office")
      .requiredOption("--name <words>", "the person's name")
      .option("--email <address>")
      .option("--phone <number>"),
  ).action(async ({ username, name, email, phone, ...options }: InviteOptions) => {
    const draft = { username, personName: name, email, phone };
    const terms = readTerms(options);
    const done = terms.ok
      ? await inHouse(readSettings(), ({ desk }) =>
          inviteAs({ desk, by: options.by }, draft, terms.value, new Date()),
        )
      : terms;
    answer(done, options.json === true, (made) =>
      [
        sayCode(username)(made),
        `Penugasan ${made.appointmentId} menunggu orang kedua: dtsen account confirm ${made.appointmentId} --by …`,
      ].join("\n"),
    );
  });
}

/** dtsen account appoint: another post for somebody who has an account, or the same one renewed. */
export function addAppoint(account: Command): void {
  withTerms(
    account
      .command("appoint <username>")
      .description("beri atau perpanjang penugasan (give or renew an appointment)"),
  ).action(async (username: string, options: TermOptions) => {
    const terms = readTerms(options);
    const done = terms.ok
      ? await inHouse(readSettings(), ({ desk }) =>
          appointAs({ desk, by: options.by }, username, terms.value),
        )
      : terms;
    answer(
      done,
      options.json === true,
      ({ appointmentId }) =>
        `Penugasan ${appointmentId} menunggu orang kedua: dtsen account confirm ${appointmentId} --by …`,
    );
  });
}

function withTerms(command: Command): Command {
  return command
    .requiredOption("--role <code>", "such as village-operator; all: docs/GLOSSARY.md")
    .requiredOption("--office <code>", "such as desa, dinsos, pilar-sosial")
    .requiredOption("--region <code>", "2 to 10 digits with or without dots; ID for the nation")
    .requiredOption("--from <day>", "first day, 2027-01-01")
    .requiredOption("--until <day>", "last day")
    .requiredOption("--decree <number>", "the decree (SK) that appoints")
    .option("--programs <codes>", "for program determiners: pkh,sembako,pbi-jk")
    .requiredOption("--by <username>", "the administrator under whose rights it is done")
    .option("--json", "figures as JSON");
}

function readTerms(
  options: TermOptions,
): Result<AppointmentTerms, "role-not-yours-to-give" | "days-wrong"> {
  const role = ROLES.find((known) => known === options.role);
  const [from, to] = [parsePlainDate(options.from), parsePlainDate(options.until)];
  if (role === undefined) return refuse("role-not-yours-to-give");
  if (!from.ok || !to.ok) return refuse("days-wrong");
  return accept({
    role,
    officeCode: options.office,
    regionCode: options.region.replaceAll(".", ""),
    programs: options.programs?.split(",") ?? [],
    validFrom: from.value,
    validTo: to.value,
    decree: options.decree,
  });
}
