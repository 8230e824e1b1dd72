import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The page's policy allows no inline script and no inline style; the build must not make any.
export default defineConfig({
  root: join(import.meta.dirname, 'src', 'renderer'),
  base: '/',
  publicDir: false,
  plugins: [react()],
  // Replaced by the door with a nonce of each response's own; see src/main/http/page.ts.
  html: { cspNonce: '__NEXUS_STYLE_NONCE__' },
  build: {
    outDir: join(import.meta.dirname, 'dist', 'renderer'),
    emptyOutDir: true,
    target: 'chrome150',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    sourcemap: process.env['NEXUS_PACKAGE'] !== '1',
    reportCompressedSize: false,
    // Read from this machine's disk: one large file costs nothing that several small ones would save.
    chunkSizeWarningLimit: 4_000,
  },
});
