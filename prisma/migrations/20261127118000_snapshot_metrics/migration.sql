-- Metrics of a published cycle: what each subject's values came to, and the figures of every node. Both stay as they are.
CREATE TYPE "metric_source" AS ENUM ('own', 'people', 'teams');

-- What the values of one subject came to in the dates of a published cycle. subject_id is the account's, the team's or the
-- member's id, as in observation.
CREATE TABLE "cycle_measurement" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "metric_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "subject_kind" "subject_kind" NOT NULL,
    "observations" INTEGER NOT NULL,
    "unweighted" INTEGER NOT NULL,
    "has_positive" BOOLEAN NOT NULL,
    "covers_cycle" BOOLEAN NOT NULL,
    "sum" DECIMAL NOT NULL,
    "weight_sum" DECIMAL NOT NULL,
    "weighted_sum" DECIMAL NOT NULL,
    "last_value" DECIMAL,
    "first_on" DATE NOT NULL,
    "last_on" DATE NOT NULL,

    CONSTRAINT "cycle_measurement_pkey" PRIMARY KEY ("account_id","cycle_id","metric_id","subject_id")
);
CREATE INDEX "cycle_measurement_account_id_metric_id_idx" ON "cycle_measurement"("account_id", "metric_id");
ALTER TABLE "cycle_measurement" ADD CONSTRAINT "cycle_measurement_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cycle_measurement" ADD CONSTRAINT "cycle_measurement_account_id_metric_id_fkey" FOREIGN KEY ("account_id", "metric_id") REFERENCES "metric"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A metric at a node of a snapshot: of its people by family, as it came for the node itself, or of the teams below. group_id is
-- the family's id, or the node's where there is no family.
CREATE TABLE "snapshot_metric" (
    "account_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "metric_id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "source" "metric_source" NOT NULL,
    "group_id" UUID NOT NULL,
    "family_id" UUID,
    "subjects" INTEGER NOT NULL,
    "observations" INTEGER NOT NULL,
    "unweighted" INTEGER NOT NULL,
    "positive" INTEGER NOT NULL,
    "covers_cycle" BOOLEAN NOT NULL,
    "sum" DECIMAL NOT NULL,
    "weight_sum" DECIMAL NOT NULL,
    "weighted_sum" DECIMAL NOT NULL,
    "last_sum" DECIMAL NOT NULL,
    "first_on" DATE NOT NULL,
    "last_on" DATE NOT NULL,
    "is_shown" BOOLEAN NOT NULL,

    CONSTRAINT "snapshot_metric_pkey" PRIMARY KEY ("account_id","snapshot_id","metric_id","node_id","source","group_id")
);
CREATE INDEX "snapshot_metric_account_id_snapshot_id_node_id_idx" ON "snapshot_metric"("account_id", "snapshot_id", "node_id");
CREATE INDEX "snapshot_metric_account_id_metric_id_idx" ON "snapshot_metric"("account_id", "metric_id");
CREATE INDEX "snapshot_metric_account_id_family_id_idx" ON "snapshot_metric"("account_id", "family_id");
ALTER TABLE "snapshot_metric" ADD CONSTRAINT "snapshot_metric_account_id_snapshot_id_node_id_fkey" FOREIGN KEY ("account_id", "snapshot_id", "node_id") REFERENCES "snapshot_node"("account_id", "snapshot_id", "node_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "snapshot_metric" ADD CONSTRAINT "snapshot_metric_account_id_metric_id_fkey" FOREIGN KEY ("account_id", "metric_id") REFERENCES "metric"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot_metric" ADD CONSTRAINT "snapshot_metric_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot_metric" ADD CONSTRAINT snapshot_metric_group CHECK (CASE source
  WHEN 'people' THEN family_id IS NOT NULL AND group_id = family_id
  ELSE family_id IS NULL AND group_id = node_id END);
ALTER TABLE "snapshot_metric" ADD CONSTRAINT snapshot_metric_of_somebody CHECK (subjects > 0);

ALTER TABLE "cycle_measurement" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cycle_measurement" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "cycle_measurement" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "cycle_measurement" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, DELETE ON "cycle_measurement" TO contour_app;
ALTER TABLE "snapshot_metric" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "snapshot_metric" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "snapshot_metric" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "snapshot_metric" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, DELETE ON "snapshot_metric" TO contour_app;

-- A published figure keeps its meaning when the import that it came from is taken back.
CREATE OR REPLACE FUNCTION refuse_meaning_of_measured_metric() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM observation o WHERE o.account_id = NEW.account_id AND o.metric_id = NEW.id)
    OR EXISTS (SELECT FROM cycle_measurement c WHERE c.account_id = NEW.account_id AND c.metric_id = NEW.id) THEN
    RAISE EXCEPTION 'metric_measured' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END
$$;
