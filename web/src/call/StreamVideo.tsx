import { useEffect, useRef } from 'react';

interface StreamVideoProps {
  readonly stream: MediaStream | null;
  /** What the picture is, for screen readers. */
  readonly label: string;
  readonly muted?: boolean;
  readonly className?: string | undefined;
  /** Where the sound goes; the system's choice if empty or not supported (Safari, Firefox before 116). */
  readonly speakerId?: string | undefined;
  readonly 'data-testid'?: string;
}

/** A stream on the screen. A stream without picture is still heard. */
export function StreamVideo(props: StreamVideoProps) {
  const { stream, label, muted = false, className, speakerId } = props;
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    const element = video.current;
    if (element && element.srcObject !== stream) {
      element.srcObject = stream;
    }
  }, [stream]);
  useEffect(() => {
    const element = video.current;
    if (element && speakerId && 'setSinkId' in element) {
      element.setSinkId(speakerId).catch(() => undefined);
    }
  }, [speakerId]);
  return (
    <video
      ref={video}
      className={className}
      aria-label={label}
      muted={muted}
      autoPlay
      playsInline
      data-testid={props['data-testid']}
    />
  );
}
