import { strike } from './strike.ts';
import type { TipSize } from './tipSize.ts';

/** Up the major chord: the larger the tip, the further. */
const TONES_HZ = { c: 523.25, e: 659.26, g: 783.99, top: 1_046.5 } as const;
const TUNES: Readonly<Record<TipSize, readonly (keyof typeof TONES_HZ)[]>> = {
  small: ['g'],
  medium: ['e', 'g'],
  large: ['c', 'e', 'g'],
  luxury: ['c', 'e', 'g', 'top', 'g', 'top'],
};
const APART_S = 0.11;
const STROKE_S = 0.7;

/** Plays once by Web Audio what a tip of that size sounds like. Silent where the browser forbids sound unasked, or has none left. */
export function chime(size: TipSize): void {
  try {
    play(size);
  } catch {
    // Browsers may refuse one audio context too many; a call goes on without a sound.
  }
}

function play(size: TipSize): void {
  const audio = new AudioContext();
  const tune = TUNES[size];
  tune.forEach((tone, place) => {
    strike(audio, TONES_HZ[tone], audio.currentTime + place * APART_S, STROKE_S);
  });
  setTimeout(() => void audio.close(), (tune.length * APART_S + STROKE_S) * 1000);
}
