-- From which account a place pays, as bank files ask for it: a setting like the others, its number sealed inside the value.
ALTER TABLE payment_setting DROP CONSTRAINT payment_setting_kind_check;

ALTER TABLE payment_setting ADD CONSTRAINT payment_setting_kind_check CHECK (kind IN ('due-day', 'approver', 'disclosure', 'paying-account'));

ALTER TABLE payment_setting ADD CONSTRAINT payment_setting_account_sealed CHECK (kind <> 'paying-account' OR (value->>'account' IS NULL AND value->>'account_sealed' IS NOT NULL));
