-- Metrics: what they are, their values, and for each import how to take it back.
CREATE TYPE "metric_direction" AS ENUM ('up', 'down', 'none');
CREATE TYPE "metric_aggregation" AS ENUM ('sum', 'weighted_mean', 'ratio_of_sums', 'last', 'distinct_count');
CREATE TYPE "subject_kind" AS ENUM ('account', 'team', 'member');
CREATE TYPE "grain" AS ENUM ('day', 'week', 'month', 'quarter', 'year');

CREATE TABLE "metric" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "unit" TEXT NOT NULL,
    "currency" TEXT,
    "direction" "metric_direction" NOT NULL,
    "aggregation" "metric_aggregation" NOT NULL,
    "weight_name" TEXT,
    "lens" TEXT,
    "level" TEXT,
    "source" TEXT,
    "built_in" BOOLEAN NOT NULL DEFAULT false,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "metric_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "metric_account_id_key_key" ON "metric"("account_id", "key");
ALTER TABLE "metric" ADD CONSTRAINT "metric_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "metric" ADD CONSTRAINT metric_key_form CHECK (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(key) <= 80);
ALTER TABLE "metric" ADD CONSTRAINT metric_name_length CHECK (length(name) BETWEEN 1 AND 200);
-- What its values are weighed by, or divided by: a ratio of sums has a denominator.
ALTER TABLE "metric" ADD CONSTRAINT metric_weight_where_it_weighs CHECK ((weight_name IS NOT NULL) = (aggregation IN ('weighted_mean', 'ratio_of_sums')));
ALTER TABLE "metric" ADD CONSTRAINT metric_level_of_a_lens CHECK (level IS NULL OR lens IS NOT NULL);

CREATE TABLE "metric_family" (
    "account_id" UUID NOT NULL,
    "metric_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,

    CONSTRAINT "metric_family_pkey" PRIMARY KEY ("account_id","metric_id","family_id")
);
CREATE INDEX "metric_family_account_id_family_id_idx" ON "metric_family"("account_id", "family_id");
ALTER TABLE "metric_family" ADD CONSTRAINT "metric_family_account_id_metric_id_fkey" FOREIGN KEY ("account_id", "metric_id") REFERENCES "metric"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "metric_family" ADD CONSTRAINT "metric_family_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "metric_target" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "metric_id" UUID NOT NULL,
    "team_id" UUID,
    "value" DECIMAL NOT NULL,
    "due_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "metric_target_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "metric_target_account_id_metric_id_team_id_key" ON "metric_target"("account_id", "metric_id", "team_id") NULLS NOT DISTINCT;
CREATE INDEX "metric_target_account_id_team_id_idx" ON "metric_target"("account_id", "team_id");
ALTER TABLE "metric_target" ADD CONSTRAINT "metric_target_account_id_metric_id_fkey" FOREIGN KEY ("account_id", "metric_id") REFERENCES "metric"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "metric_target" ADD CONSTRAINT "metric_target_account_id_team_id_fkey" FOREIGN KEY ("account_id", "team_id") REFERENCES "team"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One value of a metric for the account, a team or a member in a period. subject_id is the account's, the team's or the
-- member's id. Of a ratio of sums, value is the numerator where weight, its denominator, is there.
CREATE TABLE "observation" (
    "account_id" UUID NOT NULL,
    "metric_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "subject_id" UUID NOT NULL,
    "grain" "grain" NOT NULL,
    "subject_kind" "subject_kind" NOT NULL,
    "team_id" UUID,
    "member_id" UUID,
    "value" DECIMAL NOT NULL,
    "weight" DECIMAL,
    "import_id" UUID NOT NULL,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("account_id","metric_id","starts_on","subject_id","grain")
);
CREATE INDEX "observation_account_id_import_id_idx" ON "observation"("account_id", "import_id");
CREATE INDEX "observation_account_id_member_id_idx" ON "observation"("account_id", "member_id", "metric_id", "starts_on") WHERE member_id IS NOT NULL;
CREATE INDEX "observation_account_id_team_id_idx" ON "observation"("account_id", "team_id", "metric_id", "starts_on") WHERE team_id IS NOT NULL;
ALTER TABLE "observation" ADD CONSTRAINT "observation_account_id_metric_id_fkey" FOREIGN KEY ("account_id", "metric_id") REFERENCES "metric"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "observation" ADD CONSTRAINT "observation_account_id_team_id_fkey" FOREIGN KEY ("account_id", "team_id") REFERENCES "team"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "observation" ADD CONSTRAINT "observation_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "observation" ADD CONSTRAINT "observation_account_id_import_id_fkey" FOREIGN KEY ("account_id", "import_id") REFERENCES "import"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "observation" ADD CONSTRAINT observation_subject CHECK (CASE subject_kind
  WHEN 'account' THEN subject_id = account_id AND team_id IS NULL AND member_id IS NULL
  WHEN 'team' THEN team_id IS NOT NULL AND team_id = subject_id AND member_id IS NULL
  ELSE member_id IS NOT NULL AND member_id = subject_id AND team_id IS NULL END);
