import { strike } from './strike.ts';

/** Seconds: two strokes, then silence, as a house telephone rings. */
const PERIOD_S = 3;
const STROKES_S = [0, 0.45];
const STROKE_S = 0.9;
const TONES_HZ = [587.33, 740];

/** Rings by Web Audio until the returned function is called. Silent where the browser forbids sound unasked. */
export function ring(): () => void {
  const audio = new AudioContext();
  const period = () => {
    for (const offsetS of STROKES_S) {
      TONES_HZ.forEach((hz) => strike(audio, hz, audio.currentTime + offsetS, STROKE_S));
    }
  };
  period();
  const timer = setInterval(period, PERIOD_S * 1000);
  return () => {
    clearInterval(timer);
    void audio.close();
  };
}
