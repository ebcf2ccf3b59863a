-- A target holds for the account, a family, a team with all below it, or one member; a published cycle keeps its own by the team
-- as it was and by the participant. The order of the words is that of the rule: the last that there is holds.
--
-- A Contour of the release before knows targets of families alone, and goes on with them: what it writes is a family's. A cycle
-- that it publishes after a target of another scope was set is refused by the check below, and is published by the new one.
-- locks: an account has a target for each family, and a published cycle as many.
CREATE TYPE "target_scope" AS ENUM ('account', 'family', 'team', 'member');

ALTER TABLE "target" ADD COLUMN "scope" "target_scope" NOT NULL DEFAULT 'family';
ALTER TABLE "target" ADD COLUMN "team_id" UUID;
ALTER TABLE "target" ADD COLUMN "member_id" UUID;
ALTER TABLE "target" ALTER COLUMN "family_id" DROP NOT NULL;
ALTER TABLE "target" ADD CONSTRAINT target_one_scope CHECK (
  (scope = 'family') = (family_id IS NOT NULL) AND (scope = 'team') = (team_id IS NOT NULL) AND (scope = 'member') = (member_id IS NOT NULL));
CREATE UNIQUE INDEX "target_one_of_account" ON "target"("account_id") WHERE scope = 'account';
CREATE UNIQUE INDEX "target_account_id_team_id_key" ON "target"("account_id", "team_id");
CREATE UNIQUE INDEX "target_account_id_member_id_key" ON "target"("account_id", "member_id");
ALTER TABLE "target" ADD CONSTRAINT "target_account_id_team_id_fkey" FOREIGN KEY ("account_id", "team_id") REFERENCES "team"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "target" ADD CONSTRAINT "target_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "snapshot_target" ADD COLUMN "id" UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE "snapshot_target" ADD COLUMN "scope" "target_scope" NOT NULL DEFAULT 'family';
ALTER TABLE "snapshot_target" ADD COLUMN "team_id" UUID;
ALTER TABLE "snapshot_target" ADD COLUMN "participant_id" UUID;
ALTER TABLE "snapshot_target" DROP CONSTRAINT "snapshot_target_pkey";
ALTER TABLE "snapshot_target" ADD CONSTRAINT "snapshot_target_pkey" PRIMARY KEY ("account_id", "id");
ALTER TABLE "snapshot_target" ALTER COLUMN "family_id" DROP NOT NULL;
ALTER TABLE "snapshot_target" ADD CONSTRAINT snapshot_target_one_scope CHECK (
  (scope = 'family') = (family_id IS NOT NULL) AND (scope = 'team') = (team_id IS NOT NULL) AND (scope = 'member') = (participant_id IS NOT NULL));
CREATE UNIQUE INDEX "snapshot_target_one_of_account" ON "snapshot_target"("account_id", "snapshot_id") WHERE scope = 'account';
CREATE UNIQUE INDEX "snapshot_target_account_id_snapshot_id_family_id_key" ON "snapshot_target"("account_id", "snapshot_id", "family_id");
CREATE UNIQUE INDEX "snapshot_target_account_id_snapshot_id_team_id_key" ON "snapshot_target"("account_id", "snapshot_id", "team_id");
CREATE UNIQUE INDEX "snapshot_target_account_id_participant_id_snapshot_id_key" ON "snapshot_target"("account_id", "participant_id", "snapshot_id");
ALTER TABLE "snapshot_target" ADD CONSTRAINT "snapshot_target_account_id_snapshot_id_team_id_fkey" FOREIGN KEY ("account_id", "snapshot_id", "team_id") REFERENCES "snapshot_node"("account_id", "snapshot_id", "node_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "snapshot_target" ADD CONSTRAINT "snapshot_target_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
