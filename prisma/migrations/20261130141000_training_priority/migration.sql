-- How much each part of the priority of training needs counts in an account; Contour's proposal holds where there is no row.
CREATE TABLE "training_priority" (
    "account_id" UUID NOT NULL,
    "gap" SMALLINT NOT NULL,
    "people" SMALLINT NOT NULL,
    "due" SMALLINT NOT NULL,
    "roadmap" SMALLINT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "training_priority_pkey" PRIMARY KEY ("account_id")
);
ALTER TABLE "training_priority" ADD CONSTRAINT "training_priority_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_priority" ADD CONSTRAINT training_priority_weights CHECK (
    gap BETWEEN 0 AND 100 AND people BETWEEN 0 AND 100 AND due BETWEEN 0 AND 100 AND roadmap BETWEEN 0 AND 100
    AND gap + people + due + roadmap > 0);

ALTER TABLE "training_priority" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "training_priority" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "training_priority" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "training_priority" TO contour_app;
