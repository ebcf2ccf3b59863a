-- What a cycle that runs by itself needs to know: when its phases begin, whom it asks, who answers in a manager's place, and
-- what is opened again after it was sent, agreed or published.
ALTER TABLE "cycle"
  ADD COLUMN "opens_on" DATE,
  ADD COLUMN "review_on" DATE,
  ADD COLUMN "calibration_on" DATE,
  ADD COLUMN "publishes_on" DATE,
  ADD COLUMN "late_joiners_until" DATE,
  ADD COLUMN "repeats" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "reopened_at" TIMESTAMPTZ(3),
  ADD COLUMN "reopen_reason" TEXT;
-- Each phase begins after the one before; review, calibration and a day of publication may be left out.
-- locks: an account has a handful of cycles.
ALTER TABLE "cycle" ADD CONSTRAINT cycle_phases_in_order CHECK (
  coalesce(review_on > opens_on, true)
  AND coalesce(calibration_on > coalesce(review_on, opens_on), true)
  AND coalesce(publishes_on > coalesce(calibration_on, review_on, opens_on), true));
-- locks: the same.
ALTER TABLE "cycle" ADD CONSTRAINT cycle_reopened_has_reason CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL));
-- locks: the same.
ALTER TABLE "cycle" ADD CONSTRAINT cycle_reopened_is_published CHECK (reopened_at IS NULL OR phase = 'published');

-- Whom a cycle asks: people of these teams and below, and of these families; everybody where there is none.
CREATE TABLE "cycle_scope_team" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,

    CONSTRAINT "cycle_scope_team_pkey" PRIMARY KEY ("account_id","cycle_id","team_id")
);
CREATE INDEX "cycle_scope_team_account_id_team_id_idx" ON "cycle_scope_team"("account_id", "team_id");
ALTER TABLE "cycle_scope_team" ADD CONSTRAINT "cycle_scope_team_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cycle_scope_team" ADD CONSTRAINT "cycle_scope_team_account_id_team_id_fkey" FOREIGN KEY ("account_id", "team_id") REFERENCES "team"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE "cycle_scope_family" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,

    CONSTRAINT "cycle_scope_family_pkey" PRIMARY KEY ("account_id","cycle_id","family_id")
);
CREATE INDEX "cycle_scope_family_account_id_family_id_idx" ON "cycle_scope_family"("account_id", "family_id");
ALTER TABLE "cycle_scope_family" ADD CONSTRAINT "cycle_scope_family_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cycle_scope_family" ADD CONSTRAINT "cycle_scope_family_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "cycle_scope_team" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cycle_scope_team" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "cycle_scope_team" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "cycle_scope_team" TO contour_app;
ALTER TABLE "cycle_scope_family" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cycle_scope_family" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "cycle_scope_family" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "cycle_scope_family" TO contour_app;

CREATE TYPE "exempt_kind" AS ENUM ('leave', 'new', 'other');
ALTER TABLE "participant"
  ADD COLUMN "exempt_kind" "exempt_kind",
  ADD COLUMN "delegate_id" UUID,
  ADD COLUMN "joined_at" TIMESTAMPTZ(3),
  ADD COLUMN "reopened_at" TIMESTAMPTZ(3),
  ADD COLUMN "reopen_reason" TEXT;
-- locks: participants are written while a cycle runs, and to look at a hundred thousand of them takes a moment.
ALTER TABLE "participant" ADD CONSTRAINT participant_reopened_has_reason CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL));
-- locks: the same.
ALTER TABLE "participant" ADD CONSTRAINT participant_delegate_is_another CHECK (delegate_id IS DISTINCT FROM member_id);
-- locks: the same, and of the column no row holds anything yet.
ALTER TABLE "participant" ADD CONSTRAINT "participant_account_id_delegate_id_fkey" FOREIGN KEY ("account_id", "delegate_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- locks: the same.
CREATE INDEX "participant_account_id_delegate_id_idx" ON "participant"("account_id", "delegate_id");
-- locks: the same.
CREATE INDEX "participant_account_id_cycle_id_delegate_id_idx" ON "participant"("account_id", "cycle_id", "delegate_id");

-- A published cycle can be reopened for a correction, and nothing else of it changes.
CREATE OR REPLACE FUNCTION refuse_published_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free CONSTANT text[] := ARRAY['reopened_at', 'reopen_reason', 'repeats', 'version'];
BEGIN
  IF to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'cycle_published' USING ERRCODE = 'restrict_violation';
END
$$;

-- While a published cycle is corrected its participants may be changed, and none is added.
CREATE OR REPLACE FUNCTION refuse_rows_of_published_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM cycle c WHERE (c.account_id, c.id) IN (SELECT n.account_id, n.cycle_id FROM changed n) FOR SHARE;
  IF EXISTS (SELECT FROM changed n JOIN cycle c ON c.account_id = n.account_id AND c.id = n.cycle_id
    WHERE c.phase = 'published' AND NOT (c.reopened_at IS NOT NULL AND TG_TABLE_NAME = 'participant' AND TG_OP = 'UPDATE')) THEN
    RAISE EXCEPTION 'cycle_published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;

-- What was answered and agreed in a published cycle changes only for participants who are reopened.
CREATE OR REPLACE FUNCTION refuse_outcome_of_published_cycle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM cycle c WHERE (c.account_id, c.id) IN (SELECT p.account_id, p.cycle_id FROM changed n
    JOIN participant p ON p.account_id = n.account_id AND p.id = n.participant_id) FOR SHARE;
  IF EXISTS (SELECT FROM changed n
    JOIN participant p ON p.account_id = n.account_id AND p.id = n.participant_id
    JOIN cycle c ON c.account_id = p.account_id AND c.id = p.cycle_id
    WHERE c.phase = 'published' AND (p.reopened_at IS NULL OR c.reopened_at IS NULL)) THEN
    RAISE EXCEPTION 'cycle_published' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;

-- What was sent is given back to its rater as it is, and only where the participant is reopened.
CREATE OR REPLACE FUNCTION refuse_submitted_check_in() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free CONSTANT text[] := ARRAY['submitted_at', 'updated_at', 'version'];
BEGIN
  IF NEW.submitted_at IS NULL AND to_jsonb(NEW) - free = to_jsonb(OLD) - free
    AND EXISTS (SELECT FROM participant p
      WHERE p.account_id = NEW.account_id AND p.id = NEW.participant_id AND p.reopened_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'check_in_submitted' USING ERRCODE = 'restrict_violation';
END
$$;
