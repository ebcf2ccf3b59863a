-- Who has left the company has no way into the account any more, from the day on that the account's calendar calls the last one.
-- An account is never locked for good: where every owner has left, the owners stay.
CREATE FUNCTION member_is_present(p_account_id uuid, p_member_id uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM member e JOIN account a ON a.id = e.account_id
    WHERE e.account_id = p_account_id AND e.id = p_member_id
      AND (e.left_on IS NULL OR e.left_on > (now() AT TIME ZONE a.time_zone)::date))
$$;

CREATE FUNCTION membership_is_open(m membership) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT m.member_id IS NULL OR member_is_present(m.account_id, m.member_id)
    OR 'owner' = ANY (m.roles) AND NOT EXISTS (SELECT FROM membership o
      WHERE o.account_id = m.account_id AND 'owner' = ANY (o.roles)
        AND (o.member_id IS NULL OR member_is_present(o.account_id, o.member_id)))
$$;

-- contour_lookup learns of a member no more than when they left.
CREATE POLICY lookup_read ON "member" FOR SELECT TO contour_lookup USING (true);
GRANT SELECT (account_id, id, left_on) ON "member" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;
DROP FUNCTION list_user_memberships(uuid);
CREATE FUNCTION list_user_memberships(p_user_id uuid)
RETURNS TABLE (account_id uuid, slug text, account_name text, is_sample boolean, membership_id uuid, member_id uuid, roles role[],
  is_open boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT a.id, a.slug, a.name, a.is_sample, m.id, m.member_id, m.roles, membership_is_open(m)
  FROM membership m JOIN account a ON a.id = m.account_id WHERE m.user_id = p_user_id ORDER BY a.name, a.id
$$;
ALTER FUNCTION list_user_memberships(uuid) OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_user_memberships(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_user_memberships(uuid) TO contour_app;
REVOKE CREATE ON SCHEMA public FROM contour_lookup;
