-- What happened stays. Rights keep the application role from changing the protocol; this stops its owner too, and
-- whoever is given too many rights by mistake. ALWAYS: also where session_replication_role switches triggers off.
CREATE FUNCTION protocol_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the protocol is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
END
$$;
--> statement-breakpoint
CREATE TRIGGER protocol_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON protocol
  FOR EACH STATEMENT EXECUTE FUNCTION protocol_is_append_only();
--> statement-breakpoint
ALTER TABLE protocol ENABLE ALWAYS TRIGGER protocol_append_only;
