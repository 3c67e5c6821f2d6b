CREATE TABLE "changes" (
	"transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL,
	"line" bigserial NOT NULL,
	"kind" text NOT NULL,
	"about" jsonb NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "changes_transaction_line_pk" PRIMARY KEY("transaction","line")
);
--> statement-breakpoint
CREATE INDEX "changes_at" ON "changes" USING btree ("at");--> statement-breakpoint
-- Here and nowhere else: whoever changes one of these, by whatever statement, cannot forget to say so.
CREATE FUNCTION tell_change(kind text, about jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO changes (kind, about) VALUES (kind, about);
  PERFORM pg_notify('changes', '');
END
$$;
--> statement-breakpoint
CREATE FUNCTION ticket_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change('ticket', jsonb_build_object('number', new.number, 'position', new.position));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION visit_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change('visit', jsonb_build_object('id', new.id, 'position', new.position));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION stock_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change('stock', jsonb_build_object('partId', new.part_id, 'warehouseId', new.warehouse_id));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE FUNCTION call_task_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM tell_change('callTask', jsonb_build_object('id', new.merged_into, 'number', new.number));
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER ticket_opened AFTER INSERT ON tickets FOR EACH ROW EXECUTE FUNCTION ticket_changed();
--> statement-breakpoint
CREATE TRIGGER ticket_changed AFTER UPDATE ON tickets FOR EACH ROW
  WHEN (old.position <> new.position) EXECUTE FUNCTION ticket_changed();
--> statement-breakpoint
CREATE TRIGGER visit_made AFTER INSERT ON visits FOR EACH ROW EXECUTE FUNCTION visit_changed();
--> statement-breakpoint
CREATE TRIGGER visit_changed AFTER UPDATE ON visits FOR EACH ROW
  WHEN (old.position <> new.position) EXECUTE FUNCTION visit_changed();
--> statement-breakpoint
CREATE TRIGGER stock_added AFTER INSERT ON stock FOR EACH ROW EXECUTE FUNCTION stock_changed();
--> statement-breakpoint
CREATE TRIGGER stock_changed AFTER UPDATE ON stock FOR EACH ROW
  WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION stock_changed();
--> statement-breakpoint
CREATE TRIGGER call_task_made AFTER INSERT ON call_tasks FOR EACH ROW EXECUTE FUNCTION call_task_changed();
--> statement-breakpoint
CREATE TRIGGER call_task_changed AFTER UPDATE ON call_tasks FOR EACH ROW
  WHEN (old.* IS DISTINCT FROM new.*) EXECUTE FUNCTION call_task_changed();
--> statement-breakpoint
-- Whoever signs out, is given other roles or loses a key hears nothing more on streams that are open.
CREATE FUNCTION sign_ins_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sign_ins', '');
  RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER session_ended AFTER DELETE ON sessions FOR EACH ROW EXECUTE FUNCTION sign_ins_changed();
--> statement-breakpoint
CREATE TRIGGER roles_changed AFTER UPDATE OF roles ON users FOR EACH ROW
  WHEN (old.roles <> new.roles) EXECUTE FUNCTION sign_ins_changed();
--> statement-breakpoint
CREATE TRIGGER api_key_changed AFTER UPDATE OR DELETE ON api_keys FOR EACH ROW EXECUTE FUNCTION sign_ins_changed();
