-- Checkpoints of plans: dated snapshots with what was decided.
CREATE TYPE "roadmap_checkpoint_state" AS ENUM ('draft', 'held');

-- A draft shows the plan as it is; standing and agenda are kept when it is held (domain/roadmap/checkpoint-schema.ts). One that a
-- publication made names its cycle, and the snapshot whose figures stand beside the plan.
CREATE TABLE "roadmap_checkpoint" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "roadmap_id" UUID NOT NULL,
    "state" "roadmap_checkpoint_state" NOT NULL DEFAULT 'draft',
    "cycle_id" UUID,
    "snapshot_id" UUID,
    "decisions" TEXT NOT NULL DEFAULT '',
    "held_on" DATE,
    "held_at" TIMESTAMPTZ(3),
    "held_by_id" UUID,
    "agenda" JSONB,
    "standing" JSONB,
    "minutes_sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "roadmap_checkpoint_pkey" PRIMARY KEY ("account_id","id")
);
-- However often and by however many processes a cycle is published, a plan gets one draft of it.
CREATE UNIQUE INDEX "roadmap_checkpoint_account_id_roadmap_id_cycle_id_key" ON "roadmap_checkpoint"("account_id", "roadmap_id", "cycle_id");
CREATE INDEX "roadmap_checkpoint_account_id_roadmap_id_held_at_idx" ON "roadmap_checkpoint"("account_id", "roadmap_id", "held_at");
CREATE INDEX "roadmap_checkpoint_account_id_cycle_id_idx" ON "roadmap_checkpoint"("account_id", "cycle_id");
CREATE INDEX "roadmap_checkpoint_account_id_snapshot_id_idx" ON "roadmap_checkpoint"("account_id", "snapshot_id");
ALTER TABLE "roadmap_checkpoint" ADD CONSTRAINT "roadmap_checkpoint_account_id_roadmap_id_fkey" FOREIGN KEY ("account_id", "roadmap_id") REFERENCES "roadmap"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_checkpoint" ADD CONSTRAINT "roadmap_checkpoint_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "roadmap_checkpoint" ADD CONSTRAINT "roadmap_checkpoint_account_id_snapshot_id_fkey" FOREIGN KEY ("account_id", "snapshot_id") REFERENCES "snapshot"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "roadmap_checkpoint" ADD CONSTRAINT roadmap_checkpoint_held_keeps CHECK (
    (state = 'held') = (held_on IS NOT NULL) AND (held_on IS NULL) = (held_at IS NULL)
    AND (held_on IS NULL) = (agenda IS NULL) AND (held_on IS NULL) = (standing IS NULL));
ALTER TABLE "roadmap_checkpoint" ADD CONSTRAINT roadmap_checkpoint_minutes_of_held CHECK (minutes_sent_at IS NULL OR state = 'held');
ALTER TABLE "roadmap_checkpoint" ADD CONSTRAINT roadmap_checkpoint_decisions_length CHECK (length(decisions) <= 4000);
ALTER TABLE "roadmap_checkpoint" ADD CONSTRAINT roadmap_checkpoint_cycle_with_snapshot CHECK ((cycle_id IS NULL) = (snapshot_id IS NULL));

ALTER TABLE "roadmap_checkpoint" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_checkpoint" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_checkpoint" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_checkpoint" TO contour_app;

-- What is held stays, and stays as it is; that its minutes went out is noted once.
CREATE POLICY draft_or_sample_delete ON "roadmap_checkpoint" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (state = 'draft' OR EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));

CREATE FUNCTION refuse_held_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.minutes_sent_at IS NULL AND NEW.minutes_sent_at IS NOT NULL THEN
    OLD.minutes_sent_at := NEW.minutes_sent_at;
  END IF;
  IF OLD IS DISTINCT FROM NEW THEN
    RAISE EXCEPTION 'checkpoint_held' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER roadmap_checkpoint_held BEFORE UPDATE ON roadmap_checkpoint
  FOR EACH ROW WHEN (OLD.state = 'held') EXECUTE FUNCTION refuse_held_checkpoint();
