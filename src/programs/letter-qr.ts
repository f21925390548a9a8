import { encode } from "uqr";
import type { Pdf } from "./pdf.ts";

/** A code that leads to an address, as a figure of a page; x and y are its lower left corner. */
export function drawQr(
  pdf: Pdf,
  address: string,
  { x, y, size: side }: { readonly x: number; readonly y: number; readonly size: number },
): void {
  const { data, size } = encode(address, { ecc: "M", border: 0 });
  const dot = side / size;
  const draw = () => {
    for (const [row, line] of data.entries()) {
      for (const [column, isDark] of line.entries()) {
        if (isDark) pdf.square(x + column * dot, y + side - (row + 1) * dot, dot + 0.02);
      }
    }
  };
  pdf.part("Figure", draw, `Kode QR ke ${address.split("#")[0]}`);
}
