-- What is to be settled, decided or purged, page by page: rows of one chunk share a moment, so the reference goes on
-- where a page ended.
DROP INDEX enkash_movement_state;

CREATE INDEX enkash_movement_state
    ON enkash_movement (state, scope, partner, company, changed_at, reference, kind);
