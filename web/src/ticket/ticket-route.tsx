import { createLazyRoute } from '@tanstack/react-router';
import { TicketPage } from './ticket-page.tsx';

export const ticketRoute = createLazyRoute('/desk/tickets/$number')({ component: TicketPage });
