-- Marks say which lenses apply to a team; whether it is an engineering team is proposed until somebody says so.
ALTER TABLE "team"
  ADD COLUMN "builds_product_features" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "is_engineering" BOOLEAN,
  ADD COLUMN "is_regulated" BOOLEAN NOT NULL DEFAULT false;

CREATE TYPE "assessment_state" AS ENUM ('collecting', 'revealed', 'agreed');
CREATE TYPE "verdict" AS ENUM ('met', 'partly', 'not', 'not_applicable');
CREATE TYPE "evidence_kind" AS ENUM ('link', 'metric', 'note');

-- A team in a cycle against a framework for teams, as frozen in the cycle. What it says of itself is claimed, what it shows is
-- worked out when it agrees, as of that day.
CREATE TABLE "team_assessment" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "cycle_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "framework_key" TEXT NOT NULL,
    "framework_version" INTEGER NOT NULL,
    "checks_version" INTEGER,
    "is_regulated" BOOLEAN NOT NULL DEFAULT false,
    "state" "assessment_state" NOT NULL DEFAULT 'collecting',
    "claimed" SMALLINT,
    "shown" SMALLINT,
    "shown_on" DATE,
    "rung" SMALLINT,
    "trap_recognized" BOOLEAN,
    "note" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revealed_at" TIMESTAMPTZ(3),
    "revealed_by_id" UUID,
    "revealed_inputs" INTEGER,
    "revealed_of" INTEGER,
    "agreed_at" TIMESTAMPTZ(3),
    "agreed_by_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "team_assessment_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "team_assessment_account_id_cycle_id_team_id_framework_key_key" ON "team_assessment"("account_id", "cycle_id", "team_id", "framework_key");
