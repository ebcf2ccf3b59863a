-- Who stood where in a snapshot, packed: what every later publication is compared with.
CREATE TABLE "snapshot_standings" (
    "account_id" UUID NOT NULL,
    "snapshot_id" UUID NOT NULL,
    "families" JSONB NOT NULL,
    "people" INTEGER NOT NULL,
    "standings" BYTEA NOT NULL,

    CONSTRAINT "snapshot_standings_pkey" PRIMARY KEY ("account_id","snapshot_id")
);
ALTER TABLE "snapshot_standings" ADD CONSTRAINT "snapshot_standings_account_id_snapshot_id_fkey" FOREIGN KEY ("account_id", "snapshot_id") REFERENCES "snapshot"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "snapshot_standings" ADD CONSTRAINT snapshot_standings_whole CHECK (octet_length(standings) = 24 * people);
-- Half of it is random: packing it further costs time and saves nothing.
ALTER TABLE "snapshot_standings" ALTER COLUMN "standings" SET STORAGE EXTERNAL;

ALTER TABLE "snapshot_standings" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "snapshot_standings" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "snapshot_standings" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
CREATE POLICY sample_only_delete ON "snapshot_standings" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT SELECT, INSERT, DELETE ON "snapshot_standings" TO contour_app;
