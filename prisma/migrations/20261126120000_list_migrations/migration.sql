-- A process that does not migrate asks what the database has; monitoring asks how much mail waits. Neither may read more.
GRANT CREATE ON SCHEMA public TO contour_lookup;

-- The history is no table of the schema: a drift check replays the migrations without it.
DO $$
BEGIN
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    GRANT SELECT ON _prisma_migrations TO contour_lookup;
  END IF;
END $$;

CREATE FUNCTION list_migrations()
RETURNS TABLE (name text, checksum text, finished boolean, logs text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ BEGIN
  RETURN QUERY SELECT m.migration_name::text, m.checksum::text, m.finished_at IS NOT NULL, m.logs
  FROM _prisma_migrations m WHERE m.rolled_back_at IS NULL ORDER BY m.started_at;
END $$;

CREATE FUNCTION count_outbox()
RETURNS TABLE (waiting bigint, failing bigint, oldest_seconds double precision)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT count(*), count(*) FILTER (WHERE o.last_error IS NOT NULL),
    coalesce(extract(epoch FROM now() - min(o.created_at)), 0)::double precision
  FROM outbox_message o WHERE o.sent_at IS NULL
$$;

ALTER FUNCTION list_migrations() OWNER TO contour_lookup;
ALTER FUNCTION count_outbox() OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_migrations(), count_outbox() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_migrations(), count_outbox() TO contour_app;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
