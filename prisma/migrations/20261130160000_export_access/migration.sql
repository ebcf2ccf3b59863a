-- Who took what along: one row for each file that was made, and for each list that a program reads. Whoever erases a person
-- deletes the pseudonym, as for the audit log; of what was asked for, no word that somebody typed is kept.
CREATE TYPE "export_state" AS ENUM ('begun', 'whole', 'broken');
CREATE TABLE "export_access" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "api_token_id" UUID,
    "report" TEXT NOT NULL,
    "filter" JSONB NOT NULL DEFAULT '{}',
    "format" TEXT NOT NULL,
    "state" "export_state" NOT NULL,
    "rows" INTEGER,
    "requests" INTEGER NOT NULL DEFAULT 1,
    "last_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "export_access_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "export_access_account_id_at_idx" ON "export_access"("account_id", "at");
CREATE INDEX "export_access_account_id_actor_id_at_idx" ON "export_access"("account_id", "actor_id", "at");
CREATE INDEX "export_access_account_id_api_token_id_last_at_idx" ON "export_access"("account_id", "api_token_id", "last_at");
ALTER TABLE "export_access" ADD CONSTRAINT "export_access_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "export_access" ADD CONSTRAINT export_access_report_length CHECK (length(report) BETWEEN 1 AND 200);
ALTER TABLE "export_access" ADD CONSTRAINT export_access_by_one CHECK (actor_id IS NULL OR api_token_id IS NULL);
ALTER TABLE "export_access" ADD CONSTRAINT export_access_counts CHECK (requests >= 1 AND rows >= 0);

ALTER TABLE "export_access" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "export_access" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "export_access" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "export_access" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
-- How it ended is added; who took what never changes.
GRANT SELECT, INSERT, DELETE ON "export_access" TO contour_app;
GRANT UPDATE ("state", "rows", "requests", "last_at") ON "export_access" TO contour_app;
