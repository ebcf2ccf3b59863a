-- People by name: a page of a hundred thousand is read in that order instead of sorting all of them.
-- outside a transaction: members are written while it is built
CREATE INDEX CONCURRENTLY member_by_name ON "member" (account_id, lower(name), id);
