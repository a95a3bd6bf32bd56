import { defineConfig } from 'vitest/config';

import { shared } from '../design/vitest.shared.ts';

export default defineConfig({
  test: { ...shared, name: 'sdk' },
});
