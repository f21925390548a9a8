import { expect, test } from "vitest";
import { mintKodeCek, parseKodeCek } from "./kode-cek.ts";
import { writeSlip } from "./slip.ts";

test("a slip says the code, shows it as QR and fits one message", () => {
  const code = mintKodeCek();
  const slip = writeSlip(code, "https://cekstatus.example.go.id");
  expect(parseKodeCek(slip.spelled)).toEqual({ ok: true, value: code });
  expect(slip.address).toContain(`#kode=${slip.spelled}`);
  expect(slip.qrSvg).toMatch(/^<svg /);
  expect(slip.message.length).toBeLessThanOrEqual(160);
});
