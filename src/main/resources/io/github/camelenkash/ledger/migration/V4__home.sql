-- Where an H2 file lives and which process opened it last: one row. A ledger for many nodes leaves it empty. A person who
-- moved the file for good, and has no copy of it in use, says so with UPDATE enkash_ledger SET location = NULL.
CREATE TABLE enkash_ledger (
    id        INTEGER NOT NULL PRIMARY KEY,
    location  VARCHAR(4000),
    process   VARCHAR(100)
);

INSERT INTO enkash_ledger (id) VALUES (1);
