import sharp from "sharp";
import { type EvidenceProblem, MOST_PIXELS } from "#domain/evidence-file.ts";
import { accept, type Result, refuse } from "#domain/result.ts";

/** How large a picture is kept: its longer side in points, and where it must not weigh more, how many bytes. */
export type ImageFit = { readonly side: number; readonly mostBytes?: number };

/** Tried one after the other until the picture is light enough. */
const QUALITIES = [80, 65, 50, 35] as const;

// Pictures are drawn one at a time, and nothing of one stays for the next.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Draws a picture anew as JPEG: turned as the camera meant it, no larger than asked, and with nothing that a camera, a phone or a
 * program wrote into it (place, device, preview, trailing bytes). What cannot be read whole is refused.
 */
export async function cleanImage(
  bytes: Buffer,
  { side, mostBytes }: ImageFit,
): Promise<Result<Buffer, EvidenceProblem>> {
  const open = () => sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error" });
  try {
    const { width, height } = await open().metadata();
    if (width * height > MOST_PIXELS) return refuse("file-too-large");
    const drawn = await open()
      .rotate()
      .resize({ width: side, height: side, fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { width: wide, height: high, channels } = drawn.info;
    let kept: Buffer | undefined;
    for (const quality of QUALITIES) {
      kept = await sharp(drawn.data, { raw: { width: wide, height: high, channels } })
        .jpeg({ quality })
        .toBuffer();
      if (mostBytes === undefined || kept.length <= mostBytes) return accept(kept);
    }
    const smaller = Math.floor(side / 2);
    return kept === undefined || smaller < 400
      ? refuse("file-too-large")
      : await cleanImage(bytes, {
          side: smaller,
          ...(mostBytes === undefined ? {} : { mostBytes }),
        });
  } catch (error) {
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message);
    return refuse(isTooLarge ? "file-too-large" : "file-not-readable");
  }
}
