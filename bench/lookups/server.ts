import { join } from "node:path";
import { buildServer } from "#api/server.ts";
import { readSettings } from "#settings.ts";
import { openDesk } from "#store/open.ts";
import { startSealer } from "#store/seal.ts";
import { OPEN_LIMITS } from "./limits.ts";

/** The API alone in a process, so that its processor time can be told from the load's. */
const settings = readSettings();
const desk = await openDesk(settings);
const app = await buildServer({
  desk,
  settings,
  clock: () => new Date(),
  webFolder: join(import.meta.dirname, "..", "..", "web"),
  lookupLimits: OPEN_LIMITS,
  trustedProxies: 1,
});
const sealer = startSealer(
  desk,
  settings.auditWitnesses,
  () => new Date(),
  () => undefined,
);
const address = await app.listen({ port: 0, host: "127.0.0.1" });
process.stdout.write(`${address}\n`);
process.once("SIGTERM", async () => {
  await app.close();
  await sealer.stop();
  await desk.close();
});
