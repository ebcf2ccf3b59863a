-- The topic that HR has chosen to serve a step of a family, by which hours and cost are counted. Where none is chosen, a rule of the
-- application chooses. The step is named as a topic names it, so no key holds it.
CREATE TABLE "training_step_choice" (
    "account_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "question_key" TEXT NOT NULL,
    "from_half_steps" SMALLINT NOT NULL,
    "topic_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "training_step_choice_pkey" PRIMARY KEY ("account_id","family_id","question_key","from_half_steps")
);
CREATE INDEX "training_step_choice_account_id_topic_id_idx" ON "training_step_choice"("account_id", "topic_id");
ALTER TABLE "training_step_choice" ADD CONSTRAINT "training_step_choice_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_step_choice" ADD CONSTRAINT "training_step_choice_account_id_topic_id_fkey" FOREIGN KEY ("account_id", "topic_id") REFERENCES "training_topic"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_step_choice" ADD CONSTRAINT training_step_choice_begins CHECK (from_half_steps BETWEEN 1 AND 5);
ALTER TABLE "training_step_choice" ADD CONSTRAINT training_step_choice_key_length CHECK (length(question_key) BETWEEN 1 AND 120);

ALTER TABLE "training_step_choice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "training_step_choice" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "training_step_choice" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "training_step_choice" TO contour_app;
