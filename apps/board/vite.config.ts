import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/**
 * Lays a .gz and a .br beside each asset, so that the server compresses nothing while people wait. It reads what was
 * written: Vite still fills in placeholders after the bundle is generated.
 */
const compressed = (): Plugin => ({
  name: 'compressed-copies',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!/\.(js|css|svg)$/.test(name)) continue;
      const path = join(dir!, name);
      const body = readFileSync(path);
      if (body.length < 1024) continue;
      writeFileSync(`${path}.gz`, gzipSync(body, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(body));
    }
  },
});

const api = process.env.BECKON_API ?? 'http://127.0.0.1:4600';

export default defineConfig({
  plugins: [react(), compressed()],
  build: { outDir: '../../dist/board', emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 900, reportCompressedSize: false },
  server: { host: '127.0.0.1', proxy: { '/api': { target: api } } },
  preview: { host: '127.0.0.1', proxy: { '/api': { target: api } } },
});
