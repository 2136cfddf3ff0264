-- What became of logins, under a fingerprint that tells nothing of the credentials. EnKash locks an account at the third
-- wrong login, so a refusal holds for every thread, restart and node.
CREATE TABLE enkash_login (
    fingerprint  VARCHAR(64) NOT NULL PRIMARY KEY,
    refused_at   TIMESTAMP WITH TIME ZONE,
    worked_at    TIMESTAMP WITH TIME ZONE,
    -- who tries credentials that have never worked, and until when it is theirs to try
    owner        VARCHAR(64),
    owned_until  TIMESTAMP WITH TIME ZONE
);
