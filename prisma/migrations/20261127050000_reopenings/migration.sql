-- Why participants of a cycle were reopened stays for those who run it. It may name a person or a result, so the audit log,
-- which owners read and nobody can erase, says only that somebody was.
CREATE TABLE "reopening" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "cycle_id" UUID NOT NULL,
    "participant_id" UUID,
    "version" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "by_user_id" UUID,
    "reopened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reopening_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "reopening_account_id_cycle_id_reopened_at_idx" ON "reopening"("account_id", "cycle_id", "reopened_at");
CREATE INDEX "reopening_account_id_participant_id_idx" ON "reopening"("account_id", "participant_id");
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reopening" ADD CONSTRAINT "reopening_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reopening" ADD CONSTRAINT reopening_reason_length CHECK (length(reason) BETWEEN 1 AND 1000);

ALTER TABLE "reopening" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reopening" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "reopening" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "reopening" TO contour_app;

-- Those who are reopened now were before there was a table of it.
-- locks: those who are reopened are few.
ALTER TABLE "participant" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "snapshot" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "reopening" NO FORCE ROW LEVEL SECURITY;
INSERT INTO "reopening" (account_id, cycle_id, participant_id, version, reason, reopened_at)
  SELECT p.account_id, p.cycle_id, p.id,
    (SELECT coalesce(max(s.version), 0) + 1 FROM "snapshot" s WHERE s.account_id = p.account_id AND s.cycle_id = p.cycle_id),
    left(p.reopen_reason, 1000), p.reopened_at
  FROM "participant" p WHERE reopened_at IS NOT NULL AND reopen_reason <> '';
ALTER TABLE "participant" FORCE ROW LEVEL SECURITY;
ALTER TABLE "reopening" FORCE ROW LEVEL SECURITY;
ALTER TABLE "snapshot" FORCE ROW LEVEL SECURITY;
