import { describe, expect, it } from 'vitest';
import { toCsv } from './csv.ts';

describe('a CSV file', () => {
  it.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    ['=HYPERLINK(1)', "'=HYPERLINK(1)"],
    ['@cmd', "'@cmd"],
    ['-1', "'-1"],
    ['+1,"x"', `"'+1,""x"""`],
  ])('writes the text %j as %j', (text, cell) => {
    expect(toCsv([[text]])).toBe(`${cell}\r\n`);
  });

  it('leaves a decimal a number, minus sign included', () => {
    expect(toCsv([['x', { decimal: '-8.000' }]])).toBe('x,-8.000\r\n');
  });
});
