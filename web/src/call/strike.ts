const PEAK_GAIN = 0.16;
const ATTACK_S = 0.02;
const INAUDIBLE = 0.001;

/** One stroke of a bell at a time of the context's clock, in seconds. */
export function strike(audio: AudioContext, hz: number, startS: number, lengthS: number): void {
  const oscillator = new OscillatorNode(audio, { type: 'sine', frequency: hz });
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.setValueAtTime(0, startS);
  gain.gain.linearRampToValueAtTime(PEAK_GAIN, startS + ATTACK_S);
  gain.gain.exponentialRampToValueAtTime(INAUDIBLE, startS + lengthS);
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(startS);
  oscillator.stop(startS + lengthS);
}
