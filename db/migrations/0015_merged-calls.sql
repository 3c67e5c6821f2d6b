DROP INDEX "call_tasks_open";--> statement-breakpoint
ALTER TABLE "call_tasks" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
-- What was owed before stays a call of its own.
UPDATE "call_tasks" SET "merged_into" = "id";--> statement-breakpoint
ALTER TABLE "call_tasks" ALTER COLUMN "merged_into" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "call_tasks_over" ON "call_tasks" USING btree ("due_at","merged_into") WHERE "call_tasks"."state" <> 'open';--> statement-breakpoint
CREATE INDEX "call_tasks_merged" ON "call_tasks" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "call_tasks_contact" ON "call_tasks" USING btree ("contact_id") WHERE "call_tasks"."state" = 'open';--> statement-breakpoint
CREATE INDEX "call_tasks_open" ON "call_tasks" USING btree ("due_at","merged_into") WHERE "call_tasks"."state" = 'open';