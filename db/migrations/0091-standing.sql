-- What a person has judged by hand stands in later runs, until what the office knows of the person changes.
ALTER TABLE payment_exception ADD COLUMN decided_in uuid;

ALTER TABLE payment_exception ADD CONSTRAINT payment_exception_decided_in CHECK (decided_in IS NULL OR (decision = 'pay' AND kind = 'by-hand' AND decided_in <> run));

COMMENT ON COLUMN payment_exception.decided_in IS 'the earlier run in which this was decided: who, when and why are of that day; null where it was decided in this run, or not yet';

GRANT UPDATE (decided_in) ON payment_exception TO tongxin_program;

CREATE INDEX payment_exception_judged ON payment_exception (county_code, person) WHERE kind = 'by-hand' AND decision IS NOT NULL AND decided_in IS NULL;