CREATE INDEX "team_assessment_account_id_team_id_idx" ON "team_assessment"("account_id", "team_id");
CREATE INDEX "team_assessment_account_id_revealed_by_id_idx" ON "team_assessment"("account_id", "revealed_by_id");
CREATE INDEX "team_assessment_account_id_agreed_by_id_idx" ON "team_assessment"("account_id", "agreed_by_id");
ALTER TABLE "team_assessment" ADD CONSTRAINT "team_assessment_account_id_cycle_id_team_id_fkey" FOREIGN KEY ("account_id", "cycle_id", "team_id") REFERENCES "cycle_team"("account_id", "cycle_id", "team_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "team_assessment" ADD CONSTRAINT "team_assessment_account_id_revealed_by_id_fkey" FOREIGN KEY ("account_id", "revealed_by_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "team_assessment" ADD CONSTRAINT "team_assessment_account_id_agreed_by_id_fkey" FOREIGN KEY ("account_id", "agreed_by_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "team_assessment" ADD CONSTRAINT team_assessment_scale CHECK (CASE framework_key
  WHEN 'five-ai-coding-levels' THEN rung IS NULL AND trap_recognized IS NULL AND checks_version IS NOT NULL
    AND coalesce(claimed, 0) BETWEEN 0 AND 5 AND coalesce(shown, 0) BETWEEN 0 AND 5
  WHEN 'agentic-engineering-ladder' THEN claimed IS NULL AND shown IS NULL AND checks_version IS NULL AND coalesce(rung, 1) BETWEEN 1 AND 6
  ELSE false END);
ALTER TABLE "team_assessment" ADD CONSTRAINT team_assessment_shown_has_day CHECK ((shown IS NULL) = (shown_on IS NULL));
ALTER TABLE "team_assessment" ADD CONSTRAINT team_assessment_revealed_has_date CHECK ((state = 'collecting') = (revealed_at IS NULL) AND (revealed_at IS NULL) = (revealed_inputs IS NULL) AND (revealed_at IS NULL) = (revealed_of IS NULL));
ALTER TABLE "team_assessment" ADD CONSTRAINT team_assessment_agreed_whole CHECK ((state = 'agreed') = (agreed_at IS NOT NULL) AND (state <> 'agreed' OR (claimed IS NOT NULL AND shown IS NOT NULL) OR (rung IS NOT NULL AND trap_recognized IS NOT NULL)));
ALTER TABLE "team_assessment" ADD CONSTRAINT team_assessment_note_length CHECK (length(note) BETWEEN 1 AND 2000);

-- What one person of the team says. Locked once submitted; nobody else sees it before the reveal.
CREATE TABLE "team_assessment_input" (
    "account_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "claimed" SMALLINT,
    "rung" SMALLINT,
    "trap_recognized" BOOLEAN,
    "note" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "team_assessment_input_pkey" PRIMARY KEY ("account_id","assessment_id","member_id")
);
CREATE INDEX "team_assessment_input_account_id_member_id_idx" ON "team_assessment_input"("account_id", "member_id");
ALTER TABLE "team_assessment_input" ADD CONSTRAINT "team_assessment_input_account_id_assessment_id_fkey" FOREIGN KEY ("account_id", "assessment_id") REFERENCES "team_assessment"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "team_assessment_input" ADD CONSTRAINT "team_assessment_input_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "team_assessment_input" ADD CONSTRAINT team_assessment_input_scale CHECK (coalesce(claimed, 0) BETWEEN 0 AND 5 AND coalesce(rung, 1) BETWEEN 1 AND 6 AND (claimed IS NULL OR rung IS NULL));
ALTER TABLE "team_assessment_input" ADD CONSTRAINT team_assessment_input_submitted_has_step CHECK (submitted_at IS NULL OR claimed IS NOT NULL OR (rung IS NOT NULL AND trap_recognized IS NOT NULL));
ALTER TABLE "team_assessment_input" ADD CONSTRAINT team_assessment_input_note_length CHECK (length(note) BETWEEN 1 AND 2000);

CREATE TABLE "team_assessment_input_check" (
    "account_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "check_key" TEXT NOT NULL,
    "verdict" "verdict",
    "note" TEXT,

    CONSTRAINT "team_assessment_input_check_pkey" PRIMARY KEY ("account_id","assessment_id","member_id","check_key")
);
ALTER TABLE "team_assessment_input_check" ADD CONSTRAINT "team_assessment_input_check_input_fkey" FOREIGN KEY ("account_id", "assessment_id", "member_id") REFERENCES "team_assessment_input"("account_id", "assessment_id", "member_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "team_assessment_input_check" ADD CONSTRAINT team_assessment_input_check_note_length CHECK (length(note) BETWEEN 1 AND 1000);

-- What the team agreed, check by check. That one does not apply takes two people.
CREATE TABLE "team_assessment_check" (
    "account_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "check_key" TEXT NOT NULL,
    "verdict" "verdict" NOT NULL,
    "note" TEXT,
    "proposed_by_id" UUID NOT NULL,
    "reviewed_by_id" UUID,
    "reviewed_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_assessment_check_pkey" PRIMARY KEY ("account_id","assessment_id","check_key")
);
CREATE INDEX "team_assessment_check_account_id_proposed_by_id_idx" ON "team_assessment_check"("account_id", "proposed_by_id");
CREATE INDEX "team_assessment_check_account_id_reviewed_by_id_idx" ON "team_assessment_check"("account_id", "reviewed_by_id");
ALTER TABLE "team_assessment_check" ADD CONSTRAINT "team_assessment_check_account_id_assessment_id_fkey" FOREIGN KEY ("account_id", "assessment_id") REFERENCES "team_assessment"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "team_assessment_check" ADD CONSTRAINT "team_assessment_check_account_id_proposed_by_id_fkey" FOREIGN KEY ("account_id", "proposed_by_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "team_assessment_check" ADD CONSTRAINT "team_assessment_check_account_id_reviewed_by_id_fkey" FOREIGN KEY ("account_id", "reviewed_by_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "team_assessment_check" ADD CONSTRAINT team_assessment_check_reviewed_by_another CHECK (reviewed_by_id IS NULL OR (verdict = 'not_applicable' AND reviewed_by_id <> proposed_by_id));
ALTER TABLE "team_assessment_check" ADD CONSTRAINT team_assessment_check_reviewed_has_date CHECK ((reviewed_by_id IS NULL) = (reviewed_at IS NULL));
ALTER TABLE "team_assessment_check" ADD CONSTRAINT team_assessment_check_note_length CHECK (length(note) BETWEEN 1 AND 1000);

-- Evidence never changes, so that what it was given for keeps it: what is wrong is taken off the check.
CREATE TABLE "evidence" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "evidence_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "url" TEXT,
    "metric_id" UUID,
    "period_on" DATE,
    "dated_on" DATE NOT NULL,
    "expires_on" DATE,
    "member_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "evidence_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "evidence_account_id_metric_id_idx" ON "evidence"("account_id", "metric_id");
CREATE INDEX "evidence_account_id_member_id_idx" ON "evidence"("account_id", "member_id");
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_account_id_metric_id_fkey" FOREIGN KEY ("account_id", "metric_id") REFERENCES "metric"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evidence" ADD CONSTRAINT "evidence_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "evidence" ADD CONSTRAINT evidence_text_length CHECK (length(text) BETWEEN 1 AND 1000);
ALTER TABLE "evidence" ADD CONSTRAINT evidence_of_its_kind CHECK ((url IS NOT NULL) = (kind = 'link') AND (metric_id IS NOT NULL) = (kind = 'metric') AND (period_on IS NOT NULL) = (kind = 'metric'));
ALTER TABLE "evidence" ADD CONSTRAINT evidence_url_form CHECK (url ~ '^https?://' AND length(url) <= 2000);
ALTER TABLE "evidence" ADD CONSTRAINT evidence_dates_in_order CHECK (expires_on >= dated_on);

-- One piece may serve the checks of several teams.
CREATE TABLE "team_assessment_evidence" (
    "account_id" UUID NOT NULL,
    "assessment_id" UUID NOT NULL,
    "check_key" TEXT NOT NULL,
    "evidence_id" UUID NOT NULL,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "team_assessment_evidence_pkey" PRIMARY KEY ("account_id","assessment_id","check_key","evidence_id")
);
CREATE INDEX "team_assessment_evidence_account_id_evidence_id_idx" ON "team_assessment_evidence"("account_id", "evidence_id");
ALTER TABLE "team_assessment_evidence" ADD CONSTRAINT "team_assessment_evidence_account_id_assessment_id_fkey" FOREIGN KEY ("account_id", "assessment_id") REFERENCES "team_assessment"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "team_assessment_evidence" ADD CONSTRAINT "team_assessment_evidence_account_id_evidence_id_fkey" FOREIGN KEY ("account_id", "evidence_id") REFERENCES "evidence"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "team_assessment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "team_assessment" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "team_assessment" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "team_assessment" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, UPDATE, DELETE ON "team_assessment" TO contour_app;
ALTER TABLE "team_assessment_input" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "team_assessment_input" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "team_assessment_input" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "team_assessment_input" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, UPDATE, DELETE ON "team_assessment_input" TO contour_app;
ALTER TABLE "team_assessment_input_check" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "team_assessment_input_check" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "team_assessment_input_check" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "team_assessment_input_check" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, UPDATE, DELETE ON "team_assessment_input_check" TO contour_app;
ALTER TABLE "team_assessment_check" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "team_assessment_check" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "team_assessment_check" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "team_assessment_check" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, UPDATE, DELETE ON "team_assessment_check" TO contour_app;
ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "evidence" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "evidence" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "evidence" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, DELETE ON "evidence" TO contour_app;
ALTER TABLE "team_assessment_evidence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "team_assessment_evidence" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "team_assessment_evidence" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "team_assessment_evidence" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, UPDATE, DELETE ON "team_assessment_evidence" TO contour_app;

-- A published cycle is frozen, with its assessments.
CREATE TRIGGER team_assessment_frozen_insert AFTER INSERT ON team_assessment REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_published_cycle();
CREATE TRIGGER team_assessment_frozen_update AFTER UPDATE ON team_assessment REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_rows_of_published_cycle();

CREATE FUNCTION refuse_assessment_of_published_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed n
    JOIN team_assessment t ON t.account_id = n.account_id AND t.id = n.assessment_id
    JOIN cycle c ON c.account_id = t.account_id AND c.id = t.cycle_id WHERE c.phase = 'published') THEN
    RAISE EXCEPTION 'cycle_published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['team_assessment_input', 'team_assessment_input_check', 'team_assessment_check', 'team_assessment_evidence'] LOOP
    EXECUTE format('CREATE TRIGGER %s_frozen_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_assessment_of_published_cycle()', t, t);
    EXECUTE format('CREATE TRIGGER %s_frozen_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_assessment_of_published_cycle()', t, t);
  END LOOP;
END
$$;

-- Submitting locks.
CREATE FUNCTION refuse_submitted_assessment_input() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'assessment_input_submitted' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER team_assessment_input_locked BEFORE UPDATE ON team_assessment_input
  FOR EACH ROW WHEN (OLD.submitted_at IS NOT NULL) EXECUTE FUNCTION refuse_submitted_assessment_input();

CREATE FUNCTION refuse_checks_of_submitted_input() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM changed n JOIN team_assessment_input i ON i.account_id = n.account_id
    AND i.assessment_id = n.assessment_id AND i.member_id = n.member_id WHERE i.submitted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'assessment_input_submitted' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER team_assessment_input_check_locked_insert AFTER INSERT ON team_assessment_input_check REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_checks_of_submitted_input();
CREATE TRIGGER team_assessment_input_check_locked_update AFTER UPDATE ON team_assessment_input_check REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_checks_of_submitted_input();
