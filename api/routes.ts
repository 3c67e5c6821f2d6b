import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import type { Parts } from './parts.ts';
import { apiKeyRoutes } from './routes/api-keys.ts';
import { assigneeRoutes } from './routes/assignee.ts';
import { calendarRoutes } from './routes/calendars.ts';
import { callTaskRoutes } from './routes/call-tasks.ts';
import { callerRoutes } from './routes/callers.ts';
import { callRoutes } from './routes/calls.ts';
import { cancellationRoutes } from './routes/cancellation.ts';
import { confirmationRoutes } from './routes/confirmation.ts';
import { contactRoutes } from './routes/contacts.ts';
import { contractRoutes } from './routes/contracts.ts';
import { customerPageRoutes } from './routes/customer-page.ts';
import { customerContactRoutes, customerRoutes } from './routes/customers.ts';
import { diallingRoutes } from './routes/diallings.ts';
import { elementImportRoutes } from './routes/element-import.ts';
import { elementRoutes } from './routes/elements.ts';
import { engineerRoutes, shiftRoutes, travelTimeRoutes } from './routes/engineers.ts';
import { escalationRoutes } from './routes/escalations.ts';
import { etaRoutes } from './routes/eta.ts';
import { healthRoutes } from './routes/health.ts';
import { historyRoutes } from './routes/history.ts';
import { liveCallRoutes } from './routes/live-calls.ts';
import { inboundDraftRoutes } from './routes/inbound-drafts.ts';
import { messageRoutes } from './routes/messages.ts';
import { metricsRoutes } from './routes/metrics.ts';
import { noteRoutes } from './routes/notes.ts';
import { pickingRoutes } from './routes/picking.ts';
import { protocolRoutes } from './routes/protocol.ts';
import { questionnaireRoutes } from './routes/questionnaires.ts';
import { rejectionRoutes } from './routes/rejection.ts';
import { reportRoutes } from './routes/reports.ts';
import { reservationRoutes } from './routes/reservations.ts';
import { resolutionRoutes } from './routes/resolution.ts';
import { rosterRoutes } from './routes/roster.ts';
import { scheduledWorksRoutes } from './routes/scheduled-works.ts';
import { ticketServiceRoutes } from './routes/service.ts';
import { serviceRoutes } from './routes/services.ts';
import { sessionRoutes, signInRoutes } from './routes/sessions.ts';
import { severityRoutes } from './routes/severity.ts';
import { smsReportRoutes } from './routes/sms-reports.ts';
import { siteRoutes } from './routes/sites.ts';
import { sparePartRoutes } from './routes/spare-parts.ts';
import { stockChangeRoutes } from './routes/stock-changes.ts';
import { stockReportRoutes } from './routes/stock-report.ts';
import { stockRoutes } from './routes/stock.ts';
import { streamRoutes } from './routes/stream.ts';
import { teamRoutes } from './routes/team.ts';
import { templateRoutes } from './routes/templates.ts';
import { termsRoutes } from './routes/terms.ts';
import { testSpecificationRoutes } from './routes/test-specifications.ts';
import { testRoutes } from './routes/tests.ts';
import { ticketAttachmentRoutes } from './routes/ticket-attachments.ts';
import { ticketCallRoutes } from './routes/ticket-calls.ts';
import { ticketVisitRoutes } from './routes/ticket-visits.ts';
import { ticketReservationRoutes } from './routes/ticket-reservations.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { userRoutes } from './routes/users.ts';
import { visitActionRoutes } from './routes/visit-actions.ts';
import { visitAttachmentRoutes } from './routes/visit-attachments.ts';
import { visitBookingRoutes } from './routes/visit-bookings.ts';
import { visitsReportRoutes } from './routes/visits-report.ts';
import { visitRoutes } from './routes/visits.ts';
import { waitRoutes } from './routes/wait.ts';
import { warehouseRoutes } from './routes/warehouses.ts';
import { webhookSecretRoutes } from './routes/webhook-secret.ts';
import { zoneRoutes } from './routes/zone.ts';

type Routes = FastifyPluginAsyncZod<Parts>;

/** Under /api/v1, for those who are signed in. One line per resource. */
export const resourceRoutes: readonly Routes[] = [
  sessionRoutes,
  apiKeyRoutes,
  userRoutes,
  customerRoutes,
  customerContactRoutes,
  webhookSecretRoutes,
  calendarRoutes,
  contractRoutes,
  siteRoutes,
  elementRoutes,
  elementImportRoutes,
  serviceRoutes,
  testSpecificationRoutes,
  scheduledWorksRoutes,
  engineerRoutes,
  shiftRoutes,
  travelTimeRoutes,
  warehouseRoutes,
  sparePartRoutes,
  stockRoutes,
  stockChangeRoutes,
  stockReportRoutes,
  pickingRoutes,
  reservationRoutes,
  ticketReservationRoutes,
  questionnaireRoutes,
  templateRoutes,
  rosterRoutes,
  callerRoutes,
  callRoutes,
  callTaskRoutes,
  diallingRoutes,
  liveCallRoutes,
  messageRoutes,
  inboundDraftRoutes,
  ticketRoutes,
  testRoutes,
  zoneRoutes,
  assigneeRoutes,
  cancellationRoutes,
  confirmationRoutes,
  contactRoutes,
  escalationRoutes,
  etaRoutes,
  historyRoutes,
  noteRoutes,
  protocolRoutes,
  rejectionRoutes,
  reportRoutes,
  resolutionRoutes,
  severityRoutes,
  streamRoutes,
  teamRoutes,
  termsRoutes,
  ticketAttachmentRoutes,
  ticketCallRoutes,
  ticketServiceRoutes,
  ticketVisitRoutes,
  visitRoutes,
  visitActionRoutes,
  visitBookingRoutes,
  visitAttachmentRoutes,
  visitsReportRoutes,
  waitRoutes,
];

/** Under /api/v1, open to everybody. */
export const openRoutes: readonly Routes[] = [signInRoutes];

/** At the root, open to everybody: customers' links, health. */
export const rootRoutes: readonly Routes[] = [healthRoutes, metricsRoutes, smsReportRoutes, customerPageRoutes];
