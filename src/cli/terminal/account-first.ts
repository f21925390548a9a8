import type { Command } from "commander";
import { parsePlainDate } from "#domain/plain-date.ts";
import { refuse } from "#domain/result.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { makeFirstAccounts } from "#store/first-accounts.ts";
import { answer, sayCode, todayHere } from "./account-answer.ts";

type FirstOptions = {
  readonly username: string;
  readonly name: string;
  readonly secondUsername: string;
  readonly secondName: string;
  readonly decree: string;
  readonly until: string;
  readonly operator: string;
  readonly json?: boolean;
};

/** dtsen account first: two administrators where no two are left, by whoever holds the key folder. */
export function addFirst(account: Command): void {
  account
    .command("first")
    .description(
      "dua pengelola, bila tidak ada lagi dua (two administrators, where no two are left)",
    )
    .requiredOption("--username <name>", "the first administrator")
    .requiredOption("--name <words>", "that person's name")
    .requiredOption("--second-username <name>", "the second: each appointment takes two")
    .requiredOption("--second-name <words>", "that person's name")
    .requiredOption("--decree <number>", "the decree (SK) that appoints them")
    .requiredOption("--until <day>", "last day of their appointment")
    .requiredOption("--operator <words>", "who runs this at the database; stays in the audit log")
    .option("--json", "figures as JSON")
    .action(run);
}

async function run(options: FirstOptions): Promise<void> {
  const until = parsePlainDate(options.until);
  const done = until.ok
    ? await inHouse(readSettings(), ({ desk }) =>
        makeFirstAccounts(
          desk,
          {
            persons: [
              { username: options.username, personName: options.name },
              { username: options.secondUsername, personName: options.secondName },
            ],
            decree: options.decree,
            validFrom: todayHere(),
            validTo: until.value,
            operator: options.operator,
          },
          new Date(),
        ),
      )
    : refuse("days-wrong");
  answer(done, options.json === true, (made) =>
    made.map((one) => sayCode(one.username)(one)).join("\n"),
  );
}
