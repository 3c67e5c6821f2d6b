CREATE TABLE "inbound_drafts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"address" text,
	"name" text,
	"subject" text,
	"body" text,
	"because" text NOT NULL,
	"suggested" text,
	"files" jsonb NOT NULL,
	"refused" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"number" text,
	"reason" text,
	"decided_by" uuid,
	"decided_at" timestamp (3) with time zone,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "taken_mails" (
	"key" text PRIMARY KEY NOT NULL,
	"sender" text,
	"outcome" text NOT NULL,
	"taken_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "offers" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "refused" jsonb;--> statement-breakpoint
ALTER TABLE "inbound_drafts" ADD CONSTRAINT "inbound_drafts_suggested_tickets_number_fk" FOREIGN KEY ("suggested") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_drafts" ADD CONSTRAINT "inbound_drafts_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "inbound_drafts_open" ON "inbound_drafts" USING btree ("received_at","id") WHERE "inbound_drafts"."state" = 'open';--> statement-breakpoint
CREATE INDEX "inbound_drafts_received" ON "inbound_drafts" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "inbound_drafts_address" ON "inbound_drafts" USING btree (lower("address"));--> statement-breakpoint
CREATE INDEX "taken_mails_sender" ON "taken_mails" USING btree ("sender","taken_at");