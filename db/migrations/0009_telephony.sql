CREATE TABLE "diallings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"task_id" uuid NOT NULL,
	"agent_id" uuid NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"asked_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"failure" text,
	"called_off_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "live_calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"channel" text NOT NULL,
	"phone" text,
	"state" text DEFAULT 'ringing' NOT NULL,
	"arrived_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"wanted_by" uuid,
	"agent_id" uuid,
	"answered_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"number" text,
	"contact_id" uuid,
	CONSTRAINT "live_calls_channel_unique" UNIQUE("channel")
);
--> statement-breakpoint
ALTER TABLE "call_tasks" ALTER COLUMN "number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "call_tasks" ALTER COLUMN "contact_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "call_tasks" ALTER COLUMN "episode" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "calls" ALTER COLUMN "logged_by" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "call_tasks" ADD COLUMN "phone" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "extension" text;--> statement-breakpoint
ALTER TABLE "diallings" ADD CONSTRAINT "diallings_task_id_call_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."call_tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "diallings" ADD CONSTRAINT "diallings_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_calls" ADD CONSTRAINT "live_calls_wanted_by_users_id_fk" FOREIGN KEY ("wanted_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_calls" ADD CONSTRAINT "live_calls_agent_id_users_id_fk" FOREIGN KEY ("agent_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_calls" ADD CONSTRAINT "live_calls_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "diallings_task_now" ON "diallings" USING btree ("task_id") WHERE "diallings"."state" <> 'over';--> statement-breakpoint
CREATE UNIQUE INDEX "diallings_agent_now" ON "diallings" USING btree ("agent_id") WHERE "diallings"."state" <> 'over';--> statement-breakpoint
CREATE INDEX "diallings_task" ON "diallings" USING btree ("task_id","asked_at");--> statement-breakpoint
CREATE INDEX "live_calls_now" ON "live_calls" USING btree ("arrived_at") WHERE "live_calls"."state" <> 'over';--> statement-breakpoint
CREATE INDEX "live_calls_over" ON "live_calls" USING btree ("ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "call_tasks_phone" ON "call_tasks" USING btree ("phone") WHERE "call_tasks"."state" = 'open' and "call_tasks"."phone" is not null;