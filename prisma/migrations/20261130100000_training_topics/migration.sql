-- The catalogue of training: topics, for whom they are, and the steps that they serve.
CREATE TYPE "training_kind" AS ENUM ('course', 'pairing', 'workshop', 'reading', 'project');

-- A proposal is an entry of Contour's starter catalogue that the account has not made its own yet.
CREATE TABLE "training_topic" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "kind" "training_kind" NOT NULL,
    "hours" DECIMAL(7,2),
    "cost" DECIMAL(12,2),
    "currency" TEXT,
    "provider" TEXT NOT NULL DEFAULT '',
    "link" TEXT,
    "capacity" INTEGER,
    "is_proposal" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "training_topic_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "training_topic_account_id_key_key" ON "training_topic"("account_id", "key");
ALTER TABLE "training_topic" ADD CONSTRAINT "training_topic_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_topic" ADD CONSTRAINT training_topic_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 80);
ALTER TABLE "training_topic" ADD CONSTRAINT training_topic_text_lengths CHECK (
    length(title) BETWEEN 1 AND 200 AND length(description) <= 2000 AND length(provider) <= 200);
ALTER TABLE "training_topic" ADD CONSTRAINT training_topic_hours_range CHECK (hours > 0 AND hours <= 10000);
ALTER TABLE "training_topic" ADD CONSTRAINT training_topic_cost_in_money CHECK ((cost IS NULL) = (currency IS NULL) AND (cost IS NULL OR cost >= 0 AND cost < 'Infinity'));
ALTER TABLE "training_topic" ADD CONSTRAINT training_topic_currency_form CHECK (currency ~ '^[A-Z]{3}$');
ALTER TABLE "training_topic" ADD CONSTRAINT training_topic_capacity_range CHECK (capacity BETWEEN 1 AND 1000000);
ALTER TABLE "training_topic" ADD CONSTRAINT training_topic_link_of_web CHECK (link ~ '^https?://' AND length(link) <= 2000);

-- For people of these families; for everybody where there is none.
CREATE TABLE "training_topic_family" (
    "account_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,

    CONSTRAINT "training_topic_family_pkey" PRIMARY KEY ("account_id","topic_id","family_id")
);
CREATE INDEX "training_topic_family_account_id_family_id_idx" ON "training_topic_family"("account_id", "family_id");
ALTER TABLE "training_topic_family" ADD CONSTRAINT "training_topic_family_account_id_topic_id_fkey" FOREIGN KEY ("account_id", "topic_id") REFERENCES "training_topic"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_topic_family" ADD CONSTRAINT "training_topic_family_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A step is named by its question, the entry question of a family or a transition, and by where it begins. Questions are parts
-- of rubrics, so no key holds them.
CREATE TABLE "training_topic_step" (
    "account_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "question_key" TEXT NOT NULL,
    "from_half_steps" SMALLINT NOT NULL,

    CONSTRAINT "training_topic_step_pkey" PRIMARY KEY ("account_id","topic_id","question_key","from_half_steps")
);
CREATE INDEX "training_topic_step_account_id_question_key_from_half_steps_idx" ON "training_topic_step"("account_id", "question_key", "from_half_steps");
ALTER TABLE "training_topic_step" ADD CONSTRAINT "training_topic_step_account_id_topic_id_fkey" FOREIGN KEY ("account_id", "topic_id") REFERENCES "training_topic"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "training_topic_step" ADD CONSTRAINT training_topic_step_begins CHECK (from_half_steps BETWEEN 1 AND 5);
ALTER TABLE "training_topic_step" ADD CONSTRAINT training_topic_step_key_length CHECK (length(question_key) BETWEEN 1 AND 120);

ALTER TABLE "training_topic" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "training_topic" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "training_topic" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "training_topic" TO contour_app;
ALTER TABLE "training_topic_family" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "training_topic_family" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "training_topic_family" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "training_topic_family" TO contour_app;
ALTER TABLE "training_topic_step" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "training_topic_step" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "training_topic_step" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "training_topic_step" TO contour_app;
