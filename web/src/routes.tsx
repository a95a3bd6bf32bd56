import { createBrowserRouter } from 'react-router';
import { RequireUser } from './auth/RequireUser.tsx';
import { RequireViewer } from './auth/RequireViewer.tsx';
import { SignInPage } from './auth/SignInPage.tsx';
import { CallPage } from './call/CallPage.tsx';
import { PerformersPage } from './performers/PerformersPage.tsx';
import { CrashPage } from './shell/CrashPage.tsx';
import { Loading } from './shell/Loading.tsx';
import { Layout } from './shell/Layout.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';

/** Every address of the app. What a call needs is loaded at once, the rest when it is asked for. */
export function createRoutes() {
  return createBrowserRouter([
    {
      element: <Layout />,
      errorElement: <CrashPage />,
      hydrateFallbackElement: <Loading />,
      children: [
        { path: '/sign-in', element: <SignInPage /> },
        {
          path: '/sign-up',
          lazy: {
            Component: async () => (await import('./auth/SignUpPage.tsx')).SignUpPage,
          },
        },
        {
          element: <RequireUser />,
          children: [
            { path: '/', element: <PerformersPage /> },
            { path: '/call/:callId', element: <CallPage /> },
            {
              path: '/performers/:performerId',
              lazy: {
                Component: async () =>
                  (await import('./performers/PerformerPage.tsx')).PerformerPage,
              },
            },
            {
              element: <RequireViewer />,
              children: [
                {
                  path: '/wallet',
                  lazy: {
                    Component: async () => (await import('./wallet/WalletPage.tsx')).WalletPage,
                  },
                },
                {
                  path: '/plans',
                  lazy: {
                    Component: async () => (await import('./plans/PlansPage.tsx')).PlansPage,
                  },
                },
              ],
            },
            {
              path: '/bookings',
              lazy: {
                Component: async () => (await import('./bookings/BookingsPage.tsx')).BookingsPage,
              },
            },
            {
              path: '/shows/:eventId',
              lazy: { Component: async () => (await import('./shows/ShowPage.tsx')).ShowPage },
            },
            {
              path: '/calls',
              lazy: { Component: async () => (await import('./calls/CallsPage.tsx')).CallsPage },
            },
            {
              path: '/studio',
              lazy: {
                Component: async () => (await import('./studio/StudioPage.tsx')).StudioPage,
              },
            },
            {
              path: '/earnings',
              lazy: {
                Component: async () => (await import('./earnings/EarningsPage.tsx')).EarningsPage,
              },
            },
            {
              path: '/settings',
              lazy: {
                Component: async () => (await import('./settings/SettingsPage.tsx')).SettingsPage,
              },
            },
          ],
        },
        { path: '*', element: <NotFoundPage /> },
      ],
    },
  ]);
}
