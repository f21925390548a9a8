/** What long work tells whoever waits for it. `of` is 0 where the amount is not known yet. */
export type ProgressEvent = {
  readonly room: string;
  readonly step: string;
  readonly done: number;
  readonly of: number;
};

export type Progress = (event: ProgressEvent) => void;

/** For callers who do not wait: tests, scripts. */
export const quiet: Progress = () => undefined;
