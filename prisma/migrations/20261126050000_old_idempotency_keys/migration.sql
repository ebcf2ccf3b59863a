-- Finds the keys that are old enough to be forgotten, whatever the size of the account.
-- locks: the table has one narrow row for each form that was sent, and only a form that is sent waits, not a page.
CREATE INDEX "idempotency_key_account_id_created_at_idx" ON "idempotency_key" ("account_id", "created_at");
