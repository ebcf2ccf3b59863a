-- Roadmaps: the plan of a team, of a team with those below, or of the account, in four phases of items.
CREATE TYPE "roadmap_lens" AS ENUM ('ai-coding-level', 'rung', 'tier');
CREATE TYPE "roadmap_state" AS ENUM ('active', 'closed');
CREATE TYPE "roadmap_phase_key" AS ENUM ('discovery', 'mvp', 'hardening', 'scaling');
CREATE TYPE "roadmap_item_kind" AS ENUM ('deliverable', 'outcome', 'remedy', 'training', 'own');
CREATE TYPE "roadmap_item_state" AS ENUM ('todo', 'doing', 'done', 'dropped');
CREATE TYPE "roadmap_outcome_result" AS ENUM ('met', 'not-met', 'no-data');

-- Without a team it is the account's.
CREATE TABLE "roadmap" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "team_id" UUID,
    "with_below" BOOLEAN NOT NULL DEFAULT false,
    "lens" "roadmap_lens" NOT NULL,
    "start_level" SMALLINT NOT NULL,
    "target_level" SMALLINT NOT NULL,
    "starts_on" DATE NOT NULL,
    "owner_id" UUID,
    "state" "roadmap_state" NOT NULL DEFAULT 'active',
    "template_key" TEXT,
    "template_origin" TEXT,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,
    "change_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "roadmap_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "roadmap_account_id_team_id_idx" ON "roadmap"("account_id", "team_id");
CREATE INDEX "roadmap_account_id_owner_id_idx" ON "roadmap"("account_id", "owner_id");
ALTER TABLE "roadmap" ADD CONSTRAINT "roadmap_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap" ADD CONSTRAINT "roadmap_account_id_team_id_fkey" FOREIGN KEY ("account_id", "team_id") REFERENCES "team"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "roadmap" ADD CONSTRAINT "roadmap_account_id_owner_id_fkey" FOREIGN KEY ("account_id", "owner_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "roadmap" ADD CONSTRAINT roadmap_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "roadmap" ADD CONSTRAINT roadmap_climbs CHECK (start_level BETWEEN 0 AND 6 AND target_level BETWEEN 1 AND 6 AND start_level < target_level);

-- Who may close its phases.
CREATE TABLE "roadmap_sponsor" (
    "account_id" UUID NOT NULL,
    "roadmap_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,

    CONSTRAINT "roadmap_sponsor_pkey" PRIMARY KEY ("account_id","roadmap_id","member_id")
);
CREATE INDEX "roadmap_sponsor_account_id_member_id_idx" ON "roadmap_sponsor"("account_id", "member_id");
ALTER TABLE "roadmap_sponsor" ADD CONSTRAINT "roadmap_sponsor_account_id_roadmap_id_fkey" FOREIGN KEY ("account_id", "roadmap_id") REFERENCES "roadmap"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_sponsor" ADD CONSTRAINT "roadmap_sponsor_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Both days belong to it. closed_on is the day where the account is; exception is why it was closed in spite of what stood in the way.
CREATE TABLE "roadmap_phase" (
    "account_id" UUID NOT NULL,
    "roadmap_id" UUID NOT NULL,
    "phase" "roadmap_phase_key" NOT NULL,
    "name" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "closed_on" DATE,
    "closed_by_id" UUID,
    "exception" TEXT,

    CONSTRAINT "roadmap_phase_pkey" PRIMARY KEY ("account_id","roadmap_id","phase")
);
ALTER TABLE "roadmap_phase" ADD CONSTRAINT "roadmap_phase_account_id_roadmap_id_fkey" FOREIGN KEY ("account_id", "roadmap_id") REFERENCES "roadmap"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_phase" ADD CONSTRAINT roadmap_phase_days_in_order CHECK (starts_on <= ends_on);
ALTER TABLE "roadmap_phase" ADD CONSTRAINT roadmap_phase_exception_closes CHECK (exception IS NULL OR closed_on IS NOT NULL AND length(exception) BETWEEN 1 AND 1000);

-- outcome is a rule of domain/roadmap/outcome-rule-schema.ts, and only outcomes have one. What the job found last stands beside it.
CREATE TABLE "roadmap_item" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "roadmap_id" UUID NOT NULL,
    "phase" "roadmap_phase_key" NOT NULL,
    "kind" "roadmap_item_kind" NOT NULL,
    "source_key" TEXT,
    "text" TEXT NOT NULL,
    "state" "roadmap_item_state" NOT NULL DEFAULT 'todo',
    "weight" SMALLINT NOT NULL DEFAULT 1,
    "owner_id" UUID,
    "due_on" DATE,
    "started_on" DATE,
    "done_on" DATE,
    "link" TEXT,
    "position" INTEGER NOT NULL,
    "outcome" JSONB,
    "outcome_result" "roadmap_outcome_result",
    "outcome_says" TEXT,
    "checked_at" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3),
    "approval_note" TEXT,
    "approved_by_id" UUID,
    "approved_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "roadmap_item_pkey" PRIMARY KEY ("account_id","id")
);
-- What a dependency refers to, so that both its ends are of one plan.
CREATE UNIQUE INDEX "roadmap_item_account_id_roadmap_id_id_key" ON "roadmap_item"("account_id", "roadmap_id", "id");
CREATE INDEX "roadmap_item_account_id_roadmap_id_phase_position_idx" ON "roadmap_item"("account_id", "roadmap_id", "phase", "position");
CREATE INDEX "roadmap_item_account_id_owner_id_idx" ON "roadmap_item"("account_id", "owner_id");
ALTER TABLE "roadmap_item" ADD CONSTRAINT "roadmap_item_account_id_roadmap_id_phase_fkey" FOREIGN KEY ("account_id", "roadmap_id", "phase") REFERENCES "roadmap_phase"("account_id", "roadmap_id", "phase") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_item" ADD CONSTRAINT "roadmap_item_account_id_owner_id_fkey" FOREIGN KEY ("account_id", "owner_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "roadmap_item" ADD CONSTRAINT roadmap_item_text_length CHECK (length(text) BETWEEN 1 AND 500);
ALTER TABLE "roadmap_item" ADD CONSTRAINT roadmap_item_weight_range CHECK (weight BETWEEN 1 AND 5);
ALTER TABLE "roadmap_item" ADD CONSTRAINT roadmap_item_done_has_day CHECK ((state = 'done') = (done_on IS NOT NULL));
ALTER TABLE "roadmap_item" ADD CONSTRAINT roadmap_item_link_form CHECK (link ~ '^https?://' AND length(link) <= 2000);
ALTER TABLE "roadmap_item" ADD CONSTRAINT roadmap_item_outcome_of_outcome CHECK (outcome IS NULL OR kind = 'outcome');
ALTER TABLE "roadmap_item" ADD CONSTRAINT roadmap_item_approved_has_note CHECK ((approved_at IS NULL) = (approval_note IS NULL));

