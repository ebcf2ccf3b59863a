-- The command line works through every account in turn, each in its own transaction.
GRANT CREATE ON SCHEMA public TO contour_lookup;

CREATE FUNCTION list_accounts()
RETURNS TABLE (id uuid, slug text, name text, is_sample boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT a.id, a.slug, a.name, a.is_sample FROM account a ORDER BY a.slug $$;

ALTER FUNCTION list_accounts() OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_accounts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_accounts() TO contour_app;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
