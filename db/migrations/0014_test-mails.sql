CREATE TABLE "test_mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"template" jsonb NOT NULL,
	"language" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"outcome" text DEFAULT 'queued' NOT NULL,
	"failure" text,
	"sending_since" timestamp (3) with time zone,
	"possible_duplicate" boolean DEFAULT false NOT NULL,
	"queued_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_about";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "test_mail_id" uuid;--> statement-breakpoint
ALTER TABLE "test_mails" ADD CONSTRAINT "test_mails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "test_mails_queued" ON "test_mails" USING btree ("queued_at");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_about" CHECK (num_nonnulls("orders"."number", "orders"."digest_id", "orders"."visit_id", "orders"."works_id", "orders"."test_mail_id") = 1);