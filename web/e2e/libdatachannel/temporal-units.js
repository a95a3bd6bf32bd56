const TEMPORAL_DELIMITER = 2;
const EXTENSION_BIT = 0x04;

/** The number that begins there (leb128, AV1 §4.10.5), and how many bytes it takes; null if its end is not there yet. */
function leb128(bytes, at) {
  let value = 0;
  for (let i = 0; at + i < bytes.length; i++) {
    value += (bytes[at + i] & 0x7f) * 2 ** (7 * i);
    if (bytes[at + i] < 0x80) return { value, length: i + 1 };
  }
  return null;
}

/** The type and length of the open bitstream unit that begins there; null if not all of its header is there. */
function unit(bytes, at) {
  if (at >= bytes.length) return null;
  const header = (bytes[at] & EXTENSION_BIT) === 0 ? 1 : 2;
  const size = leb128(bytes, at + header);
  return size === null
    ? null
    : { type: (bytes[at] >> 3) & 0xf, length: header + size.length + size.value };
}

/**
 * Takes a stream of AV1's open bitstream units (AV1 §5.3, each with its size) in any pieces and gives temporal units.
 *
 * @param each is called with a unit as soon as the next one begins
 */
export function temporalUnits(each) {
  let kept = Buffer.alloc(0);
  let from = 0;
  return (chunk) => {
    kept = Buffer.concat([kept, chunk]);
    for (let next = unit(kept, from); next !== null; next = unit(kept, from)) {
      if (next.type === TEMPORAL_DELIMITER && from > 0) {
        each(kept.subarray(0, from));
        kept = kept.subarray(from);
        from = 0;
      } else if (from + next.length > kept.length) {
        return;
      } else {
        from += next.length;
      }
    }
  };
}
