CREATE TABLE "scheduled_works" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"site_id" uuid,
	"elements" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "element_tests" (
	"id" uuid PRIMARY KEY NOT NULL,
	"element_id" uuid NOT NULL,
	"site" text NOT NULL,
	"claimed_by" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"outcome" text,
	"measures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"raw" text
);
--> statement-breakpoint
CREATE TABLE "test_specifications" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" jsonb NOT NULL,
	"kind" text NOT NULL,
	"zones" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"element_kinds" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"timeout_ms" integer NOT NULL,
	"thresholds" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"runs" text DEFAULT 'always' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "tickets" ADD COLUMN "zone" text;--> statement-breakpoint
ALTER TABLE "elements" ADD COLUMN "probe_site" text;--> statement-breakpoint
ALTER TABLE "scheduled_works" ADD CONSTRAINT "scheduled_works_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "element_tests" ADD CONSTRAINT "element_tests_element_id_elements_id_fk" FOREIGN KEY ("element_id") REFERENCES "public"."elements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "scheduled_works_to" ON "scheduled_works" USING btree ("to");--> statement-breakpoint
CREATE INDEX "element_tests_latest" ON "element_tests" USING btree ("element_id","started_at" desc);--> statement-breakpoint
CREATE INDEX "tickets_suspected" ON "tickets" USING btree ((state #>> '{localization,suspected,element}')) WHERE (state #>> '{localization,suspected,element}') is not null and status not in ('closed', 'cancelled', 'rejected');--> statement-breakpoint
CREATE INDEX "services_chain" ON "services" USING gin ("chain");