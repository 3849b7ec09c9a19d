-- A line whose whole obligation turned out not to be owed is withdrawn before it goes to the bank: its own receivable takes it whole.
ALTER TABLE payment_line DROP CONSTRAINT payment_line_state_check;
ALTER TABLE payment_line ADD CONSTRAINT payment_line_state_check CHECK (state IN ('open', 'approved', 'sent', 'returned', 'withdrawn', 'confirmed', 'discarded'));

ALTER TABLE payment_line DROP CONSTRAINT payment_line_offset;
ALTER TABLE payment_line ADD CONSTRAINT payment_line_offset CHECK (offset_fen BETWEEN 0 AND amount_fen AND (offset_fen = amount_fen) = (state = 'withdrawn'));
