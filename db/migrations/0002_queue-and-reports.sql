DROP INDEX "tickets_queue";--> statement-breakpoint
DROP INDEX "tickets_opened";--> statement-breakpoint
DROP INDEX "tickets_assignee";--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "hurts_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "overdue" boolean DEFAULT false NOT NULL;--> statement-breakpoint
-- Tickets of before have no clocks: what can hurt them is their ETA, or the demand for one.
UPDATE "tickets" SET
  "hurts_at" = least(
    (state->'etaDemand'->>'dueAt')::timestamptz,
    case when state->'eta'->>'state' = 'running' or (state->'eta'->>'state' = 'missed' and state->'eta'->'episode' = state->'episode')
      then (state->'eta'->>'promisedAt')::timestamptz end),
  "overdue" = coalesce((state->'etaDemand'->>'escalated')::boolean, false)
    or coalesce(state->'eta'->>'state' = 'missed' and state->'eta'->'episode' = state->'episode', false)
  WHERE "ended_at" is null and "status" <> 'resolved';--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "queue_at" timestamp(3) with time zone GENERATED ALWAYS AS (case when ended_at is null then coalesce(hurts_at, '9999-12-31T00:00:00.000Z'::timestamptz) else 'infinity'::timestamptz end) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "protocol_judged" ON "protocol" USING btree ((coalesce(data->>'breachedAt', data->>'metAt', data->>'restoredAt', data->>'promisedAt',
  data#>>'{limits,0,from}') collate "C"),"number") WHERE (type in ('clockMet', 'clockBreached', 'etaPromised', 'serviceRestored')
  or (type = 'clockStarted' and data->>'because' = 'told'));--> statement-breakpoint
CREATE INDEX "tickets_unclaimed" ON "tickets" USING btree ("queue_at","number") WHERE "tickets"."assignee_id" is null;--> statement-breakpoint
CREATE INDEX "tickets_team" ON "tickets" USING btree ("team","queue_at","number");--> statement-breakpoint
CREATE INDEX "tickets_overdue" ON "tickets" USING btree ("queue_at","number") WHERE "tickets"."overdue";--> statement-breakpoint
CREATE INDEX "tickets_queue" ON "tickets" USING btree ("queue_at","number");--> statement-breakpoint
CREATE INDEX "tickets_opened" ON "tickets" USING btree ("opened_at","number");--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id","queue_at","number");--> statement-breakpoint
ALTER TABLE "tickets" DROP COLUMN "next_at";--> statement-breakpoint
ALTER TABLE "tickets" DROP COLUMN "next_what";