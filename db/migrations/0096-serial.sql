-- After a restored backup a run may take a lost run's number: three digits hang on the person, so that another person's payment has another serial.
ALTER TABLE payment_sending DROP CONSTRAINT payment_sending_serial_check;
ALTER TABLE payment_sending ADD CONSTRAINT payment_sending_serial_check CHECK (octet_length(serial) BETWEEN 14 AND 15 AND serial !~ '[^0-9]');

COMMENT ON COLUMN payment_sending.serial IS 'two digits of the year, four of the run, six of the line, three of person and attempt (two of the attempt, in former years): fifteen digits survive a spreadsheet''s number cell';
