import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    cssTarget: 'es2022',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    // Our pure packages do nothing on import, so a page takes of them only what it uses.
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !/packages\/(engine|domain|ledger|contract)\//.test(id) },
    },
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': 'http://127.0.0.1:8070', '/rules': 'http://127.0.0.1:8070' },
  },
});
