import { Badge, type Tone } from '@stagedoor/design';
import { useIntl } from 'react-intl';
import { Link } from 'react-router';
import type { User } from '../api/types.ts';
import { CopyText } from '../parts/CopyText.tsx';
import { DataTable, type Column } from '../parts/DataTable.tsx';
import text from '../parts/Text.module.css';
import { Timestamp } from '../parts/Timestamp.tsx';

const ROLE_TONES: Record<User['roles'][number], Tone> = {
  VIEWER: 'neutral',
  PERFORMER: 'accent',
  AGENCY: 'accent',
  ADMIN: 'info',
  FINANCE: 'info',
  SUPPORT: 'info',
};

interface UsersTableProps {
  readonly users: readonly User[];
  readonly stale: boolean;
}

export function UsersTable({ users, stale }: UsersTableProps) {
  const { formatMessage } = useIntl();
  return (
    <DataTable
      label={formatMessage({ id: 'users.title' })}
      columns={useColumns()}
      rows={users}
      rowKey={({ id }) => id}
      stale={stale}
      testId="users"
    />
  );
}

function useColumns(): Column<User>[] {
  const { formatMessage } = useIntl();
  return [
    {
      id: 'person',
      header: formatMessage({ id: 'users.person' }),
      cell: ({ displayName, email }) => (
        <span className={text.stack}>
          <strong className={text.name}>{displayName}</strong>
          <span className={text.muted}>{email}</span>
        </span>
      ),
    },
    {
      id: 'roles',
      header: formatMessage({ id: 'users.roles' }),
      cell: ({ roles }) => (
        <span className={text.line}>
          {roles.map((role) => (
            <Badge key={role} tone={ROLE_TONES[role]}>
              {formatMessage({ id: `role.${role}` })}
            </Badge>
          ))}
        </span>
      ),
      wide: true,
      bare: true,
    },
    {
      id: 'joined',
      header: formatMessage({ id: 'users.joined' }),
      cell: ({ createdAt }) => <Timestamp at={createdAt} />,
      wide: true,
    },
    {
      id: 'id',
      header: formatMessage({ id: 'users.id' }),
      cell: ({ id }) => <CopyText text={id} label={formatMessage({ id: 'users.id' })} />,
      wide: true,
    },
    {
      id: 'accounts',
      header: formatMessage({ id: 'session.accounts' }),
      cell: ({ id }) => (
        <Link className={text.link} to={`/accounts?ownerId=${id}`}>
          {formatMessage({ id: 'users.accounts' })}
        </Link>
      ),
    },
  ];
}
