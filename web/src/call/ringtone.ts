/** Seconds: two strokes, then silence, as a house telephone rings. */
const PERIOD_S = 3;
const STROKES_S = [0, 0.45];
const TONES_HZ = [587.33, 740];
const PEAK_GAIN = 0.16;

/** Rings by Web Audio until the returned function is called. Silent where the browser forbids sound unasked. */
export function ring(): () => void {
  const audio = new AudioContext();
  const stroke = (startS: number) => {
    for (const hz of TONES_HZ) {
      const oscillator = new OscillatorNode(audio, { type: 'sine', frequency: hz });
      const gain = new GainNode(audio, { gain: 0 });
      gain.gain.setValueAtTime(0, startS);
      gain.gain.linearRampToValueAtTime(PEAK_GAIN, startS + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, startS + 0.9);
      oscillator.connect(gain).connect(audio.destination);
      oscillator.start(startS);
      oscillator.stop(startS + 1);
    }
  };
  const period = () => STROKES_S.forEach((offsetS) => stroke(audio.currentTime + offsetS));
  period();
  const timer = setInterval(period, PERIOD_S * 1000);
  return () => {
    clearInterval(timer);
    void audio.close();
  };
}
