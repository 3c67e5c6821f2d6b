CREATE TABLE "delivery_reports" (
	"channel" text NOT NULL,
	"reference" text NOT NULL,
	"outcome" text NOT NULL,
	"failure" text,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "delivery_reports_channel_reference_pk" PRIMARY KEY("channel","reference")
);
--> statement-breakpoint
ALTER TABLE "digests" ALTER COLUMN "user_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket_contacts" ADD COLUMN "webhook" text;--> statement-breakpoint
ALTER TABLE "digests" ADD COLUMN "address" text;--> statement-breakpoint
ALTER TABLE "digests" ADD COLUMN "channel" text DEFAULT 'email' NOT NULL;--> statement-breakpoint
ALTER TABLE "digests" ADD COLUMN "language" text;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "reference" text;--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "quiet_hours" jsonb;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "webhook" text;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD COLUMN "consents" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "digests_open_to_address" ON "digests" USING btree ("address") WHERE "digests"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "messages_reference" ON "messages" USING btree ("reference") WHERE "messages"."reference" is not null;--> statement-breakpoint
CREATE INDEX "messages_customer" ON "messages" USING btree ("address","queued_at") WHERE "messages"."audience" = 'customer';--> statement-breakpoint
CREATE INDEX "messages_queued" ON "messages" USING btree ("channel","queued_at") WHERE "messages"."outcome" = 'queued';