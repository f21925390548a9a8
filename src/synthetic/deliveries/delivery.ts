import type { Layout } from "#sources/layout.ts";
import type { Cells } from "#synthetic/cells.ts";
import type { Listing } from "#synthetic/listing.ts";

/** One delivery to be written: whose rows, in which layout, what each column says. */
export type SyntheticDelivery = {
  readonly layout: Layout;
  readonly listing: Listing;
  readonly cells: Cells;
  /** File name below deliveries/. */
  readonly file: string;
};
