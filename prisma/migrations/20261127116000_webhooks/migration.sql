-- Addresses of programs that are told of what happens in an account.
CREATE TABLE "webhook" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "url" TEXT NOT NULL,
    "events" TEXT[],
    "secret" TEXT NOT NULL,
    "key_name" TEXT NOT NULL,
    "previous_secret" TEXT,
    "previous_until" TIMESTAMPTZ(3),
    "off_at" TIMESTAMPTZ(3),
    "off_because" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "webhook_pkey" PRIMARY KEY ("account_id","id")
);
ALTER TABLE "webhook" ADD CONSTRAINT "webhook_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook" ADD CONSTRAINT webhook_url_form CHECK (url ~ '^https?://' AND length(url) <= 2000);
ALTER TABLE "webhook" ADD CONSTRAINT webhook_has_event CHECK (cardinality(events) BETWEEN 1 AND 50);
ALTER TABLE "webhook" ADD CONSTRAINT webhook_secrets_are_sealed CHECK (secret LIKE 'sealed:%' AND previous_secret LIKE 'sealed:%');
ALTER TABLE "webhook" ADD CONSTRAINT webhook_previous_has_end CHECK ((previous_secret IS NULL) = (previous_until IS NULL));
ALTER TABLE "webhook" ADD CONSTRAINT webhook_off_has_reason CHECK ((off_at IS NULL) = (off_because IS NULL));

CREATE TYPE "webhook_delivery_state" AS ENUM ('waiting', 'delivered', 'given_up');

-- What one webhook is told of one occasion: written with the occasion, sent behind it.
CREATE TABLE "webhook_delivery" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "webhook_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "occasion" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "state" "webhook_delivery_state" NOT NULL DEFAULT 'waiting',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_attempt_at" TIMESTAMPTZ(3),
    "last_status" INTEGER,
    "last_problem" TEXT,
    "finished_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_delivery_pkey" PRIMARY KEY ("account_id","id")
);
-- Of one occasion a webhook is told once, however often it is written.
CREATE UNIQUE INDEX "webhook_delivery_account_id_webhook_id_event_occasion_key" ON "webhook_delivery"("account_id", "webhook_id", "event", "occasion");
CREATE INDEX "webhook_delivery_account_id_webhook_id_created_at_idx" ON "webhook_delivery"("account_id", "webhook_id", "created_at" DESC);
CREATE INDEX webhook_delivery_waiting ON "webhook_delivery" (next_attempt_at) WHERE state = 'waiting';
CREATE INDEX "webhook_delivery_created_at_idx" ON "webhook_delivery"("created_at");
ALTER TABLE "webhook_delivery" ADD CONSTRAINT "webhook_delivery_account_id_webhook_id_fkey" FOREIGN KEY ("account_id", "webhook_id") REFERENCES "webhook"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "webhook_delivery" ADD CONSTRAINT webhook_delivery_attempts_not_negative CHECK (attempts >= 0);
ALTER TABLE "webhook_delivery" ADD CONSTRAINT webhook_delivery_finished_has_date CHECK ((state = 'waiting') = (finished_at IS NULL));

ALTER TABLE "webhook" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "webhook" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook" TO contour_app;
ALTER TABLE "webhook_delivery" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "webhook_delivery" FORCE ROW LEVEL SECURITY;
CREATE POLICY account_isolation ON "webhook_delivery" TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid) WITH CHECK (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid);
GRANT SELECT, INSERT, UPDATE, DELETE ON "webhook_delivery" TO contour_app;

-- The queue says when to look; the rows say what there is to send.
SELECT pgboss.create_queue('contour-webhook',
  '{"policy": "standard", "retryLimit": 0, "expireInSeconds": 3600, "retentionSeconds": 3600, "deleteAfterSeconds": 600}');

CREATE FUNCTION wake_webhooks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Most accounts have no webhook, and what happens in them adds no row.
  IF EXISTS (SELECT FROM added) THEN
    PERFORM wake_work('contour-webhook', '{}', NULL);
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER webhook_delivery_added AFTER INSERT ON "webhook_delivery"
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION wake_webhooks();

-- What is asked and forgotten for all accounts at once: ids of what is due, and what is past its time.
CREATE POLICY lookup_read ON "webhook" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_read ON "webhook_delivery" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_forget ON "webhook_delivery" FOR DELETE TO contour_lookup USING (created_at < now() - interval '30 days');
GRANT SELECT (account_id, id, off_at, key_name) ON "webhook" TO contour_lookup;
GRANT SELECT (account_id, id, webhook_id, state, next_attempt_at, created_at) ON "webhook_delivery" TO contour_lookup;
GRANT DELETE ON "webhook_delivery" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;

-- Of each webhook the delivery that is due first, so that none holds up another webhook: of those whose secret the asking process
-- can read.
CREATE FUNCTION list_due_deliveries(p_key_name text)
RETURNS TABLE (account_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT due.account_id, due.id FROM (
    SELECT DISTINCT ON (d.account_id, d.webhook_id) d.account_id, d.id, d.next_attempt_at
    FROM webhook_delivery d JOIN webhook w ON w.account_id = d.account_id AND w.id = d.webhook_id
    WHERE d.state = 'waiting' AND d.next_attempt_at <= now() AND w.off_at IS NULL AND w.key_name = p_key_name
    ORDER BY d.account_id, d.webhook_id, d.next_attempt_at, d.id
  ) due
  ORDER BY due.next_attempt_at LIMIT 200
$$;

CREATE FUNCTION forget_old_deliveries()
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  WITH old AS (DELETE FROM webhook_delivery WHERE created_at < now() - interval '30 days' RETURNING 1)
  SELECT count(*) FROM old
$$;

ALTER FUNCTION list_due_deliveries(text) OWNER TO contour_lookup;
ALTER FUNCTION forget_old_deliveries() OWNER TO contour_lookup;
REVOKE ALL ON FUNCTION list_due_deliveries(text), forget_old_deliveries() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION list_due_deliveries(text), forget_old_deliveries() TO contour_app;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
