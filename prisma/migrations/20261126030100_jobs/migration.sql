-- contract: 20261126030000_job_queue a Contour that knows the queue takes its mails one by one, and claims none any more.
-- Work that runs behind a request, and what it leaves: the one truth about it. The queue only says when to look.
CREATE TYPE "job_state" AS ENUM ('queued', 'running', 'done', 'failed', 'cancelled');

CREATE TABLE "job" (
    "account_id" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "state" "job_state" NOT NULL DEFAULT 'queued',
    "subject_id" UUID,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "stage" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "result" JSONB,
    "problem" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_by_user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("account_id","id")
);
CREATE INDEX "job_account_id_created_at_idx" ON "job"("account_id", "created_at");
CREATE INDEX "job_account_id_subject_id_idx" ON "job"("account_id", "subject_id");
ALTER TABLE "job" ADD CONSTRAINT "job_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "job" ADD CONSTRAINT job_finished_has_date CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL));
ALTER TABLE "job" ADD CONSTRAINT job_failed_has_problem CHECK ((state = 'failed') = (problem IS NOT NULL));
ALTER TABLE "job" ADD CONSTRAINT job_progress_not_negative CHECK (done >= 0 AND total >= 0);
-- Work that changes a thing is under way once for each thing.
CREATE UNIQUE INDEX job_under_way ON "job" (account_id, kind, subject_id)
  WHERE state IN ('queued', 'running') AND kind IN ('roster-apply', 'cycle-publish');
CREATE INDEX job_unfinished ON "job" (created_at) WHERE state IN ('queued', 'running');
CREATE INDEX job_finished ON "job" (finished_at) WHERE finished_at IS NOT NULL;

