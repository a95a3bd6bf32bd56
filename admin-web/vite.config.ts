import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

import { drawn } from '../web/design/vitest.shared.ts';

/** Where `./stagedoor up` serves the API while the console is developed on Vite's own server. */
const SERVER = process.env.STAGEDOOR_URL ?? 'http://localhost:8080';

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  resolve: { conditions: ['@stagedoor/source', 'module', 'browser', 'development|production'] },
  // The content security policy allows no data: URLs, so every asset stays a file.
  build: { assetsInlineLimit: 0, target: 'es2023' },
  server: { port: 5174, proxy: { '/api': SERVER } },
  test: { ...drawn, name: 'admin-web', include: ['src/**/*.test.{ts,tsx}'] },
});
