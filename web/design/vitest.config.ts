import { defineConfig } from 'vitest/config';

import { drawn } from './vitest.shared.ts';

export default defineConfig({
  test: { ...drawn, name: 'design' },
});
