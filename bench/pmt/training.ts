import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { judge } from "#ranking/accuracy.ts";
import { fitLayer, outOfFold } from "#ranking/pmt/layers/fit-layer.ts";
import { placesWhere } from "#ranking/pmt/layers/rows-used.ts";
import { LAYERS, type LayerName } from "#ranking/pmt/pmt-spec.ts";
import { madeSurvey } from "#test/made-survey.ts";

/**
 * How long layers learn from a made-up survey of the size of Susenas, and with --judge how well they rank households of
 * groups that they did not see: `node bench/pmt/training.ts --rows 345000 --areas 514 --layers L0,L1,L2,L3`.
 */
const { values } = parseArgs({
  options: {
    rows: { type: "string", default: "345000" },
    areas: { type: "string", default: "514" },
    variables: { type: "string", default: "40" },
    seed: { type: "string", default: "1" },
    layers: { type: "string", default: "L0,L1,L2,L3,challenger" },
    judge: { type: "boolean", default: false },
  },
});
const [rows, areas, variables, seed] = [
  values.rows,
  values.areas,
  values.variables,
  values.seed,
].map(Number) as [number, number, number, number];
const wanted = new Set(values.layers.split(","));
const layers = LAYERS.filter((layer) => wanted.has(layer));

const table = madeSurvey({ rows, areas, variables, seed });
const weight = table.weight.map((w, row) => w * (table.size[row] as number));
const size = Int32Array.from(table.size);

/** Seconds by the clock and of the processor. */
function timed<Made>(make: () => Made) {
  const [began, spent] = [performance.now(), process.cpuUsage()];
  const made = make();
  const { user, system } = process.cpuUsage(spent);
  return { made, seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 };
}

function judged(layer: LayerName) {
  const { rSquared, spearman, quotas } = judge({
    truth: table.target,
    score: outOfFold(layer, table, { seed }),
    weight,
    size,
  });
  return { rSquared, spearman, exclusion: quotas.map(({ exclusion }) => exclusion) };
}

console.log(
  JSON.stringify({
    rows,
    areas,
    variables,
    seed,
    cores: availableParallelism(),
    node: process.version,
  }),
);
for (const layer of layers) {
  const everyRow = placesWhere(rows, () => true);
  const { made, seconds, cpuSeconds } = timed(() => fitLayer(layer, table, everyRow, { seed }));
  const { chosen } = made.training;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const fit = {
    layer,
    seconds,
    cpuSeconds,
    peakMb,
    chosen,
    fileBytes: JSON.stringify(made).length,
  };
  console.log(JSON.stringify({ ...fit, ...(values.judge && { unseen: judged(layer) }) }));
}
