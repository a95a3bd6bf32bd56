import { Button, TextField } from '@stagedoor/design';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { FormattedDate, FormattedMessage, useIntl } from 'react-intl';
import { useApi } from '../api/ApiContext.ts';
import type { FoundPerson } from '../api/types.ts';
import styles from './PersonField.module.css';
import text from './Text.module.css';

interface PersonFieldProps {
  readonly label: string;
  readonly role: 'PERFORMER' | 'AGENCY';
  /** Null while nobody is chosen. */
  readonly person: FoundPerson | null;
  readonly onChoose: (person: FoundPerson | null) => void;
  readonly 'data-testid': string;
}

/** Chooses a person by name: whoever has a part of it is shown to be picked. */
export function PersonField({
  label,
  role,
  person,
  onChoose,
  'data-testid': testId,
}: PersonFieldProps) {
  const { formatMessage } = useIntl();
  const [query, setQuery] = useState('');
  const labelId = useId();
  if (person !== null) {
    return (
      <div className={text.stack} role="group" aria-labelledby={labelId} data-testid={testId}>
        <span id={labelId} className={text.muted}>
          {label}
        </span>
        <span className={text.line}>
          <strong data-testid={`${testId}-chosen`}>{person.displayName}</strong>
          <Button size="sm" variant="quiet" onPress={() => onChoose(null)}>
            <FormattedMessage id="person.change" />
          </Button>
        </span>
      </div>
    );
  }
  return (
    <div className={text.stack}>
      <TextField
        label={label}
        description={formatMessage({ id: 'person.about' })}
        autoComplete="off"
        maxLength={100}
        value={query}
        onChange={setQuery}
        data-testid={testId}
      />
      <Matches query={query.trim()} role={role} onChoose={onChoose} testId={testId} />
    </div>
  );
}

interface MatchesProps extends Pick<PersonFieldProps, 'role' | 'onChoose'> {
  readonly query: string;
  readonly testId: string;
}

function Matches({ query, role, onChoose, testId }: MatchesProps) {
  const { rest } = useApi();
  const wanted = useDeferredValue(query);
  const people = useQuery({
    queryKey: ['people', role, wanted],
    queryFn: ({ signal }) =>
      rest.get('/api/v1/admin/people', { query: { query: wanted, role }, signal }),
    enabled: wanted !== '',
    placeholderData: keepPreviousData,
  });
  if (wanted === '' || people.data === undefined) {
    return null;
  }
  return (
    <ul className={styles.matches} aria-live="polite">
      {people.data.items.length === 0 && (
        <li className={text.muted}>
          <FormattedMessage id="person.none" />
        </li>
      )}
      {people.data.items.map((match) => (
        <li key={match.id}>
          <Button size="sm" onPress={() => onChoose(match)} data-testid={`${testId}-match`}>
            {match.displayName}{' '}
            <span className={text.muted}>
              <FormattedDate value={match.createdAt} dateStyle="medium" />
            </span>
          </Button>
        </li>
      ))}
    </ul>
  );
}
