/** How many colours avatars come in; `Avatar.module.css` has a class for each. */
export const AVATAR_HUES = 6;

/** Up to two initials of a name, by grapheme, so that combined letters of Indic scripts stay whole. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/u);
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  const segmenter = new Intl.Segmenter();
  return chosen
    .map((word) => [...segmenter.segment(word ?? '')][0]?.segment ?? '')
    .join('')
    .toLocaleUpperCase();
}

/** A number below {@link AVATAR_HUES} that depends on the id only (FNV-1a, 32 bit). */
export function avatarHue(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) {
    hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  }
  return (hash >>> 0) % AVATAR_HUES;
}
