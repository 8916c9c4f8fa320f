import { createBrowserRouter } from 'react-router';
import { FOR_ALL } from './for-all.ts';
import { NotFound, PageError } from './page-states.tsx';
import { Shell } from './shell.tsx';

/** Every page is its own chunk: a citizen who opens the calculator loads nothing of the desk. */
export const router = createBrowserRouter([
  {
    element: <Shell />,
    HydrateFallback: () => null,
    children: [
      {
        errorElement: <PageError />,
        children: [
          {
            index: true,
            lazy: async () => ({ Component: (await import('../home/home-page.tsx')).HomePage }),
          },
          {
            path: 'calculator',
            handle: FOR_ALL,
            lazy: async () => ({
              Component: (await import('../calculator/calculator-page.tsx')).CalculatorPage,
            }),
          },
          {
            path: 'policies',
            handle: FOR_ALL,
            lazy: async () => ({
              Component: (await import('../policy-room/policy-list-page.tsx')).PolicyListPage,
            }),
          },
          {
            path: 'policies/:id',
            handle: FOR_ALL,
            lazy: async () => ({ Component: (await import('../policy-room/policy-page.tsx')).PolicyPage }),
          },
          {
            path: 'office',
            lazy: async () => ({ Component: (await import('../office/office-page.tsx')).OfficePage }),
          },
          {
            path: 'office/stays',
            lazy: async () => ({ Component: (await import('../office/stays-page.tsx')).StaysPage }),
          },
          {
            path: 'office/stays/:id',
            lazy: async () => ({ Component: (await import('../office/stay-page.tsx')).StayPage }),
          },
          {
            path: 'office/bills',
            lazy: async () => ({ Component: (await import('../office/bills-page.tsx')).OfficeBillsPage }),
          },
          {
            path: 'office/reconciliation',
            lazy: async () => ({
              Component: (await import('../office/reconciliation-page.tsx')).ReconciliationPage,
            }),
          },
          {
            path: 'office/reconciliation/:day',
            lazy: async () => ({
              Component: (await import('../office/reconciliation-day-page.tsx')).ReconciliationDayPage,
            }),
          },
          {
            path: 'office/mapping',
            lazy: async () => ({ Component: (await import('../office/mapping-page.tsx')).MappingPage }),
          },
          {
            path: 'mappings',
            lazy: async () => ({
              Component: (await import('../office/mapping-review-page.tsx')).MappingReviewPage,
            }),
          },
          {
            path: 'office/messages',
            lazy: async () => ({
              Component: (await import('../office/message-log-page.tsx')).MessageLogPage,
            }),
          },
          {
            path: 'office/messages/:id',
            lazy: async () => ({ Component: (await import('../office/message-page.tsx')).MessagePage }),
          },
          {
            path: 'settlements',
            lazy: async () => ({
              Component: (await import('../settlements/settlements-page.tsx')).SettlementsPage,
            }),
          },
          {
            path: 'settlements/:id',
            lazy: async () => ({ Component: (await import('../bill/bill-page.tsx')).BillPage }),
          },
          {
            path: 'persons/:psnNo?',
            lazy: async () => ({ Component: (await import('../person/person-page.tsx')).PersonPage }),
          },
          {
            path: 'figures',
            lazy: async () => ({ Component: (await import('../figures/figures-page.tsx')).FiguresPage }),
          },
          {
            path: 'levy-audits',
            lazy: async () => ({ Component: (await import('../levy-audit/audits-page.tsx')).LevyAuditsPage }),
          },
          {
            path: 'levy-selection',
            lazy: async () => ({
              Component: (await import('../levy-audit/selection-page.tsx')).SelectionPage,
            }),
          },
          {
            path: 'levy-audits/:id',
            lazy: async () => ({
              Component: (await import('../levy-audit/audit-page.tsx')).LevyAuditPageView,
            }),
          },
          {
            path: 'unenrolled-employers',
            lazy: async () => ({
              Component: (await import('../unenrolled/unenrolled-page.tsx')).UnenrolledPageView,
            }),
          },
          {
            path: 'unenrolled-employers/:id',
            lazy: async () => ({
              Component: (await import('../unenrolled/unenrolled-one-page.tsx')).UnenrolledOnePage,
            }),
          },
          {
            path: 'reversals',
            lazy: async () => ({
              Component: (await import('../reversals/reversals-page.tsx')).ReversalsPage,
            }),
          },
          {
            path: 'persons/:psnNo/account',
            lazy: async () => ({ Component: (await import('../account/account-page.tsx')).AccountPage }),
          },
          {
            path: 'account-requests',
            lazy: async () => ({
              Component: (await import('../account/requests-page.tsx')).AccountRequestsPage,
            }),
          },
          {
            path: 'account-runs',
            lazy: async () => ({ Component: (await import('../account/runs-page.tsx')).AccountRunsPage }),
          },
          {
            path: 'transfers',
            lazy: async () => ({ Component: (await import('../transfer/transfers-page.tsx')).TransfersPage }),
          },
          {
            path: 'transfers/:id',
            lazy: async () => ({ Component: (await import('../transfer/transfer-page.tsx')).TransferPage }),
          },
          {
            path: 'handovers',
            lazy: async () => ({ Component: (await import('../transfer/handovers-page.tsx')).HandoversPage }),
          },
          {
            path: 'me',
            lazy: async () => ({ Component: (await import('../self-service/me-page.tsx')).MePage }),
          },
          {
            path: 'enrolment/persons/:ref',
            lazy: async () => ({
              Component: (await import('../enrolment/register-person-page.tsx')).RegisterPersonPage,
            }),
          },
          {
            path: 'enrolment/:tab?',
            lazy: async () => ({
              Component: (await import('../enrolment/enrolment-page.tsx')).EnrolmentPage,
            }),
          },
          {
            path: 'census',
            lazy: async () => ({ Component: (await import('../census/census-page.tsx')).CensusPage }),
          },
          {
            path: 'contributions',
            lazy: async () => ({
              Component: (await import('../contribution/bills-page.tsx')).ContributionBillsPage,
            }),
          },
          {
            path: 'contributions/bills/:id',
            lazy: async () => ({
              Component: (await import('../contribution/bill-page.tsx')).ContributionBillPage,
            }),
          },
          {
            path: 'contributions/unit',
            lazy: async () => ({
              Component: (await import('../contribution/own-unit-page.tsx')).OwnUnitPage,
            }),
          },
          {
            path: 'contributions/notices',
            lazy: async () => ({ Component: (await import('../contribution/notices-page.tsx')).NoticesPage }),
          },
          {
            path: 'contributions/declarations',
            lazy: async () => ({
              Component: (await import('../contribution/declarations-page.tsx')).DeclarationsPage,
            }),
          },
          {
            path: 'contributions/assessment',
            lazy: async () => ({
              Component: (await import('../contribution/assessment-page.tsx')).AssessmentPage,
            }),
          },
          {
            path: 'contributions/counter',
            lazy: async () => ({ Component: (await import('../counter/counter-page.tsx')).CounterPage }),
          },
          {
            path: 'contributions/counter/:clerk/:day',
            lazy: async () => ({
              Component: (await import('../counter/counter-day-page.tsx')).CounterDayPage,
            }),
          },
          {
            path: 'contributions/lists',
            lazy: async () => ({
              Component: (await import('../collection-lists/lists-page.tsx')).CollectionListsPage,
            }),
          },
          {
            path: 'contributions/lists/:id',
            lazy: async () => ({
              Component: (await import('../collection-lists/list-page.tsx')).CollectionListPage,
            }),
          },
          {
            path: 'contributions/receipts',
            lazy: async () => ({
              Component: (await import('../contribution/receipts-page.tsx')).ReceiptsPage,
            }),
          },
          {
            path: 'contributions/receipts/:id',
            lazy: async () => ({ Component: (await import('../contribution/receipt-page.tsx')).ReceiptPage }),
          },
          {
            path: 'contributions/arrears',
            lazy: async () => ({ Component: (await import('../arrears/arrears-page.tsx')).ArrearsPage }),
          },
          {
            path: 'contributions/arrears/notices/:id',
            lazy: async () => ({ Component: (await import('../arrears/notice-page.tsx')).NoticePage }),
          },
          {
            path: 'contributions/arrears/account',
            lazy: async () => ({ Component: (await import('../arrears/debtor-page.tsx')).DebtorPage }),
          },
          {
            path: 'contributions/books',
            lazy: async () => ({ Component: (await import('../books/books-page.tsx')).BooksPage }),
          },
          {
            path: 'contributions/books/:id',
            lazy: async () => ({ Component: (await import('../books/transfer-page.tsx')).TransferPage }),
          },
          {
            path: 'contributions/days',
            lazy: async () => ({
              Component: (await import('../collection-days/days-page.tsx')).CollectionDaysPage,
            }),
          },
          {
            path: 'contributions/days/:source/:day',
            lazy: async () => ({
              Component: (await import('../collection-days/day-page.tsx')).CollectionDayPage,
            }),
          },
          {
            path: 'contributions/refunds',
            lazy: async () => ({ Component: (await import('../contribution/refunds-page.tsx')).RefundsPage }),
          },
          {
            path: 'lists',
            lazy: async () => ({
              Component: (await import('../group-enrolment/lists-page.tsx')).ListsPage,
            }),
          },
          {
            path: 'lists/:id',
            lazy: async () => ({
              Component: (await import('../group-enrolment/batch-page.tsx')).BatchPage,
            }),
          },
          {
            path: 'operations',
            lazy: async () => ({
              Component: (await import('../operations/operations-page.tsx')).OperationsPage,
            }),
          },
          {
            path: 'users',
            lazy: async () => ({ Component: (await import('../administration/users-page.tsx')).UsersPage }),
          },
          {
            path: 'audit',
            lazy: async () => ({ Component: (await import('../administration/audit-page.tsx')).AuditPage }),
          },
          {
            path: 'sign-in',
            lazy: async () => ({ Component: (await import('../sign-in/sign-in-page.tsx')).SignInPage }),
          },
          { path: '*', Component: NotFound },
        ],
      },
    ],
  },
]);
