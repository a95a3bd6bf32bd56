import { fileURLToPath } from 'node:url';

/** What holds for the tests of every part. */
export const shared = {
  // One module graph and one DOM for all files: loading them again for each took three quarters of the time.
  isolate: false,
  // Limits, not waits: a busy machine is no failure.
  testTimeout: 60_000,
};

/** For the parts that draw. */
export const drawn = {
  ...shared,
  environment: 'happy-dom',
  setupFiles: [fileURLToPath(new URL('vitest.setup.ts', import.meta.url))],
};
