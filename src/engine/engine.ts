import type { Progress } from "#domain/progress.ts";
import type { Dialect } from "./dialect.ts";
import type { SparkProblem } from "./spark/spark-problem.ts";
import type { Stage } from "./step.ts";

/** Parquet in, named steps, Parquet out. Tables that are not kept are dropped at the end. */
export type Pipeline = {
  readonly name: string;
  readonly inputs: readonly { readonly table: string; readonly files: readonly string[] }[];
  readonly stages: readonly Stage[];
  /**
   * Tables that stay in the engine: stages of the next run may name them, and it keeps them again or they
   * are dropped at its end. For what is as long as the nation and read once more: no copy on disk.
   */
  readonly keeps?: readonly string[];
  /**
   * `order` is written into the file so that equal content gives equal bytes; none where the same act
   * reads the file again and throws it away: sorting it and packing it hard would be for nobody.
   */
  readonly outputs: readonly {
    readonly table: string;
    readonly file: string;
    readonly order: readonly string[];
    /**
     * Its rows should lie so already: an engine may write them as they come and look, and sort them only where they do
     * not. Where they nearly do, because joins exchange rows within a few thousand, it may leave them so.
     */
    readonly liesInOrder?: true | "nearly";
    /** The name of the table in a file that holds several. */
    readonly as?: string;
  }[];
};

/** What a run cost; `rows` is the rows of each output table. */
export type PipelineReport = {
  readonly seconds: number;
  readonly rows: Readonly<Record<string, number>>;
};

/** The port: an engine runs a pipeline and nothing else about it shows. */
export type Engine = {
  readonly dialect: Dialect;
  run(pipeline: Pipeline, progress?: Progress): Promise<PipelineReport>;
  close(): Promise<void>;
  /**
   * Engines of one thread each that share its threads and memory, for pieces of work that know nothing of each other: while
   * one ends alone what others could not help with, the next has begun. Absent where one session does all.
   */
  lanes?(): readonly Engine[];
  /** Settles when it can work no more, and says why; absent where it lives in this process. */
  readonly lost?: Promise<SparkProblem>;
};

/** How much of the machine an engine may take. `memory` in DuckDB's words, such as "4GB". */
export type EngineLimits = {
  readonly threads: number;
  readonly memory: string;
  /** A private folder for spilling; made if missing. */
  readonly workFolder: string;
};
