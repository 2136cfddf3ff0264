-- One row for each movement. Read and written by its key only; the two indexes serve the settling.
CREATE TABLE enkash_movement (
    scope            VARCHAR(200) NOT NULL,
    partner          VARCHAR(100) NOT NULL,
    company          VARCHAR(100) NOT NULL,
    kind             VARCHAR(10)  NOT NULL,
    reference        VARCHAR(200) NOT NULL,

    -- what was ordered; the person is in the fingerprint only, which is a salted hash
    operation        VARCHAR(40)  NOT NULL,
    account          VARCHAR(100) NOT NULL,
    fingerprint      VARCHAR(100) NOT NULL,
    direction        VARCHAR(2)   NOT NULL,
    points           DECIMAL(19, 2) NOT NULL,
    card_id          VARCHAR(100),

    state            VARCHAR(10)  NOT NULL,
    attempt          INTEGER      NOT NULL,
    owner            VARCHAR(64)  NOT NULL,
    lease_until      TIMESTAMP WITH TIME ZONE,

    -- what is doubtful about it
    earlier_attempt  BOOLEAN      NOT NULL,
    wrong_echo       BOOLEAN      NOT NULL,
    refusal          VARCHAR(400),
    not_funded       BOOLEAN      NOT NULL,
    effect_until     TIMESTAMP WITH TIME ZONE,
    reason           VARCHAR(400),

    -- what gives the receipt again once it is paid
    receipt_card_id  VARCHAR(100),
    user_id          VARCHAR(100),
    transaction_id   VARCHAR(100),
    otb_balance      DECIMAL(19, 2),
    response_code    INTEGER,
    response_message VARCHAR(400),
    settled          BOOLEAN      NOT NULL,
    closed_by        VARCHAR(400),

    created_at       TIMESTAMP WITH TIME ZONE NOT NULL,
    sent_at          TIMESTAMP WITH TIME ZONE,
    changed_at       TIMESTAMP WITH TIME ZONE NOT NULL,

    PRIMARY KEY (scope, partner, company, kind, reference)
);

-- what is to be settled or decided
CREATE INDEX enkash_movement_state ON enkash_movement (state, changed_at);

-- the youngest paid movements, which prove that a search works
CREATE INDEX enkash_movement_control ON enkash_movement (state, operation, account, sent_at);
