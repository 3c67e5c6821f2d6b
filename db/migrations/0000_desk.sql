CREATE SEQUENCE "public"."ticket_sequence" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 100001 CACHE 1;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"key_hash" text NOT NULL,
	"roles" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_key_hash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"kind" text NOT NULL,
	"intervals" jsonb NOT NULL,
	"holidays" jsonb NOT NULL,
	"exceptions" jsonb NOT NULL,
	CONSTRAINT "calendars_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "call_tasks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"key" text NOT NULL,
	"contact_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"episode" integer NOT NULL,
	"script" text,
	"due_at" timestamp (3) with time zone NOT NULL,
	"assignee_id" uuid,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calls" (
	"id" uuid PRIMARY KEY NOT NULL,
	"direction" text NOT NULL,
	"outcome" text NOT NULL,
	"phone" text,
	"text" text,
	"duration_seconds" integer,
	"logged_by" uuid NOT NULL,
	"logged_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"id" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"number" text,
	"status" integer,
	"headers" jsonb,
	"response" jsonb,
	"kept_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "contract_terms" (
	"contract_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"terms" jsonb NOT NULL,
	CONSTRAINT "contract_terms_contract_id_version_pk" PRIMARY KEY("contract_id","version")
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "customer_contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"name" text,
	"phone" text,
	"email" text,
	"language" text NOT NULL,
	"prefers" jsonb NOT NULL,
	"may_confirm" boolean NOT NULL,
	"quiet_hours" jsonb,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"language" text NOT NULL,
	"phones" jsonb NOT NULL,
	"emails" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "elements" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"kind" text,
	"site_id" uuid,
	"address" text NOT NULL,
	"probes" jsonb NOT NULL,
	"owner" text NOT NULL,
	"covered" boolean DEFAULT false NOT NULL,
	"part_ids" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"key" text NOT NULL,
	"direction" text NOT NULL,
	"audience" text NOT NULL,
	"recipient" jsonb NOT NULL,
	"address" text,
	"channel" text NOT NULL,
	"cause" text NOT NULL,
	"language" text NOT NULL,
	"template" jsonb,
	"subject" text,
	"body" text,
	"outcome" text NOT NULL,
	"failure" text,
	"sending_since" timestamp (3) with time zone,
	"possible_duplicate" boolean DEFAULT false NOT NULL,
	"queued_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "orders" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"ordered_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"not_before" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "private_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text,
	"position" integer,
	"name" text NOT NULL,
	"salt" text,
	"value" text,
	"kept_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "protocol" (
	"number" text NOT NULL,
	"position" integer NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"by" jsonb NOT NULL,
	"channel" text,
	"visibility" text NOT NULL,
	"data" jsonb NOT NULL,
	"hash" text NOT NULL,
	"previous_hash" text NOT NULL,
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	CONSTRAINT "protocol_number_position_pk" PRIMARY KEY("number","position")
);
--> statement-breakpoint
CREATE TABLE "questionnaires" (
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" jsonb NOT NULL,
	"service_kind" text NOT NULL,
	"questions" jsonb NOT NULL,
	"rules" jsonb NOT NULL,
	CONSTRAINT "questionnaires_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "roster" (
	"id" uuid PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"user_id" uuid NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"site_id" uuid NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"chain" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_failures" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"address" text NOT NULL,
	"failed_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" uuid PRIMARY KEY NOT NULL,
	"customer_id" uuid,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"region" text NOT NULL,
	"time_zone" text,
	"access" text
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"id" uuid NOT NULL,
	"version" integer NOT NULL,
	"name" text NOT NULL,
	"cause" text NOT NULL,
	"channel" text NOT NULL,
	"subject" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "templates_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE TABLE "ticket_contacts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"customer_contact_id" uuid,
	"name" text,
	"phone" text,
	"email" text,
	"language" text NOT NULL,
	"prefers" jsonb NOT NULL,
	"roles" jsonb NOT NULL,
	"erased_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tickets" (
	"number" text PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"version" integer NOT NULL,
	"channel" text NOT NULL,
	"severity" text NOT NULL,
	"priority" text NOT NULL,
	"urgency" integer NOT NULL,
	"customer_id" uuid,
	"service_id" uuid,
	"assignee_id" uuid,
	"team" text NOT NULL,
	"episode" integer NOT NULL,
	"reported_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"next_at" timestamp (3) with time zone,
	"next_what" text,
	"state" jsonb NOT NULL,
	"position" integer NOT NULL,
	"head_hash" text NOT NULL,
	"incarnation" integer DEFAULT 1 NOT NULL,
	"engine" text DEFAULT 'pending' NOT NULL,
	"run_id" text,
	"history_length" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"login" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"roles" jsonb NOT NULL,
	"email" text,
	"phone" text,
	"language" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "call_tasks" ADD CONSTRAINT "call_tasks_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_terms" ADD CONSTRAINT "contract_terms_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customer_contacts" ADD CONSTRAINT "customer_contacts_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "elements" ADD CONSTRAINT "elements_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "protocol" ADD CONSTRAINT "protocol_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "roster" ADD CONSTRAINT "roster_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ticket_contacts" ADD CONSTRAINT "ticket_contacts_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "call_tasks_key" ON "call_tasks" USING btree ("number","key");--> statement-breakpoint
CREATE INDEX "call_tasks_open" ON "call_tasks" USING btree ("due_at","id") WHERE "call_tasks"."state" = 'open';--> statement-breakpoint
CREATE INDEX "commands_kept" ON "commands" USING btree ("kept_at");--> statement-breakpoint
CREATE INDEX "commands_ticket" ON "commands" USING btree ("number");--> statement-breakpoint
CREATE INDEX "customer_contacts_customer" ON "customer_contacts" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "customer_contacts_phone" ON "customer_contacts" USING btree ("phone");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_key" ON "messages" USING btree ("number","key");--> statement-breakpoint
CREATE INDEX "messages_ticket" ON "messages" USING btree ("number","queued_at");--> statement-breakpoint
CREATE INDEX "orders_ticket" ON "orders" USING btree ("number","id");--> statement-breakpoint
CREATE INDEX "orders_due" ON "orders" USING btree ("not_before");--> statement-breakpoint
CREATE INDEX "private_texts_entry" ON "private_texts" USING btree ("number","position");--> statement-breakpoint
CREATE INDEX "private_texts_unused" ON "private_texts" USING btree ("kept_at") WHERE "private_texts"."number" is null;--> statement-breakpoint
CREATE INDEX "roster_role" ON "roster" USING btree ("role","from_at");--> statement-breakpoint
CREATE INDEX "services_customer" ON "services" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "sessions_expiry" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "sign_in_failures_login" ON "sign_in_failures" USING btree ("login","failed_at");--> statement-breakpoint
CREATE INDEX "templates_cause" ON "templates" USING btree ("cause","channel");--> statement-breakpoint
CREATE INDEX "ticket_contacts_number" ON "ticket_contacts" USING btree ("number");--> statement-breakpoint
CREATE INDEX "ticket_contacts_phone" ON "ticket_contacts" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "ticket_contacts_email" ON "ticket_contacts" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "tickets_queue" ON "tickets" USING btree ("next_at" asc nulls last,"number") WHERE "tickets"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "tickets_opened" ON "tickets" USING btree ("opened_at" desc,"number");--> statement-breakpoint
CREATE INDEX "tickets_customer" ON "tickets" USING btree ("customer_id","opened_at" desc);--> statement-breakpoint
CREATE INDEX "tickets_service" ON "tickets" USING btree ("service_id","opened_at" desc);--> statement-breakpoint
CREATE INDEX "tickets_assignee" ON "tickets" USING btree ("assignee_id") WHERE "tickets"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "users_login" ON "users" USING btree (lower("login"));