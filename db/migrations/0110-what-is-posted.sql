COMMENT ON COLUMN visit.posted IS 'what this version gave out of the store, or its cash, stands in the books; what a village recorded is posted by the township, whose fund it is';
COMMENT ON COLUMN visit.fund IS 'the fund that the round had when this version was posted; null while nothing is posted, or where it had none: then the cash waits for one';
COMMENT ON COLUMN payment_sending.failure_class IS 'a class of forms/bank/failures/failures.yaml, as it read the bank''s words on that day';
