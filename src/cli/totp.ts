import type { Command } from "commander";
import { totpCode } from "#store/accounts.ts";

const EXAMPLES = `
Example:
  dtsen totp JBSWY3DPEHPK3PXP`;

/** `dtsen totp`: the six digits of the moment, for demo accounts on a machine without an authenticator. */
export function addTo(program: Command): void {
  program
    .command("totp")
    .description("kode enam angka dari rahasia TOTP / the six digits of a TOTP secret")
    .argument("<secret>", "base32, as `npm start` prints it beside each demo account")
    .addHelpText("after", EXAMPLES)
    .action((secret: string) => {
      process.stdout.write(`${totpCode(secret, new Date())}\n`);
    });
}
