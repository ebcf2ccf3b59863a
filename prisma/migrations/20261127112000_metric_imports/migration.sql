-- locks: job holds what is under way and a month of what has ended: few rows, an index of which is made at once.
-- Applying an import and taking it back are under way once for each import.
CREATE UNIQUE INDEX job_import_under_way ON "job" (account_id, subject_id)
  WHERE state IN ('queued', 'running') AND kind IN ('import-apply', 'import-undo');
