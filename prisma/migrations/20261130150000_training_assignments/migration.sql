-- What training is given to whom, and how far it is.
CREATE TYPE "training_assignment_state" AS ENUM ('planned', 'in_progress', 'done', 'dropped');

CREATE TABLE "training_assignment" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "topic_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "question_key" TEXT,
    "from_half_steps" SMALLINT,
    "due_on" DATE,
    "state" "training_assignment_state" NOT NULL DEFAULT 'planned',
    "done_on" DATE,
    "assigned_on" DATE NOT NULL,
    "assigned_by_id" UUID,
    "batch_id" UUID NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_assignment_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "training_assignment_account_id_member_id_idx" ON "training_assignment"("account_id", "member_id");
CREATE INDEX "training_assignment_account_id_topic_id_idx" ON "training_assignment"("account_id", "topic_id");
-- Nobody has the same topic twice, whoever gives it at the same moment; what was dropped may be given again.
CREATE UNIQUE INDEX "training_assignment_held_once" ON "training_assignment"("account_id", "topic_id", "member_id") WHERE state <> 'dropped';
ALTER TABLE "training_assignment" ADD CONSTRAINT "training_assignment_account_id_topic_id_fkey" FOREIGN KEY ("account_id", "topic_id") REFERENCES "training_topic"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_assignment" ADD CONSTRAINT "training_assignment_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "training_assignment" ADD CONSTRAINT training_assignment_step_whole CHECK ((question_key IS NULL) = (from_half_steps IS NULL));
ALTER TABLE "training_assignment" ADD CONSTRAINT training_assignment_step_begins CHECK (from_half_steps BETWEEN 1 AND 5);
ALTER TABLE "training_assignment" ADD CONSTRAINT training_assignment_key_length CHECK (length(question_key) BETWEEN 1 AND 120);
ALTER TABLE "training_assignment" ADD CONSTRAINT training_assignment_done_has_day CHECK ((state = 'done') = (done_on IS NOT NULL));
ALTER TABLE "training_assignment" ADD CONSTRAINT training_assignment_note_length CHECK (length(note) <= 500);

ALTER TABLE "training_assignment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "training_assignment" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "training_assignment" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "training_assignment" TO contour_app;
