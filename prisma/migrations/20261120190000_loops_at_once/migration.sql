-- A few changed rows are walked upwards one by one; many are checked at once, by going down from the top: whoever is in a loop is
-- never reached. No plan is kept from one transaction to the next: one that was made while the table was small reads it whole
-- for every step once it is large.
CREATE OR REPLACE FUNCTION refuse_reporting_loop() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_custom_plan SET enable_nestloop = off AS $$
DECLARE
  checked text := coalesce(current_setting('app.reporting_line_checked', true), '');
  checks int := CASE WHEN split_part(checked, ' ', 1) = NEW.account_id::text THEN split_part(checked, ' ', 2)::int ELSE 0 END;
  reached uuid := NEW.id;
  mark uuid := NEW.id;
  steps int := 0;
  next_mark int := 1;
BEGIN
  IF checks > 20 THEN
    RETURN NULL;
  END IF;
  IF checks = 20 THEN
    IF (WITH RECURSIVE below (id) AS (
        SELECT m.id FROM member m WHERE m.account_id = NEW.account_id AND m.manager_id IS NULL
        UNION ALL
        SELECT m.id FROM member m JOIN below b ON m.account_id = NEW.account_id AND m.manager_id = b.id
      ) SELECT count(*) FROM below) < (SELECT count(*) FROM member m WHERE m.account_id = NEW.account_id) THEN
      RAISE EXCEPTION 'reporting_loop' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    LOOP
      SELECT m.manager_id INTO reached FROM member m WHERE m.account_id = NEW.account_id AND m.id = reached;
      EXIT WHEN reached IS NULL;
      -- The mark moves on at 1, 2, 4, 8 … steps: a loop further up, which another row of the transaction makes, ends the walk too.
      IF reached = mark THEN
        RAISE EXCEPTION 'reporting_loop' USING ERRCODE = 'check_violation';
      END IF;
      steps := steps + 1;
      IF steps = next_mark THEN
        mark := reached;
        steps := 0;
        next_mark := next_mark * 2;
      END IF;
    END LOOP;
  END IF;
  PERFORM set_config('app.reporting_line_checked', NEW.account_id || ' ' || checks + 1, true);
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION refuse_team_loop() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_custom_plan SET enable_nestloop = off AS $$
DECLARE
  checked text := coalesce(current_setting('app.team_tree_checked', true), '');
  checks int := CASE WHEN split_part(checked, ' ', 1) = NEW.account_id::text THEN split_part(checked, ' ', 2)::int ELSE 0 END;
  reached uuid := NEW.id;
  mark uuid := NEW.id;
  steps int := 0;
  next_mark int := 1;
BEGIN
  IF checks > 20 THEN
    RETURN NULL;
  END IF;
  IF checks = 20 THEN
    IF (WITH RECURSIVE below (id) AS (
        SELECT t.id FROM team t WHERE t.account_id = NEW.account_id AND t.parent_id IS NULL
        UNION ALL
        SELECT t.id FROM team t JOIN below b ON t.account_id = NEW.account_id AND t.parent_id = b.id
      ) SELECT count(*) FROM below) < (SELECT count(*) FROM team t WHERE t.account_id = NEW.account_id) THEN
      RAISE EXCEPTION 'team_loop' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    LOOP
      SELECT t.parent_id INTO reached FROM team t WHERE t.account_id = NEW.account_id AND t.id = reached;
      EXIT WHEN reached IS NULL;
      IF reached = mark THEN
        RAISE EXCEPTION 'team_loop' USING ERRCODE = 'check_violation';
      END IF;
      steps := steps + 1;
      IF steps = next_mark THEN
        mark := reached;
        steps := 0;
        next_mark := next_mark * 2;
      END IF;
    END LOOP;
  END IF;
  PERFORM set_config('app.team_tree_checked', NEW.account_id || ' ' || checks + 1, true);
  RETURN NULL;
END
$$;

-- What has been checked holds until the next statement that changes the line or the tree.
CREATE FUNCTION forget_checked_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM set_config('app.' || TG_ARGV[0] || '_checked', '', true);
  RETURN NULL;
END
$$;
CREATE TRIGGER member_line_changes BEFORE INSERT OR UPDATE OF manager_id, account_id, id ON member
  FOR EACH STATEMENT EXECUTE FUNCTION forget_checked_line('reporting_line');
CREATE TRIGGER team_tree_changes BEFORE INSERT OR UPDATE OF parent_id, account_id, id ON team
  FOR EACH STATEMENT EXECUTE FUNCTION forget_checked_line('team_tree');
