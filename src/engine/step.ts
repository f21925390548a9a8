/** A named table and the query that makes it, in SQL that every engine reads alike. */
export type Step = { readonly table: string; readonly sql: string };

/** Steps run again and again until the table `until` comes out empty; a bug when `atMost` is passed. */
export type Repeat = {
  readonly repeat: readonly Step[];
  readonly until: string;
  readonly atMost: number;
};

export type Stage = Step | Repeat;

export const isRepeat = (stage: Stage): stage is Repeat => "repeat" in stage;
