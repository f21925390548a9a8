import { createPublicKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { mayExportAuditAs } from "#jobs/acting-for.ts";
import { readSettings } from "#settings.ts";
import { exportAudit } from "#store/audit-export.ts";
import { verifyAudit } from "#store/audit-verify.ts";
import { openSigningKey, publicPem } from "#store/checkpoint.ts";
import { openDesk } from "#store/open.ts";
import { seal } from "#store/seal.ts";

const EXAMPLES = `
Contoh:
  $ dtsen audit seal
  $ dtsen audit export jejak.txt --by auditor
  $ dtsen audit verify
  $ dtsen audit verify --export jejak.txt --witness /media/saksi --key audit-public.pem

With --export, --witness and --key nothing of the desk is asked: an outsider can do it.`;

/** dtsen audit: number and sign, export, verify who saw or changed what. */
export function addTo(program: Command): void {
  const audit = program
    .command("audit")
    .description("jejak audit: segel, ekspor, periksa (seal, export and verify the audit trail)")
    .addHelpText("after", EXAMPLES);
  audit
    .command("seal")
    .description("seal what has come; tell the witnesses")
    .option("--json", "as JSON")
    .action(sealNow);
  audit
    .command("export <file>")
    .description("write every sealed entry, one a line")
    .requiredOption("--by <username>", "account that may export, such as auditor")
    .action(exportTo);
  audit
    .command("verify")
    .description("check every entry against the signed checkpoints of the witnesses")
    .option("--export <file>", "an export; default: made now from the desk")
    .option("--witness <folders...>", "folders with checkpoints; default: the configured ones")
    .option("--key <file>", "public key; default: that of the key folder")
    .option("--json", "the verdict as JSON")
    .action(verify);
}

async function sealNow(options: { readonly json?: boolean }): Promise<void> {
  const settings = readSettings();
  const desk = await openDesk(settings);
  try {
    const made = await seal(desk, settings.auditWitnesses ?? [], () => new Date());
    const to = made.at(-1)?.to ?? null;
    const figures = { checkpoints: made.length, sealed_to: to };
    say(
      options.json
        ? JSON.stringify(figures)
        : `${made.length} checkpoints${to === null ? "" : `, sealed up to entry ${to}`}`,
    );
  } finally {
    await desk.close();
  }
}

async function exportTo(file: string, { by }: { readonly by: string }): Promise<void> {
  const desk = await openDesk(readSettings());
  try {
    if (!(await mayExportAuditAs(desk, by)).ok) {
      process.stderr.write(
        "ditolak: akun ini tidak berhak mengekspor jejak audit (the account may not export the audit trail)\n",
      );
      process.exitCode = 1;
      return;
    }
    await exportAudit(desk, file);
    say(`written: ${file}`);
  } finally {
    await desk.close();
  }
}

type VerifyOptions = {
  readonly export?: string;
  readonly witness?: readonly string[];
  readonly key?: string;
  readonly json?: boolean;
};

/** Nothing to hold the log against: a thing to do, not a thing found in the log. */
const UNSEALED: ReadonlySet<string> = new Set(["no-checkpoints", "witness-missing"]);
const SEAL_FIRST =
  "belum ada segel di saksi ini; jalankan `dtsen audit seal` atau `dtsen serve`, atau sebut folder saksi dengan --witness (no seals at this witness: seal first, or name its folder)";

async function verify(options: VerifyOptions): Promise<void> {
  const settings = readSettings();
  const own = mkdtempSync(join(tmpdir(), "dtsen-audit-"));
  try {
    const exportFile = options.export ?? join(own, "export");
    if (options.export === undefined) await exportOwn(exportFile);
    const publicKey =
      options.key === undefined
        ? publicPem(openSigningKey(settings.keyFolder))
        : readKey(options.key);
    const folders = (options.witness ?? settings.auditWitnesses ?? []).filter(
      (each) => !each.startsWith("http"),
    );
    const verdict = await verifyAudit({ exportFile, witnessFolders: folders, publicKey });
    if (options.json) say(JSON.stringify(verdict));
    else if (verdict.ok)
      say(`utuh (intact): ${verdict.entries} entries under ${verdict.checkpoints} checkpoints`);
    else if (UNSEALED.has(verdict.problem)) say(`${verdict.detail}: ${SEAL_FIRST}`);
    else say(`TIDAK UTUH (${verdict.problem}), from entry ${verdict.entry}: ${verdict.detail}`);
    if (!verdict.ok) process.exitCode = 1;
  } finally {
    rmSync(own, { recursive: true });
  }
}

async function exportOwn(file: string): Promise<void> {
  const desk = await openDesk(readSettings());
  try {
    await exportAudit(desk, file);
  } finally {
    await desk.close();
  }
}

/** A public key file; a private one is read for its public half. */
function readKey(file: string): string {
  return createPublicKey(readFileSync(file)).export({ type: "spki", format: "pem" }).toString();
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
