// Installs Spark, and as root on Debian its Java, as `npm test` does before its tests. Nothing else.
import { ensureSpark } from "./install.mjs";

const home = ensureSpark();
if (home === undefined) process.exit(1);
console.log(home);
