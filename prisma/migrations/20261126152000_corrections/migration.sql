-- A correction publishes a new version of a snapshot beside the earlier ones. Whether readers who see nobody individually are
-- shown it is decided once, when it is published.
ALTER TABLE "snapshot" ADD COLUMN "is_for_everybody" BOOLEAN NOT NULL DEFAULT true;
-- locks: an account has a handful of snapshots.
ALTER TABLE "snapshot" ADD CONSTRAINT snapshot_first_for_everybody CHECK (version > 1 OR is_for_everybody);

-- What had been agreed about somebody in the versions up to this one, kept when they are reopened. The outcome itself goes on
-- changing until the next version.
CREATE TABLE "earlier_outcome" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "tier" SMALLINT,
    "suggested_tier" SMALLINT,
    "tier_reason" TEXT,
    "single_rater" "rater",
    "agreed_at" TIMESTAMPTZ(3),
    "answers" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "earlier_outcome_pkey" PRIMARY KEY ("account_id","cycle_id","version","participant_id")
);
CREATE INDEX "earlier_outcome_account_id_participant_id_idx" ON "earlier_outcome"("account_id", "participant_id");
ALTER TABLE "earlier_outcome" ADD CONSTRAINT "earlier_outcome_account_id_cycle_id_version_fkey" FOREIGN KEY ("account_id", "cycle_id", "version") REFERENCES "snapshot"("account_id", "cycle_id", "version") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "earlier_outcome" ADD CONSTRAINT "earlier_outcome_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "earlier_outcome" ADD CONSTRAINT earlier_outcome_half_steps CHECK (tier BETWEEN 1 AND 6 AND suggested_tier BETWEEN 1 AND 6);
ALTER TABLE "earlier_outcome" ADD CONSTRAINT earlier_outcome_whole CHECK ((tier IS NULL) = (agreed_at IS NULL));

ALTER TABLE "earlier_outcome" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "earlier_outcome" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "earlier_outcome" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "earlier_outcome" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, DELETE ON "earlier_outcome" TO contour_app;

-- What a rater had sent before it was given back. It counts again where it is not sent anew before the reopening ends.
ALTER TABLE "check_in" ADD COLUMN "sent_before" JSONB;

-- What was sent is given back to its rater as it is, and only where the participant is reopened. What it said is kept beside.
CREATE OR REPLACE FUNCTION refuse_submitted_check_in() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free CONSTANT text[] := ARRAY['submitted_at', 'sent_before', 'updated_at', 'version'];
BEGIN
  IF NEW.submitted_at IS NULL AND to_jsonb(NEW) - free = to_jsonb(OLD) - free
    AND EXISTS (SELECT FROM participant p
      WHERE p.account_id = NEW.account_id AND p.id = NEW.participant_id AND p.reopened_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'check_in_submitted' USING ERRCODE = 'restrict_violation';
END
$$;
