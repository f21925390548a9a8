// npm start: installs what is missing, then `dtsen start` with the words given after `--`.
process.argv.splice(2, 0, "start");
await import("./dtsen.mjs");
