CREATE TABLE IF NOT EXISTS orders (
    number TEXT PRIMARY KEY CHECK (length(number) = 6 AND number NOT GLOB '*[^0-9]*'),
    item TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('packing', 'sent', 'late', 'delivered', 'cancelled', 'refunded')),
    days INTEGER NOT NULL DEFAULT 0 CHECK (days >= 0)
);
