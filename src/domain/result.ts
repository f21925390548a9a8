/** An answer that may be refused. A refusal is a value with a stable code; bugs are exceptions. */
export type Result<Value, Problem extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem };

export function accept<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function refuse<Problem extends string>(
  problem: Problem,
): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

/** The value, or an exception that names the refusal: for callers to whom a refusal is a bug. */
export function mustAccept<Value>(result: Result<Value, string>, what: string): Value {
  if (result.ok) return result.value;
  throw new Error(`${what}: expected an accepted value, was refused with "${result.problem}"`);
}
