import fc from "fast-check";

/**
 * What lands does not depend on luck: property tests draw the same cases in every `npm test`. `npm run prove` draws
 * others each time, and so does DTSEN_SEED=random; a number there draws a failure once more.
 */
const asked = process.env.DTSEN_SEED ?? (process.env.DTSEN_PROOF === "full" ? "random" : "1");

if (asked !== "random") fc.configureGlobal({ seed: Number(asked) });
