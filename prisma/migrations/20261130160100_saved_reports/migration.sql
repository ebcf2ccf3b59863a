-- A report with what it is asked for, under a name: its owner's, or shared with those who may read the report. It holds no
-- figure and no words of a search.
CREATE TABLE "saved_report" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "membership_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_report_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "saved_report_account_id_membership_id_idx" ON "saved_report"("account_id", "membership_id");
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_account_id_membership_id_fkey" FOREIGN KEY ("account_id", "membership_id") REFERENCES "membership"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "saved_report" ADD CONSTRAINT saved_report_name_length CHECK (length(name) BETWEEN 1 AND 120);
ALTER TABLE "saved_report" ADD CONSTRAINT saved_report_kind_length CHECK (length(kind) BETWEEN 1 AND 40);

ALTER TABLE "saved_report" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_report" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "saved_report" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "saved_report" TO contour_app;
