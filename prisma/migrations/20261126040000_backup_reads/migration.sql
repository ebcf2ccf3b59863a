-- Row-level security is forced, so it binds the owner too, and a backup by the owner would be empty without saying so. This
-- role reads every row and changes none. It cannot sign in; the owner assumes it, the application's role may not.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'contour_backup') THEN
    CREATE ROLE contour_backup NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT pg_has_role(current_user, 'contour_backup',
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
    EXECUTE format('GRANT contour_backup TO %I', current_user);
  END IF;
END
$$;
GRANT USAGE ON SCHEMA public TO contour_backup;

-- Lets contour_backup read what it cannot read yet. Run by the owner after the migrations, so that no new table is forgotten.
-- A table of somebody else's is left alone: it must keep no Contour from starting, and a backup says that it cannot read it.
CREATE FUNCTION allow_backup() RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  t record;
BEGIN
  FOR t IN
    SELECT c.relname, c.relkind, c.relrowsecurity AND NOT EXISTS (
        SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'backup_read') AS needs_policy,
      NOT CASE WHEN c.relkind = 'S' THEN has_sequence_privilege('contour_backup', c.oid, 'SELECT')
        ELSE has_table_privilege('contour_backup', c.oid, 'SELECT') END AS needs_grant
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'S')
      AND pg_has_role(current_user, c.relowner, 'USAGE')
  LOOP
    IF t.needs_policy THEN
      EXECUTE format('CREATE POLICY backup_read ON %I FOR SELECT TO contour_backup USING (true)', t.relname);
    END IF;
    IF t.needs_grant THEN
      EXECUTE format('GRANT SELECT ON %s %I TO contour_backup', CASE t.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, t.relname);
    END IF;
  END LOOP;
END
$$;
REVOKE ALL ON FUNCTION allow_backup() FROM PUBLIC;
SELECT allow_backup();
