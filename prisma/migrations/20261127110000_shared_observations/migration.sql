-- What came for the account and teams is a small part of what came for people, and most readers see nothing else.
-- locks: the table is of the migration before, and empty where both come together.
CREATE INDEX "observation_account_id_metric_id_starts_on_idx" ON "observation"("account_id", "metric_id", "starts_on") WHERE member_id IS NULL;
