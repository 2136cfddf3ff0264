-- The neighbours of a movement that a search does not find are looked for by when they were sent. What was known to be paid
-- when is a condition, and no index any more.
DROP INDEX enkash_movement_paid;
