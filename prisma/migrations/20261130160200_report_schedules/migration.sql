-- When a person wants to be reminded by mail of a saved report. The mail says that it is time and where to look, nothing else.
CREATE TYPE "report_rhythm" AS ENUM ('weekly', 'monthly', 'quarterly', 'publication');
CREATE TABLE "report_schedule" (
    "account_id" UUID NOT NULL,
    "report_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "rhythm" "report_rhythm" NOT NULL,
    "day" SMALLINT NOT NULL,
    "hour" SMALLINT NOT NULL,
    "next_at" TIMESTAMPTZ(3),
    "last_sent_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "report_schedule_pkey" PRIMARY KEY ("account_id","report_id","membership_id")
);
CREATE INDEX "report_schedule_account_id_membership_id_idx" ON "report_schedule"("account_id", "membership_id");
CREATE INDEX "report_schedule_next_at_idx" ON "report_schedule"("next_at");
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_account_id_report_id_fkey" FOREIGN KEY ("account_id", "report_id") REFERENCES "saved_report"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "report_schedule" ADD CONSTRAINT "report_schedule_account_id_membership_id_fkey" FOREIGN KEY ("account_id", "membership_id") REFERENCES "membership"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
-- A weekday from Monday, or a day of the month: where the month is shorter, its last.
ALTER TABLE "report_schedule" ADD CONSTRAINT report_schedule_day_range CHECK (day BETWEEN 1 AND CASE WHEN rhythm = 'weekly' THEN 7 ELSE 31 END);
ALTER TABLE "report_schedule" ADD CONSTRAINT report_schedule_hour_range CHECK (hour BETWEEN 0 AND 23);
-- What is stopped is not due; what goes by the calendar is, for good.
ALTER TABLE "report_schedule" ADD CONSTRAINT report_schedule_stopped_waits CHECK (stopped_at IS NULL OR next_at IS NULL);
ALTER TABLE "report_schedule" ADD CONSTRAINT report_schedule_calendar_is_due CHECK (rhythm = 'publication' OR stopped_at IS NOT NULL OR next_at IS NOT NULL);

ALTER TABLE "report_schedule" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "report_schedule" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "report_schedule" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "report_schedule" TO contour_app;

-- Of all accounts, for the job that sends them.
CREATE POLICY lookup_read ON "report_schedule" FOR SELECT TO contour_lookup USING (true);
GRANT SELECT ON "report_schedule" TO contour_lookup;
GRANT CREATE ON SCHEMA public TO contour_lookup;
CREATE FUNCTION list_due_report_schedules(p_now timestamptz)
RETURNS TABLE (account_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT DISTINCT s.account_id FROM report_schedule s WHERE s.next_at <= p_now $$;
ALTER FUNCTION list_due_report_schedules(timestamptz) OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_due_report_schedules(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_due_report_schedules(timestamptz) TO contour_app;
REVOKE CREATE ON SCHEMA public FROM contour_lookup;
