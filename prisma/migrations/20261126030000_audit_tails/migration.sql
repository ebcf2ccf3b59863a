-- What the keyed heads outside of the database are made from: the last row of every account's log, and beside it the hash
-- that stands now where the caller last saw the end. The heads of a log that was cut are not moved, so that the cut stays
-- to be seen. Hashes only, nothing of what is logged.
CREATE POLICY lookup_tail ON "audit_event" FOR SELECT TO contour_lookup USING (true);
GRANT SELECT (account_id, sequence, hash) ON "audit_event" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;

CREATE FUNCTION list_audit_tails(p_account_ids uuid[], p_sequences integer[])
RETURNS TABLE (account_id uuid, slug text, sequence integer, hash text, known_hash text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT a.id, a.slug, coalesce(l.sequence, 0), coalesce(l.hash, ''), k.hash
  FROM account a
  LEFT JOIN LATERAL (SELECT e.sequence, e.hash FROM audit_event e WHERE e.account_id = a.id
    ORDER BY e.sequence DESC LIMIT 1) l ON true
  LEFT JOIN unnest(p_account_ids, p_sequences) AS s (account_id, sequence) ON s.account_id = a.id
  LEFT JOIN audit_event k ON k.account_id = a.id AND k.sequence = s.sequence
  ORDER BY a.slug
$$;

ALTER FUNCTION list_audit_tails(uuid[], integer[]) OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_audit_tails(uuid[], integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_audit_tails(uuid[], integer[]) TO contour_app;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