-- What a job has made, piece by piece: the file of an export, the lists of a dry run.
CREATE TABLE "job_part" (
    "account_id" UUID NOT NULL,
    "job_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "job_part_pkey" PRIMARY KEY ("account_id","job_id","list","number")
);
ALTER TABLE "job_part" ADD CONSTRAINT "job_part_account_id_job_id_fkey" FOREIGN KEY ("account_id", "job_id") REFERENCES "job"("account_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "job_part" ADD CONSTRAINT job_part_number_not_negative CHECK (number >= 0);

-- What a page shows of a file without reading it again: its header and how it was read.
ALTER TABLE "import" ADD COLUMN "summary" JSONB;
-- Uncompressed, a file can be read in pieces.
ALTER TABLE "import" ALTER COLUMN "content" SET STORAGE EXTERNAL;

DO $$
DECLARE
  t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['job', 'job_part'] LOOP
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

-- Adds work to a queue, as pg-boss itself would, and wakes the processes that wait for it: within the transaction, so that work
-- is there when its reason is, and never else. The data are ids: the queue knows no account.
CREATE FUNCTION wake_work(p_queue text, p_data jsonb, p_key text) RETURNS void LANGUAGE sql AS $$
  INSERT INTO pgboss.job (name, data, singleton_key, policy, retry_limit, retry_delay, retry_backoff, expire_seconds, deletion_seconds,
    keep_until)
  SELECT q.name, p_data, p_key, q.policy, q.retry_limit, q.retry_delay, q.retry_backoff, q.expire_seconds, q.deletion_seconds,
    now() + q.retention_seconds * interval '1 second'
  FROM pgboss.queue q WHERE q.name = p_queue
  ON CONFLICT DO NOTHING;
  SELECT pg_notify('contour', 'work ' || p_queue);
$$;

CREATE FUNCTION wake_added_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wake_work('contour-job', jsonb_build_object('accountId', NEW.account_id, 'jobId', NEW.id), NEW.id::text);
  RETURN NULL;
END
$$;
CREATE TRIGGER job_added AFTER INSERT ON "job" FOR EACH ROW EXECUTE FUNCTION wake_added_job();

CREATE FUNCTION tell_changed_job() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('contour', 'job ' || NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER job_changed AFTER UPDATE ON "job" FOR EACH ROW EXECUTE FUNCTION tell_changed_job();

CREATE FUNCTION wake_mail() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM wake_work('contour-mail', '{}', NULL);
  RETURN NULL;
END
$$;
CREATE TRIGGER outbox_added AFTER INSERT ON "outbox_message" FOR EACH STATEMENT EXECUTE FUNCTION wake_mail();

-- What is asked and forgotten for all accounts at once: ids of work that nobody does, and what is past its time.
CREATE POLICY lookup_read ON "job" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_forget ON "job" FOR DELETE TO contour_lookup USING (finished_at < now() - interval '30 days');
CREATE POLICY lookup_read ON "job_part" FOR SELECT TO contour_lookup USING (true);
CREATE POLICY lookup_forget ON "job_part" FOR DELETE TO contour_lookup USING (EXISTS (SELECT FROM job j
  WHERE j.account_id = job_part.account_id AND j.id = job_part.job_id AND j.finished_at < now() - interval '1 day'));
GRANT SELECT (account_id, id, kind, state, created_at, started_at, finished_at) ON "job" TO contour_lookup;
GRANT SELECT (account_id, job_id) ON "job_part" TO contour_lookup;
GRANT DELETE ON "job", "job_part" TO contour_lookup;

GRANT CREATE ON SCHEMA public TO contour_lookup;

-- Jobs whose lock is free although they wait or run: the process that had them is gone, or the queue has lost them.
CREATE FUNCTION list_stalled_jobs()
RETURNS TABLE (account_id uuid, id uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  WITH unfinished AS MATERIALIZED (
    SELECT j.account_id, j.id FROM job j
    WHERE j.state = 'running' AND j.started_at < now() - interval '2 seconds'
      OR j.state = 'queued' AND j.created_at < now() - interval '5 seconds'
    ORDER BY j.created_at LIMIT 200
  )
  SELECT u.account_id, u.id FROM unfinished u WHERE pg_try_advisory_xact_lock(hashtextextended('job:' || u.id, 0))
$$;

-- Files of exports are kept for a day, lists of dry runs for a week, and what became of a job for a month.
CREATE FUNCTION forget_old_jobs()
RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  WITH part AS (
    DELETE FROM job_part p USING job j
    WHERE j.account_id = p.account_id AND j.id = p.job_id
      AND j.finished_at < now() - CASE WHEN j.kind = 'roster-check' THEN interval '7 days' ELSE interval '1 day' END
    RETURNING 1
  ), old AS (
    DELETE FROM job WHERE finished_at < now() - interval '30 days' RETURNING 1
  )
  SELECT (SELECT count(*) FROM part) + (SELECT count(*) FROM old)
$$;

-- One mail that is due, held until the transaction ends: whoever dies with it lets go of it.
DROP FUNCTION claim_outbox(integer);
CREATE FUNCTION take_outbox()
RETURNS TABLE (id uuid, recipient text, subject text, body_text text, body_html text, attempts integer)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  SELECT o.id, o.recipient, o.subject, o.text, o.html, o.attempts + 1
  FROM outbox_message o WHERE o.sent_at IS NULL AND o.next_attempt_at <= now()
  ORDER BY o.next_attempt_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED
$$;

-- p_error null: sent, and the text is gone from here. Else tried again after p_retry_seconds.
CREATE OR REPLACE FUNCTION settle_outbox(p_id uuid, p_error text, p_retry_seconds integer)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  UPDATE outbox_message SET attempts = attempts + 1,
    sent_at = CASE WHEN p_error IS NULL THEN clock_timestamp() END, last_error = p_error,
    text = CASE WHEN p_error IS NULL THEN '' ELSE text END, html = CASE WHEN p_error IS NULL THEN '' ELSE html END,
    next_attempt_at = clock_timestamp() + make_interval(secs => p_retry_seconds)
  WHERE id = p_id
$$;

DO $$
DECLARE
  f text;
BEGIN
  FOREACH f IN ARRAY ARRAY['list_stalled_jobs()', 'forget_old_jobs()', 'take_outbox()'] LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO contour_lookup', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO contour_app', f);
  END LOOP;
END
$$;

REVOKE CREATE ON SCHEMA public FROM contour_lookup;
