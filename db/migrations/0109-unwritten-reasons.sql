-- Where a bank wrote no reason, the program's own Chinese words stood in its place, on English pages too. How a payment came back is in failure_class and reversed_on.
DO $$
BEGIN
  ALTER TABLE payment_sending NO FORCE ROW LEVEL SECURITY;
  UPDATE payment_sending SET failure = NULL WHERE failure IN ('银行未写原因', '银行退汇');
  ALTER TABLE payment_sending FORCE ROW LEVEL SECURITY;
END
$$;

COMMENT ON COLUMN payment_sending.failure IS 'the bank''s own words; null where it wrote none';
