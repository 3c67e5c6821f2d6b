CREATE TABLE "digests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"outcome" text DEFAULT 'queued' NOT NULL,
	"failure" text,
	"sending_since" timestamp (3) with time zone,
	"possible_duplicate" boolean DEFAULT false NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "orders" ALTER COLUMN "number" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "messages" ADD COLUMN "digest_id" uuid;--> statement-breakpoint
ALTER TABLE "digests" ADD CONSTRAINT "digests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "digests_open" ON "digests" USING btree ("user_id") WHERE "digests"."closed_at" is null;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_digest_id_digests_id_fk" FOREIGN KEY ("digest_id") REFERENCES "public"."digests"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "messages_staff" ON "messages" USING btree (("recipient"->>'userId'),"queued_at") WHERE "messages"."audience" = 'staff';--> statement-breakpoint
CREATE INDEX "messages_digest" ON "messages" USING btree ("digest_id") WHERE "messages"."digest_id" is not null;--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_about" CHECK (("orders"."number" is null) <> ("orders"."digest_id" is null));