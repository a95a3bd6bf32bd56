import type { LocalMedia } from '@stagedoor/sdk';
import { useEffect, useState } from 'react';

export interface LocalMediaView {
  readonly microphoneOn: boolean;
  readonly cameraOn: boolean;
}

const OFF: LocalMediaView = { microphoneOn: false, cameraOn: false };

/** What of the local media is on, followed as it changes. */
export function useLocalMedia(media: LocalMedia | null): LocalMediaView {
  const [view, setView] = useState(OFF);
  useEffect(() => {
    if (!media) {
      return undefined;
    }
    const read = () => setView({ microphoneOn: media.microphoneOn, cameraOn: media.cameraOn });
    read();
    return media.on('changed', read);
  }, [media]);
  return media ? view : OFF;
}
