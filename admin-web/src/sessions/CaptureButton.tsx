import { Button } from '@stagedoor/design';
import { useMutation } from '@tanstack/react-query';
import { CircleDot, Download } from 'lucide-react';
import { useIntl } from 'react-intl';
import { useApi } from '../api/ApiContext.ts';
import { downloadFile } from '../csv/download.ts';
import { Refused } from '../parts/Refused.tsx';

const CAPTURE = '/api/v1/admin/media/rooms/{roomId}/participants/{participantId}/capture';

interface CaptureButtonProps {
  readonly roomId: string;
  readonly participantId: string;
  readonly person: string;
}

/** Has the headers of somebody's packets written down, and saves them for Wireshark and the like. */
export function CaptureButton({ roomId, participantId, person }: CaptureButtonProps) {
  const { formatMessage } = useIntl();
  const { rest } = useApi();
  const path = { roomId, participantId };
  const begin = useMutation({ mutationFn: () => rest.put(CAPTURE, { path }) });
  const take = useMutation({
    mutationFn: async () => {
      const file = await rest.download(CAPTURE, { path });
      await rest.delete(CAPTURE, { path });
      return file;
    },
    onSuccess: (file) => {
      downloadFile(`${participantId}.pcap`, file);
      begin.reset();
    },
  });
  const refused = take.error ?? begin.error;
  return (
    <>
      {begin.isSuccess ? (
        <Button
          size="sm"
          variant="quiet"
          icon={<Download size={16} aria-hidden />}
          isPending={take.isPending}
          onPress={() => {
            take.mutate();
          }}
          aria-label={formatMessage({ id: 'capture.take.of' }, { person })}
          data-testid="capture-take"
        >
          {formatMessage({ id: 'capture.take' })}
        </Button>
      ) : (
        <Button
          size="sm"
          variant="quiet"
          icon={<CircleDot size={16} aria-hidden />}
          isPending={begin.isPending}
          onPress={() => {
            take.reset();
            begin.mutate();
          }}
          aria-label={formatMessage({ id: 'capture.begin.of' }, { person })}
          data-testid="capture-begin"
        >
          {formatMessage({ id: 'capture.begin' })}
        </Button>
      )}
      {refused !== null && <Refused error={refused} data-testid="capture-refused" />}
    </>
  );
}
