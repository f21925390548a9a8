import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { dice } from "#domain/dice.ts";
import { handOf } from "./errors.ts";
import { type Shape, type ShapeRow, shuffled } from "./shape.ts";

const cell = (value: string): string =>
  /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** Writes the files of a shape (`rec_id`, its columns, `entity`); the same seed writes the same bytes. */
export async function writeShape(
  shape: Shape,
  draft: { readonly seed: number; readonly entities?: number; readonly folder: string },
): Promise<void> {
  await mkdir(draft.folder, { recursive: true });
  const hand = handOf(dice(draft.seed));
  const rows = shuffled(shape.rows(hand, draft.entities ?? shape.entities), hand);
  for (const [no, { name }] of shape.inputs.entries()) {
    await writeFile(
      join(draft.folder, `${name}.csv`),
      csv(
        shape,
        rows.filter(({ input }) => input === no),
      ),
    );
  }
}

function csv({ fields }: Shape, rows: readonly ShapeRow[]): string {
  const head = ["rec_id", ...fields.map(([column]) => column), "entity"];
  const lines = rows.map(({ values, entity }, i) => [`${i}`, ...values, entity].map(cell));
  return `${[head, ...lines].map((line) => line.join(",")).join("\n")}\n`;
}

/** The job that links them. */
export function jobOf(shape: Shape): object {
  return {
    inputs: shape.inputs.map(({ name, once }) => ({
      name,
      path: `${name}.csv`,
      id: "rec_id",
      one_record_per_entity: once,
    })),
    fields: shape.fields.map(([column, kind]) => ({ column, kind })),
    truth: { column: "entity" },
    profile: shape.profile ?? "neutral",
    out: "out",
  };
}
