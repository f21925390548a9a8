/** Walks one village in a folder of its own, prints what came out, and leaves nothing behind. */
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { terminalProgress } from "#cli/terminal/progress.ts";
import { inHouse } from "#jobs/house.ts";
import { readSettings } from "#settings.ts";
import { walkOneVillage } from "./one-village.ts";

const folder = await mkdtemp(join(tmpdir(), "dtsen-one-village-"));
const dataFolder = join(folder, "data");
const settings = { ...readSettings({}), dataFolder, keyFolder: join(dataFolder, "keys") };
const bars = terminalProgress();
try {
  await chmod(folder, 0o711);
  const village = await inHouse(settings, (house) => walkOneVillage(house, bars.progress));
  bars.stop();
  process.stdout.write(`${village.text}\n\nKode Cek ${village.kodeCek}:\n${village.answer}\n`);
} finally {
  bars.stop();
  await rm(folder, { recursive: true, force: true });
}
