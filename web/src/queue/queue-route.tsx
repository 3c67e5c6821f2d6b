import { createLazyRoute } from '@tanstack/react-router';
import { QueuePage } from './queue-page.tsx';

export const queueRoute = createLazyRoute('/desk/tickets')({ component: QueuePage });
