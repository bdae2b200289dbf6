// Makes the two renditions of each file, both as JPEG in sRGB, and prints the processor seconds
// that it took. The first file is made once more before, so that the start does not count.
import { readFileSync } from 'node:fs';
import sharp from 'sharp';

sharp.concurrency(1);
sharp.cache(false);

async function rendition(bytes, side) {
    return sharp(bytes)
        .rotate()
        .resize(side, side, { fit: 'inside', withoutEnlargement: true })
        .toColourspace('srgb')
        .jpeg({ quality: 80 })
        .toBuffer();
}

async function both(file) {
    const bytes = readFileSync(file);
    await rendition(bytes, 1600);
    await rendition(bytes, 256);
}

const files = process.argv.slice(2);
await both(files[0]);
const before = process.cpuUsage();
for (const file of files) {
    await both(file);
}
const used = process.cpuUsage(before);
console.log((used.user + used.system) / 1e6);
