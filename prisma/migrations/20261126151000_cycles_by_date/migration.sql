-- What was told of a cycle, so that it is told once: the occasion names what, and the day that it was about.
CREATE TABLE "cycle_notice" (
    "account_id" UUID NOT NULL,
    "cycle_id" UUID NOT NULL,
    "occasion" TEXT NOT NULL,
    "told_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cycle_notice_pkey" PRIMARY KEY ("account_id","cycle_id","occasion")
);
ALTER TABLE "cycle_notice" ADD CONSTRAINT "cycle_notice_account_id_cycle_id_fkey" FOREIGN KEY ("account_id", "cycle_id") REFERENCES "cycle"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "cycle_notice" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "cycle_notice" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "cycle_notice" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "cycle_notice" TO contour_app;

-- A participant is exempt of a kind; of those from before it is not known.
-- locks: participants are written while a cycle runs, and to look at a hundred thousand of them takes a moment.
ALTER TABLE "participant" ADD CONSTRAINT participant_exempt_kind CHECK (exempt_kind IS NULL OR state = 'exempt');

-- What a company's calendar asks for today, of all accounts at once: ids, and nothing else of a cycle.
CREATE POLICY lookup_read ON "cycle" FOR SELECT TO contour_lookup USING (true);
GRANT SELECT (account_id, id, phase, starts_on, opens_on, opened_at, repeats) ON "cycle" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;

-- Cycles that run, drafts whose opening is near or past, and those that beget the next quarter's.
CREATE FUNCTION list_cycles_to_tend(p_now timestamptz)
RETURNS TABLE (account_id uuid, cycle_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT c.account_id, c.id FROM cycle c JOIN account a ON a.id = c.account_id
  CROSS JOIN LATERAL (SELECT (p_now AT TIME ZONE a.time_zone)::date AS today) d
  WHERE c.phase IN ('open', 'review', 'calibration')
    OR c.phase = 'draft' AND c.opens_on <= d.today
    -- No quarter is longer than 92 days, and its draft comes 14 days before it opens.
    OR c.repeats AND coalesce(c.opens_on, (c.opened_at AT TIME ZONE a.time_zone)::date, c.starts_on) <= d.today - 75
  ORDER BY c.account_id, c.starts_on
$$;
ALTER FUNCTION list_cycles_to_tend(timestamptz) OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_cycles_to_tend(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_cycles_to_tend(timestamptz) TO contour_app;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
