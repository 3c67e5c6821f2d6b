import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Packages that change seldom, in files of their own: a new console leaves them in people's browsers. */
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
  { name: 'mantine', test: /node_modules\/(@mantine|@floating-ui|clsx)\// },
  { name: 'libraries', test: /node_modules\/(@tanstack|i18next|react-i18next)\// },
];

export default defineConfig({
  plugins: [react()],
  build: {
    target: 'es2023',
    emptyOutDir: false,
    manifest: 'manifest.json',
    // An image in the page itself would be one more thing that the content policy lets in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
  server: {
    host: '127.0.0.1',
    fs: { allow: ['..'] },
    proxy: { '/api': 'http://127.0.0.1:8080' },
  },
});
