/** One row of VERSION_RANK as DuckDB gives it. */
export type Place = {
  readonly family_id: bigint;
  readonly size: number;
  readonly village_no: bigint;
  readonly score: bigint;
  readonly decile_national: number;
  readonly decile_province: number;
  readonly decile_regency: number;
  readonly percentile: number;
  readonly decile_other_basis: number;
  readonly previous_decile: number | null;
  readonly model_id: string;
};
