CREATE TABLE "ticket_attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"name" text,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"from" text NOT NULL,
	"contact_id" uuid,
	"message_id" uuid,
	"original" boolean DEFAULT false NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "ticket_attachments" ADD CONSTRAINT "ticket_attachments_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ticket_attachments_number" ON "ticket_attachments" USING btree ("number","added_at");--> statement-breakpoint
CREATE INDEX "ticket_attachments_file" ON "ticket_attachments" USING btree ("sha256") WHERE "ticket_attachments"."erased_at" is null;