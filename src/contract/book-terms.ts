import { Type } from "typebox";

/** What shapes of a book are made of. */
export const closed = { additionalProperties: false } as const;
export const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
export const Phase = Type.String({ pattern: "^20[0-9]{2}-q[1-4]$" });
export const Id = Type.String({ pattern: "^[1-9][0-9]{0,17}$" });
export const Uuid = Type.String({
  pattern: "^[0-9a-fA-F]{8}-?([0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}$",
});
/** A number of a letter or decree: no spaces, so that no sentence fits. */
export const Paper = Type.String({ pattern: "^[A-Za-z0-9./_-]{3,40}$" });
