import {
  ApplicationFailure,
  allHandlersFinished,
  condition,
  continueAsNew,
  setCurrentDetails,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { deadlines } from '../domain/deadlines.ts';
import { commandTypes } from '../domain/decide.ts';
import { isOver } from '../domain/obligations.ts';
import type { Status } from '../domain/status.ts';
import { alarm } from './alarm.ts';
import { field } from './field.ts';
import { follow, type Follower } from './follow.ts';
import { customerAnswered, factsRecorded, supersededType, updates, type Asked, type TicketRun } from './messages.ts';
import { standing, timerSummary } from './standing.ts';
import { telling } from './telling.ts';
import { testing } from './testing.ts';

/** What the task that opens a ticket takes on two cores; other tasks take less. */
const earlyMs = 25;

/**
 * The life of one trouble ticket, from the opening (or where an earlier run left it) to its end: the only decider.
 * It follows the protocol, lets time and the customer's word have their consequences, and tells whom it owes.
 */
export async function ticketWorkflow(run: TicketRun): Promise<Status> {
  const timer = alarm(earlyMs);
  const follower = follow(run, timer.now);
  const messages = telling(follower);
  const tests = testing(follower);
  const visits = field(follower);
  let news = false;
  let settledUpTo = 0;
  const over = () => follower.superseded() || (isOver(follower.ticket()) && messages.idle() && visits.idle());
  const kept = () => tests.kept() || visits.kept();
  const changed = () => news || timer.rang() || follower.ticket().foldedUpTo > settledUpTo || kept() || over();

  takeCommands(follower);
  for (const signal of [factsRecorded, customerAnswered]) setHandler(signal, () => void (news = true));

  while (!follower.superseded()) {
    if (news) {
      news = false;
      await follower.catchUp();
    }
    if (follower.unsettled()) await follower.settle();
    messages.doOwed();
    tests.doOwed();
    visits.doOwed();
    settledUpTo = follower.ticket().foldedUpTo;
    const [next] = deadlines(follower.ticket());
    timer.set(next, timerSummary(next, follower.ticket()));
    setCurrentDetails(standing(follower.ticket()));
    if (over()) break;
    const atRest = messages.idle() && tests.idle() && visits.idle() && allHandlersFinished();
    if (workflowInfo().continueAsNewSuggested && atRest && !changed()) {
      await continueAsNew<typeof ticketWorkflow>({ ...run, ticket: follower.ticket() });
    }
    await condition(changed);
  }
  timer.set(undefined, '');
  await condition(allHandlersFinished);
  if (follower.superseded()) throw ApplicationFailure.nonRetryable('a later run writes this ticket', supersededType);
  return follower.ticket().status;
}

/** One Update for each command of the desk; what the rules refuse is refused before it leaves a trace. */
function takeCommands(follower: Follower): void {
  const validator = (asked: Asked) => follower.consider(asked);
  for (const type of commandTypes) {
    setHandler(updates[type], (asked: Asked) => follower.ask(asked), { validator });
  }
}
