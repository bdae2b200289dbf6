import { defineConfig } from 'vite';

/** Where the API answers while the page is being worked on: a running platform. */
const platform = process.env['SAFELIGHT_URL'] ?? 'http://127.0.0.1:7777';

export default defineConfig({
  build: {
    outDir: 'target/classes/io/safelight/console',
    emptyOutDir: true,
    target: 'es2022',
    // The page's Content-Security-Policy knows neither inline code nor data: addresses but for images.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // The licences of what is bundled ask to go along with it.
    license: { fileName: 'licenses.md' },
  },
  server: {
    port: 5173,
    strictPort: true,
    proxy: { '/v1': platform },
  },
});
