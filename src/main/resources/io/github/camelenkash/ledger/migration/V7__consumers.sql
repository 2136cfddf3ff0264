-- What consumers keep between polls: for each a few texts that only it can read.
CREATE TABLE enkash_consumer_state (
    consumer  VARCHAR(600)     NOT NULL,
    slot      VARCHAR(20)      NOT NULL,
    content   VARCHAR(1000000) NOT NULL,
    PRIMARY KEY (consumer, slot)
);
