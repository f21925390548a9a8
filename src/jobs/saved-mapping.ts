import type { DeliverySet, Source } from "#domain/source.ts";
import { normalHeader, type SavedMapping } from "#sources/match-header.ts";
import type { Tx } from "#store/transact.ts";

/** What a person once said that this source's headers mean. */
export async function savedMapping(
  tx: Tx,
  source: Source,
  set: DeliverySet,
): Promise<SavedMapping> {
  const rows = await tx.query<{ delivered_header: string; layout_header: string }>(
    `select delivered_header, layout_header from header_mapping
    where source = $1 and delivery_set = $2`,
    [source, set],
  );
  return Object.fromEntries(
    rows.map(({ delivered_header, layout_header }) => [delivered_header, layout_header]),
  );
}

/** Remembers for the next delivery of this source that one header stands for another. */
export async function saveMapping(
  tx: Tx,
  about: { readonly source: Source; readonly set: DeliverySet; readonly savedBy: string },
  mapping: SavedMapping,
): Promise<void> {
  for (const [delivered, layout] of Object.entries(mapping)) {
    await tx.query(
      `insert into header_mapping (source, delivery_set, delivered_header, layout_header, saved_by)
      values ($1, $2, $3, $4, $5)
      on conflict (source, delivery_set, delivered_header)
      do update set layout_header = excluded.layout_header, saved_by = excluded.saved_by, saved_at = now()`,
      [about.source, about.set, normalHeader(delivered), layout, about.savedBy],
    );
  }
}
