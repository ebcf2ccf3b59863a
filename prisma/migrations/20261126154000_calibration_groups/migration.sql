-- Teams of a running cycle whose results are compared in one table, changed with a reason, and locked as a group.
CREATE TABLE "calibration_group" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "cycle_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "locked_at" TIMESTAMPTZ(3),
    "locked_by_id" UUID,
    "unlocked_at" TIMESTAMPTZ(3),
    "unlock_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calibration_group_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "calibration_group_account_id_cycle_id_name_key" ON "calibration_group"("account_id", "cycle_id", "name");
-- What a team of a group refers to, so that team and group are of one cycle.
CREATE UNIQUE INDEX "calibration_group_account_id_cycle_id_id_key" ON "calibration_group"("account_id", "cycle_id", "id");
ALTER TABLE "calibration_group" ADD CONSTRAINT "calibration_group_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "calibration_group" ADD CONSTRAINT calibration_group_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "calibration_group" ADD CONSTRAINT calibration_group_unlocked_has_reason CHECK ((unlocked_at IS NULL) = (unlock_reason IS NULL));

-- The primary key puts a team of a cycle into one group at most.
CREATE TABLE "calibration_group_team" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,

    CONSTRAINT "calibration_group_team_pkey" PRIMARY KEY ("account_id","cycle_id","team_id")
);
CREATE INDEX "calibration_group_team_account_id_group_id_cycle_id_idx" ON "calibration_group_team"("account_id", "group_id", "cycle_id");
ALTER TABLE "calibration_group_team" ADD CONSTRAINT "calibration_group_team_account_id_cycle_id_group_id_fkey" FOREIGN KEY ("account_id", "cycle_id", "group_id") REFERENCES "calibration_group"("account_id", "cycle_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "calibration_group_team" ADD CONSTRAINT "calibration_group_team_account_id_cycle_id_team_id_fkey" FOREIGN KEY ("account_id", "cycle_id", "team_id") REFERENCES "cycle_team"("account_id", "cycle_id", "team_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Every change of an agreed tier in calibration, in half-steps. Never changed.
CREATE TABLE "calibration_change" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "participant_id" UUID NOT NULL,
    "from_tier" SMALLINT NOT NULL,
    "to_tier" SMALLINT NOT NULL,
    "reason" TEXT NOT NULL,
    "changed_by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "calibration_change_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "calibration_change_account_id_participant_id_changed_at_idx" ON "calibration_change"("account_id", "participant_id", "changed_at");
ALTER TABLE "calibration_change" ADD CONSTRAINT "calibration_change_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "calibration_change" ADD CONSTRAINT calibration_change_tier_half_steps CHECK (from_tier BETWEEN 1 AND 6 AND to_tier BETWEEN 1 AND 6);
ALTER TABLE "calibration_change" ADD CONSTRAINT calibration_change_changes CHECK (from_tier <> to_tier);
ALTER TABLE "calibration_change" ADD CONSTRAINT calibration_change_reason_length CHECK (length(reason) BETWEEN 1 AND 1000);

ALTER TABLE "calibration_group" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calibration_group" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "calibration_group" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "calibration_group" TO contour_app;
ALTER TABLE "calibration_group_team" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calibration_group_team" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "calibration_group_team" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "calibration_group_team" TO contour_app;
ALTER TABLE "calibration_change" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "calibration_change" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "calibration_change" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON "calibration_change" TO contour_app;

CREATE POLICY sample_only_delete ON "calibration_change" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
-- A group that is locked keeps its teams, and stays.
CREATE POLICY unlocked_or_sample_delete ON "calibration_group" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (locked_at IS NULL OR EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
CREATE POLICY unlocked_or_sample_delete ON "calibration_group_team" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (NOT EXISTS (SELECT FROM calibration_group g
      WHERE g.account_id = calibration_group_team.account_id AND g.id = calibration_group_team.group_id AND g.locked_at IS NOT NULL)
    OR EXISTS (SELECT FROM account a WHERE a.id = calibration_group_team.account_id AND a.is_sample));

CREATE FUNCTION refuse_teams_of_locked_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM calibration_group g WHERE g.account_id = NEW.account_id AND g.id IN (NEW.group_id, OLD.group_id) FOR SHARE;
  IF EXISTS (SELECT FROM calibration_group g
    WHERE g.account_id = NEW.account_id AND g.id IN (NEW.group_id, OLD.group_id) AND g.locked_at IS NOT NULL) THEN
    RAISE EXCEPTION 'calibration_group_locked' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER calibration_group_team_locked BEFORE INSERT OR UPDATE ON calibration_group_team
  FOR EACH ROW EXECUTE FUNCTION refuse_teams_of_locked_group();

-- A group is locked and unlocked while nobody writes what a publication counts: they hold the cycle as those do.
CREATE FUNCTION hold_cycle_of_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM cycle c WHERE c.account_id = NEW.account_id AND c.id = NEW.cycle_id FOR NO KEY UPDATE;
  RETURN NEW;
END
$$;
CREATE TRIGGER calibration_group_lock_holds_cycle BEFORE UPDATE OF locked_at ON calibration_group
  FOR EACH ROW EXECUTE FUNCTION hold_cycle_of_group();

-- Whether the lock of a group holds for a participant: for all of its people but those who were reopened with a reason since.
CREATE FUNCTION group_lock_holds(locked_at timestamptz, reopened_at timestamptz) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT locked_at IS NOT NULL AND (reopened_at IS NULL OR reopened_at < locked_at)
$$;

-- What people of a locked group answered, agreed and were calibrated to stays. A result on one rater alone is made at
-- publication, of what was sent before the lock. The people are found first: while tables have no statistics, a join that
-- begins with the few teams of groups reads all that changed once for each of their people.
CREATE FUNCTION refuse_rows_of_locked_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM cycle c WHERE (c.account_id, c.id) IN (SELECT p.account_id, p.cycle_id FROM changed n
    JOIN participant p ON p.account_id = n.account_id AND p.id = n.participant_id) FOR SHARE;
  IF NOT EXISTS (SELECT FROM calibration_group g
    WHERE g.locked_at IS NOT NULL AND g.account_id IN (SELECT n.account_id FROM changed n)) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (
    WITH touched AS MATERIALIZED (
      SELECT p.account_id, p.id, p.cycle_id, p.team_id, p.reopened_at FROM changed n
      JOIN participant p ON p.account_id = n.account_id AND p.id = n.participant_id
    )
    SELECT FROM touched p
    JOIN calibration_group_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
    JOIN calibration_group g ON g.account_id = t.account_id AND g.id = t.group_id
    WHERE group_lock_holds(g.locked_at, p.reopened_at)
      AND NOT (TG_OP = 'INSERT' AND TG_TABLE_NAME IN ('outcome', 'outcome_answer') AND EXISTS (SELECT FROM outcome o
        WHERE o.account_id = p.account_id AND o.participant_id = p.id AND o.single_rater IS NOT NULL))) THEN
    RAISE EXCEPTION 'calibration_group_locked' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER outcome_group_locked_insert AFTER INSERT ON outcome REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE TRIGGER outcome_group_locked_update AFTER UPDATE ON outcome REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE TRIGGER outcome_answer_group_locked_insert AFTER INSERT ON outcome_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE TRIGGER outcome_answer_group_locked_update AFTER UPDATE ON outcome_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE TRIGGER check_in_group_locked_insert AFTER INSERT ON check_in REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE TRIGGER check_in_group_locked_update AFTER UPDATE ON check_in REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE TRIGGER calibration_change_group_locked_insert AFTER INSERT ON calibration_change REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();
CREATE TRIGGER calibration_change_group_locked_update AFTER UPDATE ON calibration_change REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_locked_group();

CREATE FUNCTION refuse_answers_of_locked_group() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM calibration_group g
    WHERE g.locked_at IS NOT NULL AND g.account_id IN (SELECT n.account_id FROM changed n)) THEN
    RETURN NULL;
  END IF;
  IF EXISTS (
    WITH touched AS MATERIALIZED (
      SELECT p.account_id, p.cycle_id, p.team_id, p.reopened_at FROM changed n
      JOIN check_in i ON i.account_id = n.account_id AND i.id = n.check_in_id
      JOIN participant p ON p.account_id = i.account_id AND p.id = i.participant_id
    )
    SELECT FROM touched p
    JOIN calibration_group_team t ON t.account_id = p.account_id AND t.cycle_id = p.cycle_id AND t.team_id = p.team_id
    JOIN calibration_group g ON g.account_id = t.account_id AND g.id = t.group_id
    WHERE group_lock_holds(g.locked_at, p.reopened_at)) THEN
    RAISE EXCEPTION 'calibration_group_locked' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER check_in_answer_group_locked_insert AFTER INSERT ON check_in_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_answers_of_locked_group();
CREATE TRIGGER check_in_answer_group_locked_update AFTER UPDATE ON check_in_answer REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_answers_of_locked_group();
