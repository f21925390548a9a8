import { fieldOf } from "./form-body.ts";
import { UNSURE } from "./pages/correction-form.ts";

/** The value that a family gives; undefined where it leaves that to an officer. */
export function readValue(
  body: unknown,
  codes: readonly { readonly standard: number }[],
): number | undefined | "missing" {
  const text = fieldOf(body, "nilai", 10);
  if (text === UNSURE || fieldOf(body, "belum", 10) === UNSURE) return undefined;
  if (!/^[0-9]{1,5}$/.test(text)) return "missing";
  const value = Number(text);
  return codes.length === 0 || codes.some(({ standard }) => standard === value) ? value : "missing";
}
