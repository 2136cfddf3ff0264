-- Where an order came from, such as a file and a line of it: for people only, nothing is decided by it.
ALTER TABLE enkash_movement ADD COLUMN source VARCHAR(200);
