-- Keys with which programs ask /api/v1 for one account, as a person of one role without a member record.
CREATE TABLE "api_token" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("account_id","id")
);
CREATE UNIQUE INDEX "api_token_account_id_token_hash_key" ON "api_token"("account_id", "token_hash");
-- It is looked up before its account is known.
CREATE INDEX "api_token_token_hash_idx" ON "api_token"("token_hash");
ALTER TABLE "api_token" ADD CONSTRAINT "api_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "api_token" ADD CONSTRAINT api_token_name_length CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE "api_token" ADD CONSTRAINT api_token_is_hashed CHECK (token_hash ~ '^[0-9a-f]{64}$');

ALTER TABLE "api_token" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "api_token" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "api_token" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "api_token" TO contour_app;

CREATE POLICY lookup_read ON "api_token" FOR SELECT TO contour_lookup USING (true);
GRANT SELECT ON "api_token" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;
-- Expired and revoked ones too: who asks with one is told so by the application, and all alike.
CREATE FUNCTION find_api_token(p_hash text)
RETURNS TABLE (account_id uuid, slug text, id uuid, role role, expires_at timestamptz, revoked_at timestamptz, last_used_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT t.account_id, a.slug, t.id, t.role, t.expires_at, t.revoked_at, t.last_used_at
  FROM api_token t JOIN account a ON a.id = t.account_id WHERE t.token_hash = p_hash
$$;
ALTER FUNCTION find_api_token(text) OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION find_api_token(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_token(text) TO contour_app;
REVOKE CREATE ON SCHEMA public FROM contour_lookup;
