-- Some mails carry the only copy of a secret (a reset, an invitation): once a mail is sent, its text is gone from here.
CREATE OR REPLACE FUNCTION settle_outbox(p_id uuid, p_error text, p_retry_seconds integer)
RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp
AS $$
  UPDATE outbox_message SET sent_at = CASE WHEN p_error IS NULL THEN now() END, last_error = p_error,
    text = CASE WHEN p_error IS NULL THEN '' ELSE text END, html = CASE WHEN p_error IS NULL THEN '' ELSE html END,
    next_attempt_at = now() + make_interval(secs => p_retry_seconds)
  WHERE id = p_id
$$;

-- The sample company goes with its mails. Without a condition in the statement no right to read is needed.
CREATE POLICY sample_delete ON "outbox_message" FOR DELETE TO contour_app
  USING (account_id = NULLIF(current_setting('app.account_id', true), '')::uuid
    AND EXISTS (SELECT FROM account a WHERE a.id = account_id AND a.is_sample));
GRANT DELETE ON "outbox_message" TO contour_app;
