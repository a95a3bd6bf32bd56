import { Badge, Button, type Tone } from '@stagedoor/design';
import { useState } from 'react';
import { FormattedMessage, useIntl } from 'react-intl';
import type { Chargeback } from '../api/types.ts';
import text from '../parts/Text.module.css';
import { AnswerSheet } from './AnswerSheet.tsx';
import { answerState, type AnswerState } from './answerState.ts';
import { SentAnswer } from './SentAnswer.tsx';

const TONES: Record<Exclude<AnswerState, 'closed'>, Tone> = {
  needed: 'accent',
  late: 'danger',
  toSend: 'info',
  sent: 'success',
  elsewhere: 'success',
  byHand: 'danger',
  notHere: 'accent',
};

/** Whether the bank has been answered, until when it must be, and how to do it. */
export function AnswerCell({ chargeback }: { readonly chargeback: Chargeback }) {
  const { formatDate, formatMessage } = useIntl();
  const [open, setOpen] = useState<'answer' | 'sent' | null>(null);
  const { provider, answer, answersAt, respondBy } = chargeback;
  const state = answerState(chargeback, new Date());
  const waits = state === 'needed' || state === 'byHand' || state === 'notHere';
  return (
    <span className={text.cell} data-testid="answer">
      {state !== 'closed' && (
        <Badge tone={TONES[state]}>
          <FormattedMessage id={state === 'notHere' ? 'answer.needed' : `answer.${state}`} />
        </Badge>
      )}
      {waits && respondBy !== undefined && (
        <span data-testid="answer-by">
          {formatMessage(
            { id: 'answer.by' },
            { date: formatDate(respondBy, { dateStyle: 'medium', timeStyle: 'short' }) },
          )}
        </span>
      )}
      {state === 'byHand' && (
        <span className={text.muted}>
          {formatMessage({ id: 'answer.byHand.about' }, { provider, said: answer?.said ?? '' })}
        </span>
      )}
      {state === 'notHere' && (
        <span className={text.muted}>{formatMessage({ id: 'answer.notHere' }, { provider })}</span>
      )}
      {(state === 'byHand' || state === 'notHere') && answersAt !== undefined && (
        <a className={text.link} href={answersAt} target="_blank" rel="noreferrer">
          <FormattedMessage id="answer.site" />
        </a>
      )}
      {(state === 'needed' || (state === 'byHand' && chargeback.answerable)) && (
        <Button size="sm" onPress={() => setOpen('answer')} data-testid="answer-open">
          <FormattedMessage id={state === 'needed' ? 'answer.open' : 'answer.again'} />
        </Button>
      )}
      {answer !== undefined && (
        <Button
          size="sm"
          variant="quiet"
          onPress={() => setOpen('sent')}
          data-testid="answer-shown"
        >
          <FormattedMessage id="answer.shown" />
        </Button>
      )}
      {open === 'answer' && (
        <AnswerSheet chargebackId={chargeback.id} onClose={() => setOpen(null)} />
      )}
      {open === 'sent' && answer !== undefined && (
        <SentAnswer answer={answer} onClose={() => setOpen(null)} />
      )}
    </span>
  );
}
