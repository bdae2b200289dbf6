const IMAGE_NAME = /\.(jpe?g|png|webp|gif|tiff?|avif|heic|heif)$/i;
const MOST_FILES = 20_000;

/** What the chooser offers first; nothing is refused for its name. */
export const ACCEPTED = 'image/*,.heic,.heif,.avif,.tif,.tiff';

export function looksLikeImage(file: { readonly name: string; readonly type: string }): boolean {
  return file.type.startsWith('image/') || IMAGE_NAME.test(file.name);
}

export interface Dropped {
  readonly files: readonly File[];
  /** Files in folders that are no images by their names. */
  readonly skipped: number;
}

/** Of folders, the images; of files that were picked one by one, all: the platform judges them. */
export function chosen(files: Iterable<File>, fromFolder: boolean): Dropped {
  const all = [...files].slice(0, MOST_FILES);
  const kept = fromFolder ? all.filter(looksLikeImage) : all;
  return { files: kept, skipped: all.length - kept.length };
}

/** What was dropped, with all that lies in its folders. */
export async function dropped(transfer: DataTransfer): Promise<Dropped> {
  // The list is emptied once the event is over: take everything out of it first.
  const entries = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({ entry: item.webkitGetAsEntry(), file: item.getAsFile() }));
  const files: File[] = [];
  let skipped = 0;
  for (const { entry, file } of entries) {
    if (entry?.isDirectory) {
      const inside = chosen(await filesBelow(entry as FileSystemDirectoryEntry), true);
      files.push(...inside.files);
      skipped += inside.skipped;
    } else if (file !== null) {
      files.push(file);
    }
  }
  return { files: files.slice(0, MOST_FILES), skipped };
}

async function filesBelow(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const files: File[] = [];
  const folders = [folder];
  for (let next = folders.pop(); next !== undefined; next = folders.pop()) {
    for (const entry of await entriesOf(next)) {
      if (files.length >= MOST_FILES) {
        return files;
      }
      if (entry.isDirectory) {
        folders.push(entry as FileSystemDirectoryEntry);
      } else {
        files.push(await fileOf(entry as FileSystemFileEntry));
      }
    }
  }
  return files;
}

/** A reader gives them in portions, and an empty one at the end. */
async function entriesOf(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const reader = folder.createReader();
  const all: FileSystemEntry[] = [];
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) {
      return all;
    }
    all.push(...some);
  }
}

function fileOf(entry: FileSystemFileEntry): Promise<File> {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}
