-- Which program posted a file, where no person did: the id of its token.
ALTER TABLE "import" ADD COLUMN "created_by_token_id" UUID;
