-- Kinds of work as the account's HR system names them, each with the role family that it belongs to.
CREATE TABLE "job_family" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "family_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_family_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "job_family_account_id_key_key" ON "job_family"("account_id", "key");
CREATE INDEX "job_family_account_id_family_id_idx" ON "job_family"("account_id", "family_id");
ALTER TABLE "job_family" ADD CONSTRAINT "job_family_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "job_family" ADD CONSTRAINT "job_family_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "job_family" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "job_family" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "job_family" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "job_family" TO contour_app;

ALTER TABLE "member" ADD COLUMN "job_family_id" UUID;
-- locks: no member has one yet, and to look at a hundred thousand of them takes a moment.
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_job_family_id_fkey" FOREIGN KEY ("account_id", "job_family_id") REFERENCES "job_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- locks: the same.
CREATE INDEX "member_account_id_job_family_id_idx" ON "member"("account_id", "job_family_id");
