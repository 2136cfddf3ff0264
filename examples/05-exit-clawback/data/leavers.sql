-- The columns that the route reads, and those that it fills in. It runs for each connection, hence IF NOT EXISTS.
CREATE TABLE IF NOT EXISTS leavers (
  employee     VARCHAR,
  last_day     DATE,
  email        VARCHAR,
  mobile       VARCHAR,
  card_id      VARCHAR,
  outcome      VARCHAR,
  reference    VARCHAR,
  taken_back   NUMERIC(15, 2),
  redeemed     NUMERIC(15, 2),
  left_on_card NUMERIC(15, 2),
  reason       VARCHAR,
  PRIMARY KEY (employee, last_day)
);
