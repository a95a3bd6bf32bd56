import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: ['web/sdk', 'web/design', 'web', 'admin-web'],
  },
});
