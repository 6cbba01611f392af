import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Lays a .gz and a .br beside each asset, so that the server compresses nothing while people wait. */
const compressed = (): Plugin => ({
  name: 'compressed-copies',
  apply: 'build',
  generateBundle(_options, bundle) {
    for (const [name, file] of Object.entries(bundle)) {
      if (!/\.(js|css|svg)$/.test(name)) continue;
      const body = Buffer.from(file.type === 'chunk' ? file.code : file.source);
      if (body.length < 1024) continue;
      this.emitFile({ type: 'asset', fileName: `${name}.gz`, source: gzipSync(body, { level: 9 }) });
      this.emitFile({ type: 'asset', fileName: `${name}.br`, source: brotliCompressSync(body) });
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
