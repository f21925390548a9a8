import { readFileSync } from "node:fs";

/** Version of this program, as the manifest of a version names it. */
export const CODE_VERSION: string = (
  JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    readonly version: string;
  }
).version;
