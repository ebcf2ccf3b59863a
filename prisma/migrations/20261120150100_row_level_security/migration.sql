-- The application's role owns nothing and cannot bypass row-level security. contour_lookup cannot sign in: it owns the
-- few SECURITY DEFINER functions that answer before an account is known, and has narrow policies of its own.
DO $$
DECLARE
  r text;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'contour_app') THEN
    CREATE ROLE contour_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'contour_lookup') THEN
    CREATE ROLE contour_lookup NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
  END IF;
  -- One connection string may serve migrations and the application: its role then assumes contour_app. Before
  -- PostgreSQL 16 being a member was enough to assume a role; since then it is a right of its own.
  FOREACH r IN ARRAY ARRAY['contour_app', 'contour_lookup'] LOOP
    IF NOT pg_has_role(current_user, r, CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
      EXECUTE format('GRANT %I TO %I', r, current_user);
    END IF;
  END LOOP;
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO contour_app, contour_lookup;

-- Tenant tables: the account of the row is the account of the transaction. No context means no rows.
DO $$
DECLARE
  t text;
BEGIN
  FOR t IN
    SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND a.attname = 'account_id' AND NOT a.attisdropped AND c.relname <> 'outbox_message'
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      $policy$CREATE POLICY account_isolation ON %I TO contour_app
        USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)
        WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid)$policy$, t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO contour_app', t);
  END LOOP;
END
$$;

ALTER TABLE "account" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "account" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "account" TO contour_app
  USING (id = NULLIF(current_setting('app.account_id', true), '')::uuid)
  WITH CHECK (id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, DELETE ON "account" TO contour_app;
GRANT UPDATE (slug, name, time_zone, locale, fiscal_year_start, minimum_group_size, version) ON "account" TO contour_app;

-- What is published or logged goes only with the sample account.
CREATE POLICY sample_only_delete ON "account" AS RESTRICTIVE FOR DELETE TO contour_app USING (is_sample);
DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['snapshot', 'snapshot_node', 'snapshot_cell', 'snapshot_shown_cell', 'snapshot_target', 'audit_event',
    'check_in', 'check_in_answer', 'outcome', 'outcome_answer', 'participant', 'cycle_team']
  LOOP
    EXECUTE format(
      $policy$CREATE POLICY sample_only_delete ON %I AS RESTRICTIVE FOR DELETE TO contour_app
        USING (EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample))$policy$, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['snapshot', 'snapshot_node', 'snapshot_cell', 'snapshot_shown_cell', 'snapshot_target', 'audit_event']
  LOOP
    EXECUTE format('REVOKE UPDATE ON %I FROM contour_app', t);
  END LOOP;
END
$$;
CREATE POLICY draft_or_sample_delete ON "cycle" AS RESTRICTIVE FOR DELETE TO contour_app
  USING (phase = 'draft' OR EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));

-- Users are global: a user is visible to itself and to the accounts that it belongs to; its password hash to no one.
ALTER TABLE "user" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "user" FORCE ROW LEVEL SECURITY;
CREATE POLICY user_self ON "user" TO contour_app
  USING (id = NULLIF(current_setting('app.user_id', true), '')::uuid)
  WITH CHECK (id = NULLIF(current_setting('app.user_id', true), '')::uuid);
CREATE POLICY user_of_account ON "user" FOR SELECT TO contour_app
  USING (EXISTS (SELECT FROM membership m
    WHERE m.account_id = NULLIF(current_setting('app.account_id', true), '')::uuid AND m.user_id = "user".id));
CREATE POLICY user_of_sample_delete ON "user" FOR DELETE TO contour_app
  USING (email LIKE '%@meridian.example' AND EXISTS (SELECT FROM membership m JOIN account a ON a.id = m.account_id
    WHERE m.account_id = NULLIF(current_setting('app.account_id', true), '')::uuid AND m.user_id = "user".id AND a.is_sample));
