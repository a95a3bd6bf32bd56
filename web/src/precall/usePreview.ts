import { type CallKind, LocalMedia, MediaError } from '@stagedoor/sdk';
import { useEffect, useRef, useState } from 'react';

export interface Preview {
  readonly media: LocalMedia | null;
  readonly problem: MediaError | null;
  /** Devices are open, or it is known why not. */
  readonly settled: boolean;
  /** Hands the devices on: they stay open when the preview goes away. */
  readonly release: () => LocalMedia | null;
}

/** Opens microphone and camera for as long as the preview is on the screen. */
export function usePreview(kind: CallKind): Preview {
  const [media, setMedia] = useState<LocalMedia | null>(null);
  const [problem, setProblem] = useState<MediaError | null>(null);
  const [settled, setSettled] = useState(false);
  const released = useRef(false);
  useEffect(() => {
    const opened = new LocalMedia(kind);
    setMedia(opened);
    opened
      .open()
      .then(setProblem)
      .catch((error: unknown) => setProblem(error instanceof MediaError ? error : null))
      .finally(() => setSettled(true));
    return () => {
      if (!released.current) {
        opened.close();
      }
    };
  }, [kind]);
  const release = () => {
    released.current = true;
    return media;
  };
  return { media, problem, settled, release };
}
