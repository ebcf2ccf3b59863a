-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'hr', 'executive', 'member');

-- CreateEnum
CREATE TYPE "cycle_phase" AS ENUM ('draft', 'open', 'review', 'calibration', 'published');

-- CreateEnum
CREATE TYPE "participant_state" AS ENUM ('active', 'exempt', 'left');

-- CreateEnum
CREATE TYPE "rater" AS ENUM ('self', 'manager');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('uploaded', 'mapped', 'applied', 'discarded');

-- CreateEnum
CREATE TYPE "token_purpose" AS ENUM ('reset', 'verification');

-- CreateTable
CREATE TABLE "user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "absolute_end_at" TIMESTAMPTZ(3) NOT NULL,
    "user_agent" TEXT,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "user_token" (
    "id" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "purpose" "token_purpose" NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "user_token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox_message" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "account_id" UUID,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sent_at" TIMESTAMPTZ(3),
    "last_error" TEXT,

    CONSTRAINT "outbox_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "fiscal_year_start" SMALLINT NOT NULL DEFAULT 1,
    "minimum_group_size" SMALLINT NOT NULL DEFAULT 5,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID NOT NULL,
    "member_id" UUID,
    "roles" "role"[],
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "role_family" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" SMALLINT NOT NULL,
    "built_in" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "role_family_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "team" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "parent_id" UUID,
    "lead_id" UUID,
    "name" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "member" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "email" TEXT,
    "external_id" TEXT,
    "job_title" TEXT,
    "family_id" UUID,
    "team_id" UUID,
    "manager_id" UUID,
    "started_on" DATE,
    "left_on" DATE,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "member_id" UUID,
    "email" TEXT NOT NULL,
    "roles" "role"[],
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "framework_version" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "key" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "rubric" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "framework_version_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "cycle" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "starts_on" DATE NOT NULL,
    "ends_on" DATE NOT NULL,
    "phase" "cycle_phase" NOT NULL DEFAULT 'draft',
    "framework_version_id" UUID NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cycle_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "cycle_team" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "team_id" UUID NOT NULL,
    "parent_id" UUID,
    "lead_id" UUID,
    "name" TEXT NOT NULL,

    CONSTRAINT "cycle_team_pkey" PRIMARY KEY ("account_id","cycle_id","team_id")
);

-- CreateTable
CREATE TABLE "participant" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "cycle_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "team_id" UUID,
    "manager_id" UUID,
    "family_id" UUID NOT NULL,
    "job_title" TEXT,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "state" "participant_state" NOT NULL DEFAULT 'active',
    "exempt_reason" TEXT,
    "tier" SMALLINT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "participant_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "check_in" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "participant_id" UUID NOT NULL,
    "rater" "rater" NOT NULL,
    "rater_membership_id" UUID,
    "uses_ai" BOOLEAN,
    "suggested_tier" SMALLINT,
    "tier" SMALLINT,
    "tier_reason" TEXT,
    "note" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "check_in_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "check_in_answer" (
    "account_id" UUID NOT NULL,
    "check_in_id" UUID NOT NULL,
    "question_key" TEXT NOT NULL,
    "half_steps" SMALLINT,
    "evidence_url" TEXT,
    "evidence_note" TEXT,

    CONSTRAINT "check_in_answer_pkey" PRIMARY KEY ("account_id","check_in_id","question_key")
);

-- CreateTable
CREATE TABLE "outcome" (
    "account_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "tier" SMALLINT NOT NULL,
    "suggested_tier" SMALLINT,
    "tier_reason" TEXT,
    "single_rater" "rater",
    "agreed_by_id" UUID,
    "agreed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("account_id","participant_id")
);

-- CreateTable
CREATE TABLE "outcome_answer" (
    "account_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "question_key" TEXT NOT NULL,
    "half_steps" SMALLINT NOT NULL,

    CONSTRAINT "outcome_answer_pkey" PRIMARY KEY ("account_id","participant_id","question_key")
);

-- CreateTable
CREATE TABLE "target" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "family_id" UUID NOT NULL,
    "tier" SMALLINT NOT NULL,
    "due_on" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "target_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "snapshot" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "cycle_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "framework_version_id" UUID NOT NULL,
    "comparison_id" UUID,
    "minimum_group_size" SMALLINT NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "snapshot_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "snapshot_node" (
    "account_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "depth" SMALLINT NOT NULL,

    CONSTRAINT "snapshot_node_pkey" PRIMARY KEY ("account_id","snapshot_id","node_id")
);

-- CreateTable
CREATE TABLE "snapshot_cell" (
    "account_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,
    "value" SMALLINT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "snapshot_cell_pkey" PRIMARY KEY ("account_id","snapshot_id","node_id","family_id","measure","value")
);

