-- Each change of a state writes a row anew, and an entry of each index that holds it. So the paid movements, which are
-- most, are in indexes of their own, and a movement that is being sent is in neither of them. Entries are compared column by
-- column, which is quick where the first one differs: a reference, a moment.
DROP INDEX enkash_movement_state;
DROP INDEX enkash_movement_control;

ALTER TABLE enkash_movement DROP CONSTRAINT enkash_movement_pkey;
ALTER TABLE enkash_movement ADD PRIMARY KEY (reference, kind, company, partner, scope);

-- what is to be settled or decided, in the order of its pages
CREATE INDEX enkash_movement_open ON enkash_movement (state, changed_at, reference, kind, company, partner, scope)
    WHERE state <> 'PAID';

-- paid movements in the order of their pages, to be purged and counted
CREATE INDEX enkash_movement_paid ON enkash_movement (changed_at, reference, kind, company, partner, scope)
    WHERE state = 'PAID';

-- the youngest paid movements and the neighbours of another, which prove that a search works
CREATE INDEX enkash_movement_control ON enkash_movement (operation, account, sent_at, changed_at)
    WHERE state = 'PAID';
