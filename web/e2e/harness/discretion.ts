import { expect } from '@playwright/test';

/** What belongs in no log, by what it is. Our own loopback address tells nothing of anybody. */
const INDISCREET: Readonly<Record<string, RegExp>> = {
  'an access token': /\beyJ[\w-]{5,}\.[\w-]{5,}/,
  'a bearer token': /bearer\s+(?!\()[\w.~+/=-]{6,}/i,
  'an e-mail address': /[\w.%+-]+@[\w-]+(\.[\w-]+)+/,
  'a password': /(demo-[0-9a-f]{12}|pass-[0-9a-f]{8}-)/,
  'an IPv4 address': /(?<![\w.])(?!127\.|0\.0\.0\.0)(\d{1,3}\.){3}\d{1,3}(?![\w.]*\w)/,
  'an IPv6 address': /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::[0-9a-f]{1,4}|[0-9a-f]{1,4}:)(?![\w:])/i,
};

/** Fails with the line if a log tells what is nobody's business. */
export function expectDiscreet(log: string): void {
  const told = log.split('\n').flatMap((line) =>
    Object.entries(INDISCREET)
      .filter(([, pattern]) => pattern.test(line))
      .map(([what]) => `${what}: ${line}`),
  );
  expect(told).toEqual([]);
}
