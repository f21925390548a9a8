import { join } from "node:path";
import type { Command } from "commander";
import { buildServer } from "#api/server.ts";
import { keepOrders } from "#jobs/carry-out-orders.ts";
import { type House, inHouse } from "#jobs/house.ts";
import { keepClocks } from "#jobs/keep-clocks.ts";
import { keepLakeWorker } from "#jobs/keep-lake-worker.ts";
import { keepOutbox } from "#jobs/keep-outbox.ts";
import { keepOutcomes } from "#jobs/keep-outcomes.ts";
import { keepRuleCounts } from "#jobs/keep-rule-counts.ts";
import { readSettings } from "#settings.ts";
import { countDemoAccounts } from "#store/demo-accounts.ts";
import { startSealer } from "#store/seal.ts";

const WEB_FOLDER = join(import.meta.dirname, "..", "..", "web");
const SWEEP_EVERY_MS = 10 * 60_000;

const EXAMPLES = `
Contoh:
  $ dtsen serve
  $ dtsen serve --port 9000 --host 0.0.0.0 --behind-proxies 1 --https`;

/** dtsen serve: the public site, the console and the API, until asked to stop. */
export function addTo(program: Command): void {
  program
    .command("serve")
    .description("buka pintu: situs warga, konsol petugas, API (serve the doors over HTTP)")
    .option("--port <number>", "first port to try; the next free one is taken", "8080")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--behind-proxies <number>", "how many proxies in front say who called", "0")
    .option("--https", "a proxy in front serves HTTPS: cookies are host-bound and secure")
    .addHelpText("after", EXAMPLES)
    .action(serve);
}

type Options = {
  readonly port: string;
  readonly host: string;
  readonly behindProxies: string;
  readonly https?: boolean;
};

async function serve(options: Options): Promise<void> {
  const settings = readSettings();
  if (settings.isProduction && options.https !== true) {
    process.stderr.write(
      "NODE_ENV=production: sajikan di belakang HTTPS dan sebut --https (serve behind HTTPS and say so with --https: without it cookies and answers travel readable)\n",
    );
    process.exitCode = 2;
    return;
  }
  await inHouse(settings, async (house) => {
    const demo = house.settings.isProduction ? await countDemoAccounts(house.desk) : 0;
    if (demo > 0) {
      process.stderr.write(
        `NODE_ENV=production: ada ${demo} akun demo di meja ini; pakai meja sendiri lewat DTSEN_DATA atau DATABASE_URL (this desk holds ${demo} demo accounts whose passwords everybody knows; use a desk of your own)\n`,
      );
      process.exitCode = 2;
      return;
    }
    await serveHouse(house, options, (port) => process.stderr.write(`http://localhost:${port}\n`));
  });
}

/** Serves an open house until asked to stop; `opened` hears the port once it answers. */
export async function serveHouse(
  house: House,
  options: Options,
  opened: (port: number) => void,
): Promise<void> {
  const { desk, settings } = house;
  const app = await buildServer({
    desk,
    settings,
    clock: () => new Date(),
    webFolder: WEB_FOLDER,
    secure: options.https === true,
    trustedProxies: Number(options.behindProxies),
    log: true,
  });
  opened(await listenOnFree(app, Number(options.port), options.host));
  const sealer = startSealer(
    desk,
    settings.auditWitnesses,
    () => new Date(),
    (error) => app.log.error(error),
  );
  const lakeWorker = keepLakeWorker(house, {
    line: (ended) => app.log.info(ended, "lake job"),
    died: (code) => app.log.error({ code }, "lake worker ended; once more"),
  });
  const orders = keepOrders(house, {
    done: (ended) => app.log.info(ended, "withdrawal order"),
    failed: (error) => app.log.error(error),
  });
  const ruleCounts = keepRuleCounts(house, () => new Date(), {
    done: (ended) => app.log.info(ended, "rule counted"),
    failed: (error) => app.log.error(error),
  });
  const clocks = keepClocks(desk, () => new Date(), {
    called: (about) => app.log.info(about, "case called higher"),
    opened: (holderChanges) => app.log.info({ holderChanges }, "changes of card holder opened"),
    failed: (error) => app.log.error(error),
  });
  const outbox = keepOutbox(house, () => new Date(), {
    looked: (done) => app.log.info(done, "messages"),
    failed: (error) => app.log.error(error),
  });
  const outcomes = keepOutcomes(
    desk,
    () => new Date(),
    (error) => app.log.error(error),
  );
  const sweep = setInterval(() => {
    desk.app.query("select sweep_lookups()").catch(() => undefined);
  }, SWEEP_EVERY_MS);
  await askedToStop();
  clearInterval(sweep);
  // Requests under way are answered; new ones are not taken.
  await app.close();
  await clocks.stop();
  await outbox.stop();
  await outcomes.stop();
  await orders.stop();
  await ruleCounts.stop();
  await lakeWorker.stop();
  await sealer.stop();
}

type Listener = Awaited<ReturnType<typeof buildServer>>;

/** Listens on the first free port from `first` on. */
export async function listenOnFree(app: Listener, first: number, host: string): Promise<number> {
  for (let port = first; port < first + 50; port++) {
    try {
      await app.listen({ port, host });
      return port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EADDRINUSE") throw error;
    }
  }
  throw new Error(`no free port from ${first} to ${first + 49}: name another with --port`);
}

function askedToStop(): Promise<void> {
  return new Promise((stop) => {
    process.once("SIGINT", () => stop());
    process.once("SIGTERM", () => stop());
  });
}
