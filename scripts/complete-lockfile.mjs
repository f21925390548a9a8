// npm leaves out of the lockfile the builds for other platforms that its registry does not serve here;
// `npm ci` then calls the lockfile incomplete. This adds a line for each, so it serves every platform.
// Run after every change of dependencies: node scripts/complete-lockfile.mjs
import { readFileSync, writeFileSync } from "node:fs";

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));
let added = 0;
for (const entry of Object.values({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const place = `node_modules/${name}`;
    if (lock.packages[place] !== undefined || !/^\d/.test(version)) continue;
    lock.packages[place] = { version, optional: true, ...platformOf(name) };
    added++;
  }
}
lock.packages = Object.fromEntries(
  Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)),
);
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} entries added`);

/** The platform a build's name speaks of; an unknown one is left to npm to skip. */
function platformOf(name) {
  const os = [
    "darwin",
    "win32",
    "linux",
    "freebsd",
    "openbsd",
    "netbsd",
    "sunos",
    "aix",
    "android",
    "openharmony",
    "windows",
  ];
  const cpu = [
    "arm64",
    "x64",
    "ia32",
    "arm",
    "ppc64",
    "s390x",
    "riscv64",
    "loong64",
    "mips64el",
    "wasm32",
  ];
  const words = name.split(/[-/]/);
  const foundOs = os.find((word) => words.includes(word));
  const foundCpu = cpu.find((word) => words.includes(word));
  return {
    os: [foundOs === "windows" ? "win32" : (foundOs ?? "none")],
    ...(foundCpu === undefined ? {} : { cpu: [foundCpu] }),
    ...(words.includes("musl") || words.includes("linuxmusl") ? { libc: ["musl"] } : {}),
  };
}
