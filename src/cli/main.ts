#!/usr/bin/env node
import { readdir } from "node:fs/promises";
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { Command } from "commander";
import { withoutCells } from "#engine/error-words.ts";
import { readSettings, settingsProblem } from "#settings.ts";
import { schemaProblem } from "#store/migrate.ts";
import { SCHEMA_EXIT, schemaText } from "./terminal/schema-words.ts";

// What was read once need not be compiled again; kept beside the packages, where nobody else may write.
enableCompileCache(join(import.meta.dirname, "../../node_modules/.cache/compiled"));

// Who reads no further (`| head`) ends no work.
for (const output of [process.stdout, process.stderr]) {
  output.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

/** A file of this folder: it adds its verb to the command line. */
type Verb = { addTo(program: Command): void };

const program = new Command("dtsen")
  .description("OpenDTSEN: data tunggal sosial dan ekonomi, dari kiriman sampai jawaban warga")
  .showHelpAfterError()
  .hook("preAction", (_program, verb) => {
    // The example is refused in production anyway, with words of its own.
    const isExample = verb.name() === "start" && verb.parent === program;
    const problem = isExample ? undefined : settingsProblem(readSettings());
    if (problem === undefined) return;
    process.stderr.write(`${problem}\n`);
    process.exit(2);
  })
  .exitOverride((error) => {
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

const verbs = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith(".ts") && file !== "main.ts" && !file.endsWith(".test.ts"))
  .sort();
const asked = verbs.filter((file) => file === `${process.argv[2]}.ts`);

// Only the verb that is asked for is loaded; help needs them all.
for (const file of asked.length > 0 ? asked : verbs) {
  const verb = (await import(new URL(file, import.meta.url).href)) as Verb;
  verb.addTo(program);
}

try {
  await program.parseAsync();
} catch (error) {
  const schema = schemaProblem(error);
  if (schema !== undefined) {
    const { dataFolder, databaseUrl } = readSettings();
    const address = { dataFolder, isTheirOwn: databaseUrl !== undefined };
    process.stderr.write(`${schemaText(schema, address)}\n`);
    process.exitCode = SCHEMA_EXIT;
  } else tellBug(error);
}

function tellBug(error: unknown): void {
  const said = `${error instanceof Error ? (error.stack ?? error.message) : error}`;
  process.stderr.write(`${withoutCells(said)}\n`);
  process.exitCode = 3;
}