ALTER TABLE "observation" ADD CONSTRAINT observation_finite CHECK (value > '-Infinity' AND value < 'Infinity' AND (weight IS NULL OR weight >= 0 AND weight < 'Infinity'));
-- A period is named by its first day.
ALTER TABLE "observation" ADD CONSTRAINT observation_starts_a_period CHECK (CASE grain
  WHEN 'day' THEN true WHEN 'week' THEN extract(isodow FROM starts_on) = 1
  ELSE extract(day FROM starts_on) = 1 END);

-- What stood there before an import wrote: taken back, it stands there again. import_id is the one that wrote over it.
CREATE TABLE "replaced_observation" (
    "account_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "metric_id" UUID NOT NULL,
    "starts_on" DATE NOT NULL,
    "subject_id" UUID NOT NULL,
    "grain" "grain" NOT NULL,
    "value" DECIMAL NOT NULL,
    "weight" DECIMAL,
    "before_import_id" UUID NOT NULL,

    CONSTRAINT "replaced_observation_pkey" PRIMARY KEY ("account_id","import_id","metric_id","starts_on","subject_id","grain")
);
CREATE INDEX "replaced_observation_account_id_before_import_id_idx" ON "replaced_observation"("account_id", "before_import_id");
CREATE INDEX "replaced_observation_account_id_metric_id_starts_on_subject_idx" ON "replaced_observation"("account_id", "metric_id", "starts_on", "subject_id");
ALTER TABLE "replaced_observation" ADD CONSTRAINT "replaced_observation_account_id_import_id_fkey" FOREIGN KEY ("account_id", "import_id") REFERENCES "import"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "replaced_observation" ADD CONSTRAINT "replaced_observation_account_id_before_import_id_fkey" FOREIGN KEY ("account_id", "before_import_id") REFERENCES "import"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "replaced_observation" ADD CONSTRAINT "replaced_observation_account_id_metric_id_fkey" FOREIGN KEY ("account_id", "metric_id") REFERENCES "metric"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who somebody is in another system: a login found once is known from then on.
CREATE TABLE "member_login" (
    "account_id" UUID NOT NULL,
    "system" TEXT NOT NULL,
    "login" TEXT NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "member_login_pkey" PRIMARY KEY ("account_id","system","login")
);
CREATE INDEX "member_login_account_id_member_id_idx" ON "member_login"("account_id", "member_id");
ALTER TABLE "member_login" ADD CONSTRAINT "member_login_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "member_login" ADD CONSTRAINT member_login_length CHECK (length(system) BETWEEN 1 AND 40 AND length(login) BETWEEN 1 AND 200);

-- The bytes of a file, and the rows of it that were refused, in pieces: none of it is ever in memory at once.
CREATE TABLE "import_piece" (
    "account_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "import_piece_pkey" PRIMARY KEY ("account_id","import_id","list","number")
);
ALTER TABLE "import_piece" ADD CONSTRAINT "import_piece_account_id_import_id_fkey" FOREIGN KEY ("account_id", "import_id") REFERENCES "import"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "import_piece" ADD CONSTRAINT import_piece_list CHECK (list IN ('file', 'refused'));

ALTER TYPE "import_state" ADD VALUE 'undone';
-- A file in pieces has no content here.
ALTER TABLE "import" ALTER COLUMN "content" DROP NOT NULL;
ALTER TABLE "import" ADD COLUMN "undone_at" TIMESTAMPTZ(3);
ALTER TABLE "import" ADD COLUMN "undone_by_user_id" UUID;

ALTER TABLE "metric" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "metric" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "metric" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "metric" TO contour_app;
ALTER TABLE "metric_family" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "metric_family" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "metric_family" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "metric_family" TO contour_app;
ALTER TABLE "metric_target" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "metric_target" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "metric_target" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "metric_target" TO contour_app;
ALTER TABLE "observation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "observation" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "observation" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "observation" TO contour_app;
ALTER TABLE "replaced_observation" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "replaced_observation" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "replaced_observation" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "replaced_observation" TO contour_app;
ALTER TABLE "member_login" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "member_login" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "member_login" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "member_login" TO contour_app;
ALTER TABLE "import_piece" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "import_piece" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "import_piece" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "import_piece" TO contour_app;

-- How values add up, and what they are measured in, stays while there are any: a figure that was read means the same later.
CREATE FUNCTION refuse_meaning_of_measured_metric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM observation o WHERE o.account_id = NEW.account_id AND o.metric_id = NEW.id) THEN
    RAISE EXCEPTION 'metric_measured' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER metric_measured AFTER UPDATE ON "metric" FOR EACH ROW
  WHEN ((OLD.key, OLD.unit, OLD.currency, OLD.aggregation, OLD.weight_name) IS DISTINCT FROM (NEW.key, NEW.unit, NEW.currency, NEW.aggregation, NEW.weight_name))
  EXECUTE FUNCTION refuse_meaning_of_measured_metric();
