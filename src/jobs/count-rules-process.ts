import { text } from "node:stream/consumers";
import type { Settings } from "#settings.ts";
import { countAskedRules } from "./count-asked-rules.ts";
import { inHouse } from "./house.ts";

/** What the server writes to this process: where the house stands, and which day it is. */
export type CountBrief = { readonly settings: Settings; readonly today: string };

// A process of its own: determining a program over a nation takes minutes and gigabytes, and what answers everybody goes on.
const { settings, today } = JSON.parse(await text(process.stdin)) as CountBrief;
const failed = (error: unknown) => process.stderr.write(`a rule was not counted: ${error}\n`);
const ended = await inHouse(settings, (house) => countAskedRules(house, today, failed));
process.stdout.write(JSON.stringify(ended));
