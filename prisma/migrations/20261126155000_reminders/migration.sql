-- What a person wants to be told: nothing but the essential, and nothing more before a day.
CREATE TABLE "reminder_choice" (
    "account_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "only_essential" BOOLEAN NOT NULL DEFAULT false,
    "snoozed_until" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reminder_choice_pkey" PRIMARY KEY ("account_id","member_id")
);
ALTER TABLE "reminder_choice" ADD CONSTRAINT "reminder_choice_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One mail a day to a person, whatever there is to say: the key sees to it.
CREATE TABLE "reminder_mail" (
    "account_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "cycle_id" UUID NOT NULL,
    "by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reminder_mail_pkey" PRIMARY KEY ("account_id","member_id","day")
);
CREATE INDEX "reminder_mail_account_id_cycle_id_day_idx" ON "reminder_mail"("account_id", "cycle_id", "day");
ALTER TABLE "reminder_mail" ADD CONSTRAINT "reminder_mail_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reminder_mail" ADD CONSTRAINT "reminder_mail_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was said in it, each occasion once: the day that it is about is part of it.
CREATE TABLE "reminder" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "about_on" DATE NOT NULL,
    "day" DATE NOT NULL,

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("account_id","cycle_id","member_id","occasion","about_on")
);
CREATE INDEX "reminder_account_id_member_id_day_idx" ON "reminder"("account_id", "member_id", "day");
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_account_id_member_id_day_fkey" FOREIGN KEY ("account_id", "member_id", "day") REFERENCES "reminder_mail"("account_id", "member_id", "day") ON DELETE CASCADE ON UPDATE CASCADE;

-- Notices on the pages that a person has put away.
CREATE TABLE "notice_dismissal" (
    "account_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "about_on" DATE NOT NULL,

    CONSTRAINT "notice_dismissal_pkey" PRIMARY KEY ("account_id","member_id","cycle_id","occasion","about_on")
);
CREATE INDEX "notice_dismissal_account_id_cycle_id_idx" ON "notice_dismissal"("account_id", "cycle_id");
ALTER TABLE "notice_dismissal" ADD CONSTRAINT "notice_dismissal_account_id_member_id_fkey" FOREIGN KEY ("account_id", "member_id") REFERENCES "member"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notice_dismissal" ADD CONSTRAINT "notice_dismissal_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "reminder_choice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reminder_choice" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "reminder_choice" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "reminder_choice" TO contour_app;

ALTER TABLE "reminder_mail" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reminder_mail" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "reminder_mail" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "reminder_mail" TO contour_app;

ALTER TABLE "reminder" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "reminder" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "reminder" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "reminder" TO contour_app;

ALTER TABLE "notice_dismissal" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "notice_dismissal" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "notice_dismissal" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "notice_dismissal" TO contour_app;

-- Where a mail can be turned off; null for those that can't.
ALTER TABLE "outbox_message" ADD COLUMN "unsubscribe_url" TEXT;

GRANT CREATE ON SCHEMA public TO contour_lookup;

-- What take_outbox() takes, with the way out of it. The release before this one still calls the other.
CREATE FUNCTION take_outbox_mail()
RETURNS TABLE (id uuid, recipient text, subject text, body_text text, body_html text, attempts integer, unsubscribe_url text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT o.id, o.recipient, o.subject, o.text, o.html, o.attempts + 1, o.unsubscribe_url
  FROM outbox_message o WHERE o.sent_at IS NULL AND o.next_attempt_at <= now()
  ORDER BY o.next_attempt_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
$$;
ALTER FUNCTION take_outbox_mail() OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION take_outbox_mail() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION take_outbox_mail() TO contour_app;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
