-- A participant changes a few times in a cycle, mostly in columns that no index has. With room beside it the new version stays on
-- its page: no index is written, and a cycle that has been answered is read from half as many pages.
ALTER TABLE "participant" SET (fillfactor = 70);
