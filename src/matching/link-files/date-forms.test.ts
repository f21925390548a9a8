import { expect, test } from "vitest";
import { dateForm, dateOrder } from "./date-forms.ts";

const day = (year: number, month: number, date: number) => ({ year, month, day: date });

test.each([
  ["1950-02-03", day(1950, 2, 3)],
  ["1950/2/3", day(1950, 2, 3)],
  ["03/02/1950", day(1950, 2, 3)],
  ["3.2.50", day(1950, 2, 3)],
  ["19500203", day(1950, 2, 3)],
  ["19500203.0", day(1950, 2, 3)],
  ["03021950", day(1950, 2, 3)],
  ["1950-02-03T00:00:00", day(1950, 2, 3)],
  ["3 Pebruari 1950", day(1950, 2, 3)],
  ["Feb 3, 1950", day(1950, 2, 3)],
  ["3 de febrero de 1950", day(1950, 2, 3)],
  ["3 février 1950", day(1950, 2, 3)],
  ["3 августа 1950 г.", day(1950, 8, 3)],
  ["٣ أغسطس ١٩٥٠", day(1950, 8, 3)],
  ["٠٣/٠٢/١٩٥٠", day(1950, 2, 3)],
  ["1950年2月3日", day(1950, 2, 3)],
  ["１９５０/２/３", day(1950, 2, 3)],
  ["3 tháng 2 năm 1950", day(1950, 2, 3)],
  ["3 Şubat 1950", day(1950, 2, 3)],
  ["1950", day(1950, 0, 0)],
  ["1950-02", day(1950, 2, 0)],
])("%s is read", (written, form) => {
  expect(dateForm(written, "day-first")).toEqual(form);
});

test.each(["", "unknown", "12", "banana 3"])("%j is no day", (written) => {
  expect(dateForm(written, "day-first")).toBeUndefined();
});

test("the column decides whether the day or the month comes first", () => {
  expect(dateOrder(["01/02/1990", "02/28/1990", "03/04/1991"])).toBe("month-first");
  expect(dateOrder(["01/02/1990", "28/02/1990"])).toBe("day-first");
  expect(dateOrder(["01/02/1990"])).toBe("day-first");
  expect(dateForm("02/03/1950", "month-first")).toEqual(day(1950, 2, 3));
});
