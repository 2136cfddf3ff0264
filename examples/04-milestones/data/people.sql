-- The columns that the route reads. It runs for each connection, hence IF NOT EXISTS and MERGE.
CREATE TABLE IF NOT EXISTS people (
  employee   VARCHAR PRIMARY KEY,
  title      VARCHAR,
  first_name VARCHAR,
  gender     VARCHAR,
  email      VARCHAR,
  mobile     VARCHAR,
  card_id    VARCHAR,
  born       DATE,
  joined     DATE,
  left_on    DATE
);

MERGE INTO people VALUES
  -- a birthday on the day itself
  ('E1001', 'Ms',  'Asha',    'F', 'asha@example.in',    '9000000101', NULL, '1990-10-17', '2019-03-04', NULL),
  -- an anniversary five days ago: caught up
  ('E1002', 'Mr',  'Ravi',    'M', 'ravi@example.in',    '9000000102', NULL, '1988-05-23', '2021-10-12', NULL),
  -- both on one day: two awards
  ('E1003', 'Ms',  'Meera',   'F', 'meera@example.in',   '9000000103', NULL, '1994-10-15', '2018-10-15', NULL),
  -- a birthday, but he has left
  ('E1004', 'Mr',  'Imran',   'M', 'imran@example.com',  '9000000104', NULL, '1991-10-17', '2017-06-01', '2026-09-30'),
  -- a birthday nine days ago: longer than the route looks back
  ('E1005', 'Mr',  'Thomas',  'M', 'thomas@example.com', '9000000106', NULL, '1985-10-08', '2020-02-03', NULL),
  -- an anniversary, and an address that is wrong on purpose
  ('E1006', 'Mrs', 'Lakshmi', 'F', 'lakshmi.example.in', '9000000107', NULL, '1979-01-30', '2016-10-17', NULL);
