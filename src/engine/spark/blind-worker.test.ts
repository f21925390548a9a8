import { type ChildProcess, spawn } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as rest } from "node:timers/promises";
import { expect, test } from "vitest";
import { PATIENCE } from "#test/sizes.ts";
import { openSpark } from "./open-spark.ts";
import { startStandalone } from "./standalone.ts";

const home = process.env.SPARK_HOME ?? "";
/** Only root may give a process a view of the disk of its own; and it takes half a minute. */
const MAY = home !== "" && process.getuid?.() === 0 && process.env.DTSEN_PROOF === "full";

/** A worker to whom the lake is an empty disk of its own, as on a machine where it is not mounted. */
function blindWorker(lake: string, confFolder: string, url: string): ChildProcess {
  const worker = [
    ...[join(home, "bin", "spark-class"), "org.apache.spark.deploy.worker.Worker"],
    ...["--host", "127.0.0.1", "--port", "0", "--webui-port", "0", "--cores", "1"],
    ...["--memory", "768m", "--work-dir", join(confFolder, "..", "blind"), url],
  ];
  const start = 'mount -t tmpfs none "$0" && export SPARK_CONF_DIR="$1" && shift && exec "$@"';
  return spawn("unshare", ["-m", "sh", "-c", start, lake, confFolder, ...worker], {
    stdio: "ignore",
    detached: true,
  });
}

test.runIf(MAY)(
  "one worker of two that does not see the lake is found before a row is lost on its disk",
  async () => {
    const folder = await mkdtemp(join(tmpdir(), "dtsen-blind-"));
    const lake = join(folder, "lake");
    await mkdir(lake, { mode: 0o700 });
    const draft = { home, folder: join(folder, "spark"), workers: 1, memory: "768MB" };
    const cluster = await startStandalone({ ...draft, secret: "secret" });
    const { confFolder, url } = cluster;
    const file = join(confFolder, "spark-defaults.conf");
    const conf = await readFile(file, "utf8");
    await writeFile(file, conf.replace("spark.cores.max 1", "spark.cores.max 2"));
    const blind = blindWorker(lake, confFolder, url);
    try {
      await rest(20_000);
      const limits = { threads: 1, memory: "1GB", workFolder: join(lake, "work") };
      const opened = await openSpark({ home, master: url, confFolder }, limits);
      expect(opened).toEqual({ ok: false, problem: "spark-files-unseen" });
    } finally {
      process.kill(-(blind.pid as number), "SIGKILL");
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    }
  },
  PATIENCE,
);
