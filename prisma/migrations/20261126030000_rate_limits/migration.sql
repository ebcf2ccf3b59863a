-- Counters of attempts. What is counted stands there as a hash, so nothing of a person or an account does. After a crash
-- of the server they begin anew, which spares every attempt a wait for the disk.
CREATE UNLOGGED TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);
CREATE INDEX "rate_limit_expire_idx" ON "rate_limit"("expire");
ALTER TABLE "rate_limit" ADD CONSTRAINT rate_limit_key_is_hashed CHECK (key ~ '^[a-z0-9-]+:[0-9a-f]{64}$');

ALTER TABLE "rate_limit" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "rate_limit" FORCE ROW LEVEL SECURITY;
CREATE POLICY counted_by_hash ON "rate_limit" TO contour_app USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON "rate_limit" TO contour_app;