-- CreateTable
CREATE TABLE "snapshot_shown_cell" (
    "account_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "node_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "measure" TEXT NOT NULL,

    CONSTRAINT "snapshot_shown_cell_pkey" PRIMARY KEY ("account_id","snapshot_id","node_id","family_id","measure")
);

-- CreateTable
CREATE TABLE "snapshot_target" (
    "account_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "family_id" UUID NOT NULL,
    "tier" SMALLINT NOT NULL,
    "due_on" DATE NOT NULL,

    CONSTRAINT "snapshot_target_pkey" PRIMARY KEY ("account_id","snapshot_id","family_id")
);

-- CreateTable
CREATE TABLE "import" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "state" "import_state" NOT NULL DEFAULT 'uploaded',
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "content" BYTEA NOT NULL,
    "mapping" JSONB NOT NULL DEFAULT '{}',
    "result" JSONB,
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "applied_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "import_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "saved_mapping" (
    "account_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_mapping_pkey" PRIMARY KEY ("account_id","kind","fingerprint")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "account_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" UUID,
    "detail" JSONB NOT NULL DEFAULT '{}',
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("account_id","sequence")
);

-- CreateTable
CREATE TABLE "pseudonym" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "user_id" UUID,
    "member_id" UUID,

    CONSTRAINT "pseudonym_pkey" PRIMARY KEY ("account_id","id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "account_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "response" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("account_id","user_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "user_token_user_id_idx" ON "user_token"("user_id");

-- CreateIndex
CREATE INDEX "outbox_message_sent_at_next_attempt_at_idx" ON "outbox_message"("sent_at", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_slug_key" ON "account"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_account_id_user_id_key" ON "membership"("account_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_account_id_member_id_key" ON "membership"("account_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_family_account_id_key_key" ON "role_family"("account_id", "key");

-- CreateIndex
CREATE INDEX "team_account_id_parent_id_idx" ON "team"("account_id", "parent_id");

-- CreateIndex
CREATE INDEX "team_account_id_lead_id_idx" ON "team"("account_id", "lead_id");

-- CreateIndex
CREATE INDEX "member_account_id_team_id_idx" ON "member"("account_id", "team_id");

-- CreateIndex
CREATE INDEX "member_account_id_manager_id_idx" ON "member"("account_id", "manager_id");

-- CreateIndex
CREATE INDEX "member_account_id_family_id_idx" ON "member"("account_id", "family_id");

-- CreateIndex
CREATE INDEX "member_account_id_name_idx" ON "member"("account_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "member_account_id_external_id_key" ON "member"("account_id", "external_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_account_id_email_key" ON "member"("account_id", "email");

-- CreateIndex
CREATE INDEX "invitation_account_id_member_id_idx" ON "invitation"("account_id", "member_id");

-- CreateIndex
CREATE INDEX "invitation_account_id_email_idx" ON "invitation"("account_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_account_id_token_hash_key" ON "invitation"("account_id", "token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "framework_version_account_id_key_version_key" ON "framework_version"("account_id", "key", "version");

-- CreateIndex
CREATE INDEX "cycle_account_id_framework_version_id_idx" ON "cycle"("account_id", "framework_version_id");

-- CreateIndex
CREATE INDEX "cycle_account_id_starts_on_idx" ON "cycle"("account_id", "starts_on");

-- CreateIndex
CREATE UNIQUE INDEX "cycle_account_id_name_key" ON "cycle"("account_id", "name");

-- CreateIndex
CREATE INDEX "cycle_team_account_id_cycle_id_parent_id_idx" ON "cycle_team"("account_id", "cycle_id", "parent_id");

-- CreateIndex
CREATE INDEX "cycle_team_account_id_team_id_idx" ON "cycle_team"("account_id", "team_id");

-- CreateIndex
CREATE INDEX "cycle_team_account_id_lead_id_idx" ON "cycle_team"("account_id", "lead_id");

-- CreateIndex
CREATE INDEX "participant_account_id_member_id_idx" ON "participant"("account_id", "member_id");

-- CreateIndex
CREATE INDEX "participant_account_id_cycle_id_manager_id_idx" ON "participant"("account_id", "cycle_id", "manager_id");

-- CreateIndex
CREATE INDEX "participant_account_id_manager_id_idx" ON "participant"("account_id", "manager_id");

-- CreateIndex
CREATE INDEX "participant_account_id_family_id_idx" ON "participant"("account_id", "family_id");

-- CreateIndex
CREATE UNIQUE INDEX "participant_account_id_cycle_id_member_id_key" ON "participant"("account_id", "cycle_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "check_in_account_id_participant_id_rater_key" ON "check_in"("account_id", "participant_id", "rater");

-- CreateIndex
CREATE UNIQUE INDEX "target_account_id_family_id_key" ON "target"("account_id", "family_id");

-- CreateIndex
CREATE INDEX "snapshot_account_id_comparison_id_idx" ON "snapshot"("account_id", "comparison_id");

-- CreateIndex
CREATE INDEX "snapshot_account_id_framework_version_id_idx" ON "snapshot"("account_id", "framework_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "snapshot_account_id_cycle_id_version_key" ON "snapshot"("account_id", "cycle_id", "version");

-- CreateIndex
CREATE INDEX "snapshot_node_account_id_snapshot_id_parent_id_idx" ON "snapshot_node"("account_id", "snapshot_id", "parent_id");

-- CreateIndex
CREATE INDEX "snapshot_cell_account_id_family_id_idx" ON "snapshot_cell"("account_id", "family_id");

-- CreateIndex
CREATE INDEX "snapshot_shown_cell_account_id_family_id_idx" ON "snapshot_shown_cell"("account_id", "family_id");

-- CreateIndex
CREATE INDEX "snapshot_target_account_id_family_id_idx" ON "snapshot_target"("account_id", "family_id");

-- CreateIndex
CREATE INDEX "import_account_id_created_at_idx" ON "import"("account_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "pseudonym_account_id_user_id_key" ON "pseudonym"("account_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "pseudonym_account_id_member_id_key" ON "pseudonym"("account_id", "member_id");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "user_token" ADD CONSTRAINT "user_token_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role_family" ADD CONSTRAINT "role_family_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_account_id_parent_id_fkey" FOREIGN KEY ("account_id", "parent_id") REFERENCES "team"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team" ADD CONSTRAINT "team_account_id_lead_id_fkey" FOREIGN KEY ("account_id", "lead_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_team_id_fkey" FOREIGN KEY ("account_id", "team_id") REFERENCES "team"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_account_id_manager_id_fkey" FOREIGN KEY ("account_id", "manager_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "framework_version" ADD CONSTRAINT "framework_version_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle" ADD CONSTRAINT "cycle_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle" ADD CONSTRAINT "cycle_account_id_framework_version_id_fkey" FOREIGN KEY ("account_id", "framework_version_id") REFERENCES "framework_version"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_team" ADD CONSTRAINT "cycle_team_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_team" ADD CONSTRAINT "cycle_team_account_id_team_id_fkey" FOREIGN KEY ("account_id", "team_id") REFERENCES "team"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_team" ADD CONSTRAINT "cycle_team_account_id_lead_id_fkey" FOREIGN KEY ("account_id", "lead_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cycle_team" ADD CONSTRAINT "cycle_team_account_id_cycle_id_parent_id_fkey" FOREIGN KEY ("account_id", "cycle_id", "parent_id") REFERENCES "cycle_team"("account_id", "cycle_id", "team_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_account_id_manager_id_fkey" FOREIGN KEY ("account_id", "manager_id") REFERENCES "member"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participant" ADD CONSTRAINT "participant_account_id_cycle_id_team_id_fkey" FOREIGN KEY ("account_id", "cycle_id", "team_id") REFERENCES "cycle_team"("account_id", "cycle_id", "team_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in" ADD CONSTRAINT "check_in_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_in_answer" ADD CONSTRAINT "check_in_answer_account_id_check_in_id_fkey" FOREIGN KEY ("account_id", "check_in_id") REFERENCES "check_in"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_answer" ADD CONSTRAINT "outcome_answer_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "outcome"("account_id", "participant_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_account_id_framework_version_id_fkey" FOREIGN KEY ("account_id", "framework_version_id") REFERENCES "framework_version"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot" ADD CONSTRAINT "snapshot_account_id_comparison_id_fkey" FOREIGN KEY ("account_id", "comparison_id") REFERENCES "snapshot"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_node" ADD CONSTRAINT "snapshot_node_account_id_snapshot_id_fkey" FOREIGN KEY ("account_id", "snapshot_id") REFERENCES "snapshot"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_node" ADD CONSTRAINT "snapshot_node_account_id_snapshot_id_parent_id_fkey" FOREIGN KEY ("account_id", "snapshot_id", "parent_id") REFERENCES "snapshot_node"("account_id", "snapshot_id", "node_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_cell" ADD CONSTRAINT "snapshot_cell_account_id_snapshot_id_node_id_fkey" FOREIGN KEY ("account_id", "snapshot_id", "node_id") REFERENCES "snapshot_node"("account_id", "snapshot_id", "node_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_cell" ADD CONSTRAINT "snapshot_cell_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_shown_cell" ADD CONSTRAINT "snapshot_shown_cell_account_id_snapshot_id_node_id_fkey" FOREIGN KEY ("account_id", "snapshot_id", "node_id") REFERENCES "snapshot_node"("account_id", "snapshot_id", "node_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_shown_cell" ADD CONSTRAINT "snapshot_shown_cell_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_target" ADD CONSTRAINT "snapshot_target_account_id_snapshot_id_fkey" FOREIGN KEY ("account_id", "snapshot_id") REFERENCES "snapshot"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_target" ADD CONSTRAINT "snapshot_target_account_id_family_id_fkey" FOREIGN KEY ("account_id", "family_id") REFERENCES "role_family"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_mapping" ADD CONSTRAINT "saved_mapping_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pseudonym" ADD CONSTRAINT "pseudonym_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Checks that the schema language cannot say

ALTER TABLE "user" ADD CONSTRAINT user_email_lower CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254);
ALTER TABLE "user" ADD CONSTRAINT user_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "account" ADD CONSTRAINT account_slug_form CHECK (slug ~ '^[a-z0-9](?:[a-z0-9-]{0,46}[a-z0-9])$');
ALTER TABLE "account" ADD CONSTRAINT account_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "account" ADD CONSTRAINT account_fiscal_year_start_month CHECK (fiscal_year_start BETWEEN 1 AND 12);
ALTER TABLE "account" ADD CONSTRAINT account_minimum_group_size_least CHECK (minimum_group_size BETWEEN 3 AND 100);
ALTER TABLE "membership" ADD CONSTRAINT membership_has_role CHECK (cardinality(roles) >= 1);
ALTER TABLE "role_family" ADD CONSTRAINT role_family_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "team" ADD CONSTRAINT team_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "team" ADD CONSTRAINT team_not_own_parent CHECK (parent_id IS DISTINCT FROM id);
ALTER TABLE "member" ADD CONSTRAINT member_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "member" ADD CONSTRAINT member_email_lower CHECK (email = lower(email) AND length(email) BETWEEN 3 AND 254);
ALTER TABLE "member" ADD CONSTRAINT member_external_id_length CHECK (length(external_id) BETWEEN 1 AND 200);
ALTER TABLE "member" ADD CONSTRAINT member_dates_in_order CHECK (left_on >= started_on);
ALTER TABLE "member" ADD CONSTRAINT member_not_own_manager CHECK (manager_id IS DISTINCT FROM id);
ALTER TABLE "cycle" ADD CONSTRAINT cycle_dates_in_order CHECK (ends_on >= starts_on);
ALTER TABLE "cycle" ADD CONSTRAINT cycle_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "cycle" ADD CONSTRAINT cycle_published_has_date CHECK ((phase = 'published') = (published_at IS NOT NULL));
ALTER TABLE "participant" ADD CONSTRAINT participant_tier_half_steps CHECK (tier BETWEEN 1 AND 6);
ALTER TABLE "participant" ADD CONSTRAINT participant_exempt_reason CHECK ((state = 'exempt') = (exempt_reason IS NOT NULL));
ALTER TABLE "check_in" ADD CONSTRAINT check_in_tier_half_steps CHECK (tier BETWEEN 1 AND 6 AND suggested_tier BETWEEN 1 AND 6);
ALTER TABLE "check_in" ADD CONSTRAINT check_in_submitted_has_tier CHECK (submitted_at IS NULL OR tier IS NOT NULL);
ALTER TABLE "check_in_answer" ADD CONSTRAINT check_in_answer_half_steps CHECK (half_steps BETWEEN 1 AND 6);
ALTER TABLE "outcome" ADD CONSTRAINT outcome_tier_half_steps CHECK (tier BETWEEN 1 AND 6 AND suggested_tier BETWEEN 1 AND 6);
ALTER TABLE "outcome_answer" ADD CONSTRAINT outcome_answer_half_steps CHECK (half_steps BETWEEN 1 AND 6);
ALTER TABLE "target" ADD CONSTRAINT target_tier_half_steps CHECK (tier BETWEEN 1 AND 6);
ALTER TABLE "snapshot" ADD CONSTRAINT snapshot_minimum_group_size_least CHECK (minimum_group_size >= 3);
ALTER TABLE "snapshot_cell" ADD CONSTRAINT snapshot_cell_count_positive CHECK (count > 0);
ALTER TABLE "snapshot_target" ADD CONSTRAINT snapshot_target_tier_half_steps CHECK (tier BETWEEN 1 AND 6);
ALTER TABLE "pseudonym" ADD CONSTRAINT pseudonym_of_one CHECK (num_nonnulls(user_id, member_id) = 1);

-- An open cycle's roll-up is answered by this index alone.
CREATE INDEX participant_roll_up ON "participant" (account_id, cycle_id, team_id, family_id) INCLUDE (state, tier);
-- Which accounts a user belongs to, and mails that wait, are asked before an account is known.
CREATE INDEX outbox_message_waiting ON "outbox_message" (next_attempt_at) WHERE sent_at IS NULL;
