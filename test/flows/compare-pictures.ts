import type { Page } from 'playwright-core';

/** How two pictures differ once both are reduced to blocks of light and dark. */
export interface Difference {
  /** Mean difference of a block, 0 to 255. */
  readonly mean: number;
  /** Share of blocks that differ by more than a glance forgives, 0 to 1. */
  readonly blocks: number;
}

/** A picture made small enough to be kept: an eighth of its width and height, PNG. */
export function shrinkPicture(page: Page, png: Buffer): Promise<string> {
  return page.evaluate(
    async (source) => {
      const picture = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = new OffscreenCanvas(
        Math.round(picture.width / 8),
        Math.round(picture.height / 8),
      );
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('no canvas');
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());
      return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
}

/**
 * Compares two kept pictures by the mean lightness of blocks of five by five
 * kept pixels (forty by forty on the screen): letters may differ with the fonts
 * of a machine, boxes, bars and what is there at all may not.
 */
export async function comparePictures(page: Page, one: string, other: string): Promise<Difference> {
  const [a, b] = [await readLightness(page, one), await readLightness(page, other)];
  if (a.length !== b.length) return { mean: 255, blocks: 1 };
  const apart = a.map((value, index) => Math.abs(value - (b[index] ?? 0)));
  return {
    mean: apart.reduce((sum, value) => sum + value, 0) / apart.length,
    blocks: apart.filter((value) => value > 14).length / apart.length,
  };
}

/** Mean lightness of each block, 0 to 255, row by row. */
function readLightness(page: Page, base64: string): Promise<number[]> {
  return page.evaluate(async (source) => {
    const picture = await createImageBitmap(await (await fetch(source)).blob());
    const [columns, rows] = [Math.ceil(picture.width / 5), Math.ceil(picture.height / 5)];
    const pen = new OffscreenCanvas(columns, rows).getContext('2d');
    if (pen === null) throw new Error('no canvas');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(picture, 0, 0, columns, rows);
    const { data } = pen.getImageData(0, 0, columns, rows);
    return Array.from({ length: columns * rows }, (_, index) => {
      const [red = 0, green = 0, blue = 0] = data.slice(index * 4, index * 4 + 3);
      return 0.3 * red + 0.6 * green + 0.1 * blue;
    });
  }, `data:image/png;base64,${base64}`);
}
