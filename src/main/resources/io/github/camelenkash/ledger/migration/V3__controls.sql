-- Paid movements by when that was known: with the index by when they were sent it finds the neighbours of a movement that
-- a search does not find.
CREATE INDEX enkash_movement_paid ON enkash_movement (state, operation, account, changed_at);