-- What a metric decides is looked at every day, and when values come in.
CREATE INDEX roadmap_item_to_check ON "roadmap_item" (next_check_at) WHERE next_check_at IS NOT NULL;

-- needs_id has to be done before item_id can be.
CREATE TABLE "roadmap_item_dependency" (
    "account_id" UUID NOT NULL,
    "roadmap_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "needs_id" UUID NOT NULL,

    CONSTRAINT "roadmap_item_dependency_pkey" PRIMARY KEY ("account_id","roadmap_id","item_id","needs_id")
);
CREATE INDEX "roadmap_item_dependency_account_id_roadmap_id_needs_id_idx" ON "roadmap_item_dependency"("account_id", "roadmap_id", "needs_id");
ALTER TABLE "roadmap_item_dependency" ADD CONSTRAINT "roadmap_item_dependency_account_id_roadmap_id_item_id_fkey" FOREIGN KEY ("account_id", "roadmap_id", "item_id") REFERENCES "roadmap_item"("account_id", "roadmap_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_item_dependency" ADD CONSTRAINT "roadmap_item_dependency_account_id_roadmap_id_needs_id_fkey" FOREIGN KEY ("account_id", "roadmap_id", "needs_id") REFERENCES "roadmap_item"("account_id", "roadmap_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "roadmap_item_evidence" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "roadmap_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "note" TEXT NOT NULL,
    "url" TEXT,
    "by_id" UUID,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roadmap_item_evidence_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "roadmap_item_evidence_account_id_roadmap_id_item_id_idx" ON "roadmap_item_evidence"("account_id", "roadmap_id", "item_id");
ALTER TABLE "roadmap_item_evidence" ADD CONSTRAINT "roadmap_item_evidence_account_id_roadmap_id_item_id_fkey" FOREIGN KEY ("account_id", "roadmap_id", "item_id") REFERENCES "roadmap_item"("account_id", "roadmap_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_item_evidence" ADD CONSTRAINT roadmap_item_evidence_note_length CHECK (length(note) BETWEEN 1 AND 1000);
ALTER TABLE "roadmap_item_evidence" ADD CONSTRAINT roadmap_item_evidence_url_form CHECK (url ~ '^https?://' AND length(url) <= 2000);

-- About an item, or without one about the plan.
CREATE TABLE "roadmap_comment" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "roadmap_id" UUID NOT NULL,
    "item_id" UUID,
    "text" TEXT NOT NULL,
    "by_id" UUID,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roadmap_comment_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "roadmap_comment_account_id_roadmap_id_item_id_written_at_idx" ON "roadmap_comment"("account_id", "roadmap_id", "item_id", "written_at");
ALTER TABLE "roadmap_comment" ADD CONSTRAINT "roadmap_comment_account_id_roadmap_id_fkey" FOREIGN KEY ("account_id", "roadmap_id") REFERENCES "roadmap"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_comment" ADD CONSTRAINT "roadmap_comment_account_id_roadmap_id_item_id_fkey" FOREIGN KEY ("account_id", "roadmap_id", "item_id") REFERENCES "roadmap_item"("account_id", "roadmap_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_comment" ADD CONSTRAINT roadmap_comment_text_length CHECK (length(text) BETWEEN 1 AND 2000);

-- The history of an item: never changed. by_id is empty where a job did it.
CREATE TABLE "roadmap_item_change" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "roadmap_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "field" TEXT NOT NULL,
    "from_value" TEXT,
    "to_value" TEXT,
    "by_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roadmap_item_change_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "roadmap_item_change_account_id_roadmap_id_item_id_changed_a_idx" ON "roadmap_item_change"("account_id", "roadmap_id", "item_id", "changed_at");
ALTER TABLE "roadmap_item_change" ADD CONSTRAINT "roadmap_item_change_account_id_roadmap_id_item_id_fkey" FOREIGN KEY ("account_id", "roadmap_id", "item_id") REFERENCES "roadmap_item"("account_id", "roadmap_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The account's own; phases as in domain/roadmap/template-schema.ts.
CREATE TABLE "roadmap_template" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "lens" "roadmap_lens" NOT NULL,
    "family_key" TEXT,
    "phases" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "roadmap_template_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "roadmap_template_account_id_name_key" ON "roadmap_template"("account_id", "name");
ALTER TABLE "roadmap_template" ADD CONSTRAINT "roadmap_template_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "roadmap_template" ADD CONSTRAINT roadmap_template_name_length CHECK (length(name) BETWEEN 1 AND 200);

ALTER TABLE "roadmap" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap" TO contour_app;
ALTER TABLE "roadmap_sponsor" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_sponsor" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_sponsor" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_sponsor" TO contour_app;
ALTER TABLE "roadmap_phase" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_phase" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_phase" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_phase" TO contour_app;
ALTER TABLE "roadmap_item" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_item" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_item" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_item" TO contour_app;
ALTER TABLE "roadmap_item_dependency" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_item_dependency" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_item_dependency" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_item_dependency" TO contour_app;
ALTER TABLE "roadmap_item_evidence" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_item_evidence" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_item_evidence" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_item_evidence" TO contour_app;
ALTER TABLE "roadmap_comment" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_comment" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_comment" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_comment" TO contour_app;
ALTER TABLE "roadmap_item_change" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_item_change" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_item_change" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON "roadmap_item_change" TO contour_app;
ALTER TABLE "roadmap_template" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "roadmap_template" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "roadmap_template" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "roadmap_template" TO contour_app;

CREATE POLICY sample_only_delete ON "roadmap_item_change" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));

-- Whose outcomes are to be looked at: ids of accounts, and no more.
CREATE POLICY lookup_read ON "roadmap_item" FOR SELECT TO contour_lookup USING (next_check_at IS NOT NULL);
GRANT SELECT (account_id, next_check_at) ON "roadmap_item" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;

CREATE FUNCTION list_outcomes_to_check(p_now timestamptz)
RETURNS TABLE (account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT DISTINCT i.account_id FROM roadmap_item i WHERE i.next_check_at <= p_now $$;

ALTER FUNCTION list_outcomes_to_check(timestamptz) OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_outcomes_to_check(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_outcomes_to_check(timestamptz) TO contour_app;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
