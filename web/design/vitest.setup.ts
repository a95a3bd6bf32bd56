import { configure } from '@testing-library/react';

// Below the test's own limit, so that what is missing is named.
configure({ asyncUtilTimeout: 30_000 });
