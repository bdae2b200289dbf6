import { registerIconLibrary } from '@awesome.me/webawesome/dist/components/icon/library.js';
import sprite from './icons.svg?url';

/*
 * All icons are our own, in one file of our own origin. As a sprite sheet, Web Awesome refers to
 * them by <use> instead of parsing SVG from text, which the page's Content-Security-Policy forbids.
 * Its components ask the library `system` for the icons they bring along.
 */
for (const library of ['default', 'system']) {
  registerIconLibrary(library, {
    spriteSheet: true,
    resolver: iconAddress,
    // Without it the picture would be as wide as browsers make pictures of unknown size.
    mutator: (svg) => svg.setAttribute('viewBox', '0 0 24 24'),
  });
}

/** For `<use>`, in pictures of our own. */
export function iconAddress(name: string): string {
  return `${sprite}#${name}`;
}
