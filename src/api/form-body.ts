/** Fields of a posted HTML form; of a repeated field the first counts. Never throws. */
export function readForm(body: string): Readonly<Record<string, string>> {
  const fields: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(body)) {
    if (!(name in fields)) fields[name] = value;
  }
  return fields;
}

/** One field as trimmed text of at most `limit` characters; "" where absent. */
export function fieldOf(body: unknown, name: string, limit = 120): string {
  if (typeof body !== "object" || body === null) return "";
  const value = (body as Record<string, unknown>)[name];
  return typeof value === "string" ? value.slice(0, limit).trim() : "";
}
