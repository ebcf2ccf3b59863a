-- An account edits its rubric as a draft, one at a time, and publishes it as a version that never changes.
ALTER TABLE "framework_version"
  ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 1,
  ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
-- locks: an account has a handful of versions.
CREATE UNIQUE INDEX framework_version_one_draft ON "framework_version" (account_id, key) WHERE published_at IS NULL;
CREATE POLICY draft_or_sample_delete ON "framework_version" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (published_at IS NULL OR EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
