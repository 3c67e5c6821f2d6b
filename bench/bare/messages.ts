import { defineSignal } from '@temporalio/workflow';

/** What the bare side is called on the engine, and what it is told. */
export const bareQueue = 'bare';
export const bareWorkflowType = 'bareTicket';
export const promised = defineSignal<[string]>('promised');
