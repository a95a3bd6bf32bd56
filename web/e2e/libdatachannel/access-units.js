/** So begins a NAL unit in a byte stream (H.264 annex B), after another zero or none. */
const START = Buffer.from([0, 0, 1]);
const TYPE_BITS = 0x1f;
const SLICE = 1;
const KEY_SLICE = 5;

/**
 * Takes a byte stream in any pieces and gives access units of one slice each: everything up to a slice, and the slice.
 *
 * @param each is called with a unit as soon as the next one begins
 */
export function accessUnits(each) {
  let kept = Buffer.alloc(0);
  /** Where to look for the next NAL unit, and whether the unit in hand has its slice. */
  let from = 0;
  let complete = false;
  return (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    for (;;) {
      const at = kept.indexOf(START, from);
      if (at < 0 || at + START.length >= kept.length) return;
      if (complete) {
        const begin = at > 0 && kept[at - 1] === 0 ? at - 1 : at;
        each(kept.subarray(0, begin));
        kept = kept.subarray(begin);
        from = 0;
        complete = false;
      } else {
        const type = kept[at + START.length] & TYPE_BITS;
        complete = type === SLICE || type === KEY_SLICE;
        from = at + START.length;
      }
    }
  };
}
