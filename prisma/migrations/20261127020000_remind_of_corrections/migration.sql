-- A published cycle that is being corrected waits for those who are reopened: they are reminded like those of a running one.
GRANT SELECT (reopened_at) ON "cycle" TO contour_lookup;

CREATE OR REPLACE FUNCTION list_cycles_to_tend(p_now timestamptz)
RETURNS TABLE (account_id uuid, cycle_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT c.account_id, c.id FROM cycle c JOIN account a ON a.id = c.account_id
  CROSS JOIN LATERAL (SELECT (p_now AT TIME ZONE a.time_zone)::date AS today) d
  WHERE c.phase IN ('open', 'review', 'calibration')
    OR c.phase = 'published' AND c.reopened_at IS NOT NULL
    OR c.phase = 'draft' AND c.opens_on <= d.today
    -- No quarter is longer than 92 days, and its draft comes 14 days before it opens.
    OR c.repeats AND coalesce(c.opens_on, (c.opened_at AT TIME ZONE a.time_zone)::date, c.starts_on) <= d.today - 75
  ORDER BY c.account_id, c.starts_on
$$;
