CREATE TABLE "request_counts" (
	"key" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"requests" integer NOT NULL,
	CONSTRAINT "request_counts_key_since_pk" PRIMARY KEY("key","since")
);
--> statement-breakpoint
CREATE INDEX "request_counts_since" ON "request_counts" USING btree ("since");