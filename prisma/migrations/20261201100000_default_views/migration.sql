-- Which saved view of the company a person begins with: one of their own, or one that is shared with them.
CREATE TABLE "saved_report_default" (
    "account_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,

    CONSTRAINT "saved_report_default_pkey" PRIMARY KEY ("account_id","membership_id")
);
CREATE INDEX "saved_report_default_account_id_report_id_idx" ON "saved_report_default"("account_id", "report_id");
ALTER TABLE "saved_report_default" ADD CONSTRAINT "saved_report_default_account_id_membership_id_fkey" FOREIGN KEY ("account_id", "membership_id") REFERENCES "membership"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "saved_report_default" ADD CONSTRAINT "saved_report_default_account_id_report_id_fkey" FOREIGN KEY ("account_id", "report_id") REFERENCES "saved_report"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "saved_report_default" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "saved_report_default" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "saved_report_default" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "saved_report_default" TO contour_app;
