ALTER TABLE "messages" ADD COLUMN "html" text;--> statement-breakpoint
ALTER TABLE "templates" ADD COLUMN "html" jsonb;