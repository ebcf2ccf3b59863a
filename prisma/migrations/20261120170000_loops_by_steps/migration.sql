-- A loop is looked for step by step, each a look-up by primary key. As a recursive query, each check read the whole table while
-- that has no statistics: 14 seconds for a first roster of 5,000 people. The mark moves on at 1, 2, 4, 8 … steps, so that a loop
-- further up, which another row of the same transaction makes, ends the walk as well. The look-up has one plan whatever the
-- values, so it is made once: planning takes longer than looking.
CREATE OR REPLACE FUNCTION refuse_team_loop() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  reached uuid := NEW.id;
  mark uuid := NEW.id;
  steps int := 0;
  next_mark int := 1;
BEGIN
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
  RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION refuse_reporting_loop() RETURNS trigger LANGUAGE plpgsql
  SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  reached uuid := NEW.id;
  mark uuid := NEW.id;
  steps int := 0;
  next_mark int := 1;
BEGIN
  LOOP
    SELECT m.manager_id INTO reached FROM member m WHERE m.account_id = NEW.account_id AND m.id = reached;
    EXIT WHEN reached IS NULL;
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
  RETURN NULL;
END
$$;
