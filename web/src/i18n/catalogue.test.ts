import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createIntl } from 'react-intl';
import { describe, expect, it } from 'vitest';
import en from './en.json';

const SOURCES = join(import.meta.dirname, '..');
const ids = Object.keys(en) as (keyof typeof en)[];

/** Message ids as they stand in code: whole ones, and those made of a template such as `outcome.${outcome}`. */
function usedIn(text: string): RegExp[] {
  const quoted = [...text.matchAll(/['"`]([a-zA-Z]+(?:\.[\w.$]+|\.?\$\{[^}]+\})+)['"`]/g)];
  return quoted.map(([, id = '']) => {
    const pattern = id
      .replace(/\$\{[^}]+\}/g, '§')
      .replace(/[.$]/g, '\\$&')
      .replace(/§/g, '.+');
    return new RegExp(`^${pattern}$`);
  });
}

describe('the message catalogue', () => {
  it.each(ids)('%s is valid ICU', (id) => {
    const errors: unknown[] = [];
    const intl = createIntl({
      locale: 'en',
      messages: en,
      onError: (error) => errors.push(error),
    });
    const values = Object.fromEntries(
      [...en[id].matchAll(/\{(\w+)/g)].map(([, name = '']) => [name, 1]),
    );
    intl.formatMessage({ id }, { ...values, a: (text) => text.join('') });
    expect(errors).toEqual([]);
  });

  it('has no message that nobody shows', () => {
    const patterns = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts'))
      .flatMap((file) => usedIn(readFileSync(join(SOURCES, file), 'utf8')));
    const unused = ids.filter((id) => !patterns.some((pattern) => pattern.test(id)));
    expect(unused).toEqual([]);
  });

  it('is sorted, so that two people add to different places', () => {
    expect(ids).toEqual([...ids].sort());
  });
});
