CREATE TABLE "works_notices" (
	"works_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"outcome" text NOT NULL,
	"failure" text,
	"sending_since" timestamp (3) with time zone,
	"possible_duplicate" boolean DEFAULT false NOT NULL,
	"sent_at" timestamp (3) with time zone,
	CONSTRAINT "works_notices_works_id_customer_id_cause_pk" PRIMARY KEY("works_id","customer_id","cause")
);
--> statement-breakpoint
CREATE TABLE "works_tickets" (
	"works_id" uuid NOT NULL,
	"number" text NOT NULL,
	"linked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "works_tickets_works_id_number_pk" PRIMARY KEY("works_id","number")
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"visit_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text NOT NULL,
	"by" uuid NOT NULL,
	"happened_at" timestamp (3) with time zone NOT NULL,
	"added_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"visit_id" uuid PRIMARY KEY NOT NULL,
	"engineer_id" uuid NOT NULL,
	"during" "tstzrange" NOT NULL,
	"region" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "engineers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"region" text NOT NULL,
	"skills" jsonb NOT NULL,
	"languages" jsonb NOT NULL,
	"overtime" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"engineer_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"to_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "travel_times" (
	"from_region" text NOT NULL,
	"to_region" text NOT NULL,
	"minutes" integer NOT NULL,
	CONSTRAINT "travel_times_from_region_to_region_pk" PRIMARY KEY("from_region","to_region")
);
--> statement-breakpoint
CREATE TABLE "visit_log" (
	"visit_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"type" text NOT NULL,
	"by" jsonb NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "visit_log_visit_id_position_pk" PRIMARY KEY("visit_id","position")
);
--> statement-breakpoint
CREATE TABLE "visit_tickets" (
	"visit_id" uuid NOT NULL,
	"number" text NOT NULL,
	"joined_at" timestamp (3) with time zone NOT NULL,
	"left_at" timestamp (3) with time zone,
	CONSTRAINT "visit_tickets_visit_id_number_pk" PRIMARY KEY("visit_id","number")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"priority" text NOT NULL,
	"zone" text NOT NULL,
	"element_id" uuid,
	"site_id" uuid,
	"engineer_id" uuid,
	"from_at" timestamp (3) with time zone,
	"to_at" timestamp (3) with time zone,
	"requested_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"waiting" boolean DEFAULT false NOT NULL,
	"state" jsonb NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "movements" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"part_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"on_hand" integer NOT NULL,
	"reserved" integer NOT NULL,
	"reservation_id" uuid,
	"serial_numbers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"by" jsonb NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "parts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"number" text NOT NULL,
	"unit" text NOT NULL,
	"models" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "replenishments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"part_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"because" text NOT NULL,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	"filled_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "reservations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"part_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"status" text NOT NULL,
	"visit_id" uuid,
	"number" text,
	"works_id" uuid,
	"needed_by" timestamp (3) with time zone,
	"ready_at" timestamp (3) with time zone NOT NULL,
	"reserved_at" timestamp (3) with time zone NOT NULL,
	"issued_at" timestamp (3) with time zone,
	"issued_to" uuid,
	"received_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "reservations_for_somebody" CHECK (num_nonnulls("reservations"."visit_id", "reservations"."number", "reservations"."works_id") > 0),
	CONSTRAINT "reservations_of_something" CHECK ("reservations"."quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "serial_numbers" (
	"part_id" uuid NOT NULL,
	"serial_number" text NOT NULL,
	"state" text NOT NULL,
	"warehouse_id" uuid,
	"element_id" uuid,
	"reservation_id" uuid,
	CONSTRAINT "serial_numbers_part_id_serial_number_pk" PRIMARY KEY("part_id","serial_number")
);
--> statement-breakpoint
CREATE TABLE "stock" (
	"part_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"on_hand" integer DEFAULT 0 NOT NULL,
	"reserved" integer DEFAULT 0 NOT NULL,
	"floor" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_part_id_warehouse_id_pk" PRIMARY KEY("part_id","warehouse_id"),
	CONSTRAINT "stock_never_negative" CHECK ("stock"."on_hand" >= 0 and "stock"."reserved" >= 0 and "stock"."floor" >= 0),
	CONSTRAINT "stock_not_promised_twice" CHECK ("stock"."reserved" <= "stock"."on_hand")
);
--> statement-breakpoint
CREATE TABLE "stock_months" (
	"month" text NOT NULL,
	"part_id" uuid NOT NULL,
	"warehouse_id" uuid NOT NULL,
	"receipt" integer DEFAULT 0 NOT NULL,
	"reservation" integer DEFAULT 0 NOT NULL,
	"release" integer DEFAULT 0 NOT NULL,
	"picking" integer DEFAULT 0 NOT NULL,
	"issue" integer DEFAULT 0 NOT NULL,
	"use" integer DEFAULT 0 NOT NULL,
	"return" integer DEFAULT 0 NOT NULL,
	"transfer" integer DEFAULT 0 NOT NULL,
	"adjustment" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "stock_months_month_part_id_warehouse_id_pk" PRIMARY KEY("month","part_id","warehouse_id")
);
--> statement-breakpoint
CREATE TABLE "warehouses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"region" text NOT NULL,
	"engineer_id" uuid
);
--> statement-breakpoint
ALTER TABLE "orders" DROP CONSTRAINT "orders_about";--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "visit_id" uuid;--> statement-breakpoint
ALTER TABLE "orders" ADD COLUMN "works_id" uuid;--> statement-breakpoint
ALTER TABLE "scheduled_works" ADD COLUMN "team" text DEFAULT 'field' NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduled_works" ADD COLUMN "planned_at" timestamp (3) with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "scheduled_works" ADD COLUMN "ended_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "scheduled_works" ADD COLUMN "called_off" text;--> statement-breakpoint
ALTER TABLE "works_notices" ADD CONSTRAINT "works_notices_works_id_scheduled_works_id_fk" FOREIGN KEY ("works_id") REFERENCES "public"."scheduled_works"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "works_notices" ADD CONSTRAINT "works_notices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "works_tickets" ADD CONSTRAINT "works_tickets_works_id_scheduled_works_id_fk" FOREIGN KEY ("works_id") REFERENCES "public"."scheduled_works"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "works_tickets" ADD CONSTRAINT "works_tickets_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_engineer_id_engineers_id_fk" FOREIGN KEY ("engineer_id") REFERENCES "public"."engineers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "engineers" ADD CONSTRAINT "engineers_id_users_id_fk" FOREIGN KEY ("id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_engineer_id_engineers_id_fk" FOREIGN KEY ("engineer_id") REFERENCES "public"."engineers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_log" ADD CONSTRAINT "visit_log_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_tickets" ADD CONSTRAINT "visit_tickets_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visit_tickets" ADD CONSTRAINT "visit_tickets_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_element_id_elements_id_fk" FOREIGN KEY ("element_id") REFERENCES "public"."elements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_engineer_id_engineers_id_fk" FOREIGN KEY ("engineer_id") REFERENCES "public"."engineers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "movements" ADD CONSTRAINT "movements_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replenishments" ADD CONSTRAINT "replenishments_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "replenishments" ADD CONSTRAINT "replenishments_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_visit_id_visits_id_fk" FOREIGN KEY ("visit_id") REFERENCES "public"."visits"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_number_tickets_number_fk" FOREIGN KEY ("number") REFERENCES "public"."tickets"("number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_works_id_scheduled_works_id_fk" FOREIGN KEY ("works_id") REFERENCES "public"."scheduled_works"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_issued_to_engineers_id_fk" FOREIGN KEY ("issued_to") REFERENCES "public"."engineers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serial_numbers" ADD CONSTRAINT "serial_numbers_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serial_numbers" ADD CONSTRAINT "serial_numbers_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "serial_numbers" ADD CONSTRAINT "serial_numbers_element_id_elements_id_fk" FOREIGN KEY ("element_id") REFERENCES "public"."elements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock" ADD CONSTRAINT "stock_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_months" ADD CONSTRAINT "stock_months_part_id_parts_id_fk" FOREIGN KEY ("part_id") REFERENCES "public"."parts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stock_months" ADD CONSTRAINT "stock_months_warehouse_id_warehouses_id_fk" FOREIGN KEY ("warehouse_id") REFERENCES "public"."warehouses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "warehouses" ADD CONSTRAINT "warehouses_engineer_id_engineers_id_fk" FOREIGN KEY ("engineer_id") REFERENCES "public"."engineers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "works_tickets_number" ON "works_tickets" USING btree ("number");--> statement-breakpoint
CREATE INDEX "attachments_visit" ON "attachments" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "bookings_engineer" ON "bookings" USING btree ("engineer_id");--> statement-breakpoint
CREATE INDEX "shifts_engineer" ON "shifts" USING btree ("engineer_id","to_at");--> statement-breakpoint
CREATE INDEX "visit_log_engineers" ON "visit_log" USING btree ((data->>'engineerId')) WHERE type = 'visitBooked';--> statement-breakpoint
CREATE INDEX "visit_tickets_number" ON "visit_tickets" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "visits_one_per_element" ON "visits" USING btree ("element_id") WHERE "visits"."element_id" is not null and ended_at is null;--> statement-breakpoint
CREATE INDEX "visits_engineer" ON "visits" USING btree ("engineer_id","from_at");--> statement-breakpoint
CREATE INDEX "visits_open" ON "visits" USING btree ("from_at") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "visits_waiting" ON "visits" USING btree ("id") WHERE "visits"."waiting";--> statement-breakpoint
CREATE INDEX "visits_requested" ON "visits" USING btree ("requested_at","id");--> statement-breakpoint
CREATE INDEX "movements_stock" ON "movements" USING btree ("part_id","warehouse_id","id");--> statement-breakpoint
CREATE INDEX "movements_reservation" ON "movements" USING btree ("reservation_id");--> statement-breakpoint
CREATE INDEX "movements_at" ON "movements" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "parts_number" ON "parts" USING btree ("number");--> statement-breakpoint
CREATE UNIQUE INDEX "replenishments_open" ON "replenishments" USING btree ("part_id","warehouse_id") WHERE filled_at is null;--> statement-breakpoint
CREATE INDEX "reservations_visit" ON "reservations" USING btree ("visit_id");--> statement-breakpoint
CREATE INDEX "reservations_ticket" ON "reservations" USING btree ("number");--> statement-breakpoint
CREATE INDEX "reservations_works" ON "reservations" USING btree ("works_id");--> statement-breakpoint
CREATE INDEX "reservations_picking" ON "reservations" USING btree ("warehouse_id","needed_by") WHERE "reservations"."status" = 'reserved';--> statement-breakpoint
CREATE INDEX "serial_numbers_element" ON "serial_numbers" USING btree ("element_id");--> statement-breakpoint
CREATE UNIQUE INDEX "warehouses_van" ON "warehouses" USING btree ("engineer_id");--> statement-breakpoint
CREATE INDEX "orders_visit" ON "orders" USING btree ("visit_id","id");--> statement-breakpoint
ALTER TABLE "orders" ADD CONSTRAINT "orders_about" CHECK (num_nonnulls("orders"."number", "orders"."digest_id", "orders"."visit_id", "orders"."works_id") = 1);--> statement-breakpoint
-- Of two bookings of one engineer that overlap the second is refused, whoever makes it and whenever it commits.
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_never_overlap" EXCLUDE USING gist ("engineer_id" WITH =, "during" WITH &&);
--> statement-breakpoint
-- The ledger of the stores and the log of visits only grow, as the protocol does.
CREATE FUNCTION only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% only grows: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER movements_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON movements
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
--> statement-breakpoint
ALTER TABLE movements ENABLE ALWAYS TRIGGER movements_only_grow;
--> statement-breakpoint
CREATE TRIGGER visit_log_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON visit_log
  FOR EACH STATEMENT EXECUTE FUNCTION only_grows();
--> statement-breakpoint
ALTER TABLE visit_log ENABLE ALWAYS TRIGGER visit_log_only_grows;
