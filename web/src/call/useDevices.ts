import { useEffect, useState } from 'react';

export interface Devices {
  readonly microphones: readonly MediaDeviceInfo[];
  readonly cameras: readonly MediaDeviceInfo[];
  readonly speakers: readonly MediaDeviceInfo[];
}

const NONE: Devices = { microphones: [], cameras: [], speakers: [] };

/**
 * The devices of this machine, followed as they are plugged in and out. Browsers name them only after one
 * was allowed, so pass something that changes when that has happened.
 */
export function useDevices(allowed: boolean): Devices {
  const [devices, setDevices] = useState(NONE);
  useEffect(() => {
    // Absent outside secure contexts.
    const source = navigator.mediaDevices as MediaDevices | undefined;
    if (!source) {
      return undefined;
    }
    let live = true;
    const read = async () => {
      const found = await source.enumerateDevices();
      const named = found.filter((device) => device.deviceId !== '');
      const ofKind = (kind: MediaDeviceKind) => named.filter((device) => device.kind === kind);
      if (live) {
        setDevices({
          microphones: ofKind('audioinput'),
          cameras: ofKind('videoinput'),
          speakers: ofKind('audiooutput'),
        });
      }
    };
    const onChange = () => void read();
    onChange();
    source.addEventListener('devicechange', onChange);
    return () => {
      live = false;
      source.removeEventListener('devicechange', onChange);
    };
  }, [allowed]);
  return devices;
}
