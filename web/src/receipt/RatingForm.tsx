import { Button, Card, Notice, TextField } from '@stagedoor/design';
import type { CallDetail } from '@stagedoor/sdk';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import { useClient } from '../app/client.ts';
import { explain } from '../common/problems.ts';
import styles from './RatingForm.module.css';
import { StarChoice } from './StarChoice.tsx';

/** The viewer's opinion of a call; a second one replaces the first. */
export function RatingForm({ call }: { readonly call: CallDetail }) {
  const intl = useIntl();
  const client = useClient();
  const queryClient = useQueryClient();
  const [stars, setStars] = useState(call.rating?.stars ?? 0);
  const [text, setText] = useState(call.rating?.text ?? '');
  const rate = useMutation({
    mutationFn: () =>
      client.rest.put('/api/v1/calls/{callId}/rating', {
        path: { callId: call.callId },
        body: { stars, text: text.trim() },
      }),
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['performer', call.performer.id] });
      void queryClient.invalidateQueries({ queryKey: ['performers'] });
    },
  });
  return (
    <Card as="section" className={styles.card}>
      <h2>
        <FormattedMessage id="rating.title" values={{ name: call.performer.displayName }} />
      </h2>
      <StarChoice value={stars} onChange={setStars} />
      {stars > 0 && (
        <>
          <TextField
            label={intl.formatMessage({ id: 'rating.text' })}
            rows={3}
            maxLength={500}
            value={text}
            onChange={setText}
            data-testid="rating-text"
          />
          <Button
            variant="primary"
            isPending={rate.isPending}
            onPress={() => rate.mutate()}
            data-testid="rating-send"
          >
            <FormattedMessage id="rating.send" />
          </Button>
        </>
      )}
      {rate.isError && (
        <Notice tone="danger" role="alert">
          {explain(intl, rate.error)}
        </Notice>
      )}
      {rate.isSuccess && (
        <Notice tone="success" role="status" data-testid="rating-saved">
          <FormattedMessage id="rating.thanks" />
        </Notice>
      )}
    </Card>
  );
}
