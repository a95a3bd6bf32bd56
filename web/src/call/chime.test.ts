import { afterEach, expect, it, vi } from 'vitest';
import { chime } from './chime.ts';

afterEach(() => vi.unstubAllGlobals());

it('ends no call where the browser has no sound left', () => {
  const refuse = vi.fn(() => {
    throw new DOMException('too many audio contexts', 'NotSupportedError');
  });
  vi.stubGlobal('AudioContext', refuse);
  expect(() => chime('luxury')).not.toThrow();
  expect(refuse).toHaveBeenCalledOnce();
});
