/** The day at the office, as a plain day: what date fields begin with. */
export function dayHere(): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta" }).format(new Date());
}
