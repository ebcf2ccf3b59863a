-- Rules that hold whoever writes: published things never change, what is sent is locked, trees have no loops, the log is a chain.

CREATE FUNCTION refuse_published_framework() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'framework_version_published' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER framework_version_frozen BEFORE UPDATE ON framework_version
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_published_framework();

CREATE FUNCTION refuse_published_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'cycle_published' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER cycle_frozen BEFORE UPDATE ON cycle
  FOR EACH ROW WHEN (OLD.phase = 'published') EXECUTE FUNCTION refuse_published_cycle();

CREATE FUNCTION refuse_rows_of_published_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed n JOIN cycle c ON c.account_id = n.account_id AND c.id = n.cycle_id WHERE c.phase = 'published') THEN
    RAISE EXCEPTION 'cycle_published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER participant_frozen_insert AFTER INSERT ON participant REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_published_cycle();
CREATE TRIGGER participant_frozen_update AFTER UPDATE ON participant REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_published_cycle();
CREATE TRIGGER cycle_team_frozen_insert AFTER INSERT ON cycle_team REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_published_cycle();
CREATE TRIGGER cycle_team_frozen_update AFTER UPDATE ON cycle_team REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_published_cycle();

CREATE FUNCTION refuse_outcome_of_published_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed n
    JOIN participant p ON p.account_id = n.account_id AND p.id = n.participant_id
    JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id WHERE c.phase = 'published') THEN
    RAISE EXCEPTION 'cycle_published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['outcome', 'outcome_answer', 'check_in'] LOOP
    EXECUTE format('CREATE TRIGGER %s_frozen_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_outcome_of_published_cycle()', t, t);
    EXECUTE format('CREATE TRIGGER %s_frozen_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_outcome_of_published_cycle()', t, t);
  END LOOP;
END
$$;

-- Submitting locks.
CREATE FUNCTION refuse_submitted_check_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'check_in_submitted' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER check_in_locked BEFORE UPDATE ON check_in
  FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_submitted_check_in();

CREATE FUNCTION refuse_answers_of_submitted_check_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed n JOIN check_in c ON c.account_id = n.account_id AND c.id = n.check_in_id
    WHERE c.submitted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'check_in_submitted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_in_answer_locked_insert AFTER INSERT ON check_in_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_answers_of_submitted_check_in();
CREATE TRIGGER check_in_answer_locked_update AFTER UPDATE ON check_in_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_answers_of_submitted_check_in();

-- participant.tier repeats outcome.tier for the covering index.
CREATE FUNCTION copy_outcome_tier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE participant p SET tier = n.tier FROM changed n
  WHERE p.account_id = n.account_id AND p.id = n.participant_id AND p.tier IS DISTINCT FROM n.tier;
  RETURN NULL;
END
$$;
CREATE TRIGGER outcome_tier_insert AFTER INSERT ON outcome REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION copy_outcome_tier();
CREATE TRIGGER outcome_tier_update AFTER UPDATE ON outcome REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION copy_outcome_tier();

-- Loops are refused at commit, so that a bulk change may pass through one on the way.
CREATE FUNCTION refuse_team_loop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT t.parent_id FROM team t WHERE t.account_id = NEW.account_id AND t.id = NEW.id
      UNION
      SELECT t.parent_id FROM team t JOIN above a ON t.account_id = NEW.account_id AND t.id = a.id
    ) SELECT FROM above WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'team_loop' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER team_without_loop AFTER INSERT OR UPDATE OF parent_id ON team DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.parent_id IS NOT NULL) EXECUTE FUNCTION refuse_team_loop();

CREATE FUNCTION refuse_reporting_loop() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    WITH RECURSIVE above (id) AS (
      SELECT m.manager_id FROM member m WHERE m.account_id = NEW.account_id AND m.id = NEW.id
      UNION
      SELECT m.manager_id FROM member m JOIN above a ON m.account_id = NEW.account_id AND m.id = a.id
    ) SELECT FROM above WHERE id = NEW.id
  ) THEN
    RAISE EXCEPTION 'reporting_loop' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER member_without_reporting_loop AFTER INSERT OR UPDATE OF manager_id ON member DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.manager_id IS NOT NULL) EXECUTE FUNCTION refuse_reporting_loop();

-- The audit log numbers and chains its rows itself. The text that is hashed is this, joined by line feeds:
-- account, sequence, time in UTC with milliseconds, actor, action, subject, subject's id, detail, previous hash.
CREATE FUNCTION audit_event_text(e audit_event) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT concat_ws(E'\n', e.account_id::text, e.sequence::text, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    coalesce(e.actor_id::text, ''), e.action, e.subject, coalesce(e.subject_id::text, ''), e.detail::text, e.previous_hash)
$$;
CREATE FUNCTION chain_audit_event() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit:' || NEW.account_id::text, 0));
  SELECT a.sequence, a.hash INTO last FROM audit_event a WHERE a.account_id = NEW.account_id ORDER BY a.sequence DESC LIMIT 1;
  NEW.sequence := coalesce(last.sequence, 0) + 1;
  NEW.previous_hash := coalesce(last.hash, '');
  NEW.at := date_trunc('milliseconds', clock_timestamp());
  NEW.hash := encode(sha256(convert_to(audit_event_text(NEW), 'UTF8')), 'hex');
  RETURN NEW;
END
$$;
CREATE TRIGGER audit_event_chain BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION chain_audit_event();
