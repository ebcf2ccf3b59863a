-- Why somebody stands in for a manager, and when that last changed: who wrote a draft before keeps it to themself.
ALTER TABLE "participant"
  ADD COLUMN "delegate_reason" TEXT,
  ADD COLUMN "delegated_at" TIMESTAMPTZ(3);

-- What changed since the last published cycle, where a rater chose a tier far above what was agreed then.
ALTER TABLE "check_in" ADD COLUMN "what_changed" TEXT;

-- What a rater notes for themself about a participant. It is read by its author alone, and goes with their membership.
CREATE TABLE "private_note" (
    "account_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "private_note_pkey" PRIMARY KEY ("account_id","participant_id","membership_id")
);
CREATE INDEX "private_note_account_id_membership_id_idx" ON "private_note"("account_id", "membership_id");
ALTER TABLE "private_note" ADD CONSTRAINT "private_note_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "private_note" ADD CONSTRAINT "private_note_account_id_membership_id_fkey" FOREIGN KEY ("account_id", "membership_id") REFERENCES "membership"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- When a manager last looked at a report's check-in, so that their list says what is new since.
CREATE TABLE "last_look" (
    "account_id" UUID NOT NULL,
    "participant_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "last_look_pkey" PRIMARY KEY ("account_id","participant_id","membership_id")
);
CREATE INDEX "last_look_account_id_membership_id_idx" ON "last_look"("account_id", "membership_id");
ALTER TABLE "last_look" ADD CONSTRAINT "last_look_account_id_participant_id_fkey" FOREIGN KEY ("account_id", "participant_id") REFERENCES "participant"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "last_look" ADD CONSTRAINT "last_look_account_id_membership_id_fkey" FOREIGN KEY ("account_id", "membership_id") REFERENCES "membership"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "private_note" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "private_note" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "private_note" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "private_note" TO contour_app;
ALTER TABLE "last_look" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "last_look" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "last_look" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "last_look" TO contour_app;
