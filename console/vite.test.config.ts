import { readdirSync } from 'node:fs';
import { defineConfig } from 'vite';

/** The tests of what needs no browser, for Node's own test runner. */
export default defineConfig({
  build: {
    ssr: true,
    outDir: 'target/console-tests',
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      input: readdirSync('test')
        .filter((name) => name.endsWith('.test.ts'))
        .map((name) => `test/${name}`),
      output: { entryFileNames: '[name].mjs' },
    },
  },
  logLevel: 'warn',
});