GRANT SELECT (id, email, name, created_at), INSERT, DELETE ON "user" TO contour_app;
GRANT UPDATE (email, name, password_hash) ON "user" TO contour_app;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['session', 'user_token'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      $policy$CREATE POLICY user_isolation ON %I TO contour_app
        USING (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid)
        WITH CHECK (user_id = NULLIF(current_setting('app.user_id', true), '')::uuid)$policy$, t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO contour_app', t);
  END LOOP;
END
$$;

-- Mail: anybody in a request may add one for its own account (or for none); only the functions below read.
ALTER TABLE "outbox_message" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "outbox_message" FORCE ROW LEVEL SECURITY;
CREATE POLICY outbox_insert ON "outbox_message" FOR INSERT TO contour_app
  WITH CHECK (account_id IS NULL OR account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT INSERT ON "outbox_message" TO contour_app;

-- What contour_lookup's functions may touch
CREATE POLICY lookup_read ON "user" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_read ON "session" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_read ON "user_token" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_read ON "account" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_read ON "membership" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_read ON "invitation" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_read ON "outbox_message" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_settle ON "outbox_message" FOR UPDATE TO contour_lookup USING (true) WITH CHECK (true);
GRANT SELECT ON "user", "session", "user_token", "account", "membership", "invitation", "outbox_message" TO contour_lookup;
GRANT UPDATE ON "outbox_message" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;

CREATE FUNCTION find_user_by_email(p_email text)
RETURNS TABLE (id uuid, email text, name text, password_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT u.id, u.email, u.name, u.password_hash FROM "user" u WHERE u.email = lower(p_email) $$;

CREATE FUNCTION find_session(p_id text)
RETURNS TABLE (id text, user_id uuid, created_at timestamptz, last_used_at timestamptz, expires_at timestamptz, absolute_end_at timestamptz,
  email text, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT s.id, s.user_id, s.created_at, s.last_used_at, s.expires_at, s.absolute_end_at, u.email, u.name
  FROM session s JOIN "user" u ON u.id = s.user_id WHERE s.id = p_id
$$;

CREATE FUNCTION find_user_token(p_id text)
RETURNS TABLE (id text, user_id uuid, purpose token_purpose, expires_at timestamptz, used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT t.id, t.user_id, t.purpose, t.expires_at, t.used_at FROM user_token t WHERE t.id = p_id $$;

CREATE FUNCTION list_user_memberships(p_user_id uuid)
RETURNS TABLE (account_id uuid, slug text, account_name text, is_sample boolean, membership_id uuid, member_id uuid, roles role[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT a.id, a.slug, a.name, a.is_sample, m.id, m.member_id, m.roles
  FROM membership m JOIN account a ON a.id = m.account_id WHERE m.user_id = p_user_id ORDER BY a.name, a.id
$$;

CREATE FUNCTION find_account_by_slug(p_slug text)
RETURNS TABLE (id uuid, slug text, name text, is_sample boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT a.id, a.slug, a.name, a.is_sample FROM account a WHERE a.slug = p_slug $$;

CREATE FUNCTION count_accounts()
RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT count(*) FROM account $$;

CREATE FUNCTION find_invitation(p_token_hash text)
RETURNS TABLE (account_id uuid, id uuid, email text, roles role[], member_id uuid, expires_at timestamptz, accepted_at timestamptz,
  revoked_at timestamptz, slug text, account_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT i.account_id, i.id, i.email, i.roles, i.member_id, i.expires_at, i.accepted_at, i.revoked_at, a.slug, a.name
  FROM invitation i JOIN account a ON a.id = i.account_id WHERE i.token_hash = p_token_hash
$$;

-- Takes up to p_limit mails that are due and keeps others from them for five minutes.
CREATE FUNCTION claim_outbox(p_limit integer)
RETURNS TABLE (id uuid, recipient text, subject text, body_text text, body_html text, attempts integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  UPDATE outbox_message o SET attempts = o.attempts + 1, next_attempt_at = now() + interval '5 minutes'
  WHERE o.id IN (SELECT w.id FROM outbox_message w WHERE w.sent_at IS NULL AND w.next_attempt_at <= now()
    ORDER BY w.next_attempt_at LIMIT p_limit FOR UPDATE SKIP LOCKED)
  RETURNING o.id, o.recipient, o.subject, o.text, o.html, o.attempts
$$;

-- p_error null: sent. Else tried again after p_retry_seconds.
CREATE FUNCTION settle_outbox(p_id uuid, p_error text, p_retry_seconds integer)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  UPDATE outbox_message SET sent_at = CASE WHEN p_error IS NULL THEN now() END, last_error = p_error,
    next_attempt_at = now() + make_interval(secs => p_retry_seconds)
  WHERE id = p_id
$$;

-- For the mailbox page, which exists only in development and with the sample company.
CREATE FUNCTION list_outbox(p_limit integer)
RETURNS TABLE (id uuid, recipient text, subject text, body_text text, body_html text, created_at timestamptz, sent_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT o.id, o.recipient, o.subject, o.text, o.html, o.created_at, o.sent_at
  FROM outbox_message o ORDER BY o.created_at DESC, o.id LIMIT p_limit
$$;

DO $$
DECLARE
  f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO contour_lookup', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO contour_app', f);
  END LOOP;
END
$$;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
