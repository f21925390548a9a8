/** A named table and the query that makes it, in SQL that every engine reads alike. */
export type Step = {
  readonly table: string;
  readonly sql: string;
  /**
   * Read once, or cheap to work out again: an engine may read through it and keep no rows of it. What it is made
   * of must stay as it is for as long as it is read.
   */
  readonly isPassing?: true;
  /**
   * Its rows come by handfuls, out of many readings or past joins that few pass: an engine that keeps full pages cheaper
   * than such may gather them first. Not for what is as long as the nation and wide: it stands twice for a moment.
   */
  readonly isScattered?: true;
  /**
   * Its rows had better lie so, for who writes them in that order (`liesInOrder`): parts of a nation are sorted in
   * memory where the whole is not. Nothing but time may depend on it, and an engine may let it be.
   */
  readonly order?: readonly string[];
  /**
   * Tables that the query only lays one after the other and nobody reads after it: an engine may let each go as it is taken in,
   * so that the whole and its parts never stand side by side, and the rows lie as they lay in the parts.
   */
  readonly takesIn?: readonly string[];
};

/** Steps run again and again until the table `until` comes out empty; a bug when `atMost` is passed. */
export type Repeat = {
  readonly repeat: readonly Step[];
  readonly until: string;
  readonly atMost: number;
};

export type Stage = Step | Repeat;

export const isRepeat = (stage: Stage): stage is Repeat => "repeat" in stage;
