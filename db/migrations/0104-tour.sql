-- When somebody has seen the tour of the desk, so that another PC does not show it again.
ALTER TABLE account ADD COLUMN toured_at timestamptz;
