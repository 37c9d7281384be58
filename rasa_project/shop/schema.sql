-- The books of the small shop. What came with it tells its time in `days` from today (below zero: ago), so that it is
-- never out of date; what callers did has a `day`, and that counts.

CREATE TABLE areas (
    postcode TEXT PRIMARY KEY,
    town TEXT NOT NULL,
    north REAL NOT NULL,          -- degrees
    east REAL NOT NULL,
    supplied INTEGER NOT NULL     -- whether Fernhill brings electricity and internet there
);

CREATE TABLE customers (
    account TEXT PRIMARY KEY CHECK (length(account) = 6 AND account NOT GLOB '*[^1-9]*'),
    name TEXT NOT NULL,
    house TEXT NOT NULL,
    street TEXT NOT NULL,
    postcode TEXT NOT NULL REFERENCES areas,
    phone TEXT,
    email TEXT,
    phone_since TEXT,             -- the day on which the number was changed
    credit_cents INTEGER NOT NULL DEFAULT 0   -- paid, and in no bill yet
);

CREATE TABLE orders (
    number TEXT PRIMARY KEY CHECK (length(number) = 6 AND number NOT GLOB '*[^0-9]*'),
    account TEXT NOT NULL REFERENCES customers,
    item TEXT NOT NULL,
    price_cents INTEGER NOT NULL CHECK (price_cents > 0),
    status TEXT NOT NULL CHECK (status IN ('packing', 'sent', 'late', 'delivered', 'cancelled', 'refunded')),
    days INTEGER NOT NULL,        -- it leaves (packing), arrives (sent, late), has arrived (delivered), was ended
    day TEXT                      -- for which a caller moved its delivery
);

CREATE TABLE returns (
    reference TEXT PRIMARY KEY,
    number TEXT NOT NULL UNIQUE REFERENCES orders,
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('awaited', 'on_its_way', 'received', 'refunded')),
    days INTEGER,                 -- send it by, refund expected, refunded
    day TEXT
);

CREATE TABLE technicians (
    name TEXT PRIMARY KEY,
    jobs TEXT NOT NULL            -- one after the other, with commas
);

CREATE TABLE rosters (            -- when each of them can be booked
    technician TEXT NOT NULL REFERENCES technicians,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),   -- Monday is 0
    begins TEXT NOT NULL,
    ends TEXT NOT NULL,
    PRIMARY KEY (technician, weekday, begins)
);

CREATE TABLE appointments (
    reference TEXT PRIMARY KEY,
    account TEXT REFERENCES customers,      -- none: the technician is busy otherwise
    job TEXT,
    technician TEXT NOT NULL REFERENCES technicians,
    days INTEGER,                 -- or the technician's next day at work
    day TEXT,
    begins TEXT NOT NULL,
    cancelled INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX one_at_a_time ON appointments (technician, day, begins) WHERE day IS NOT NULL AND NOT cancelled;

CREATE TABLE bills (
    reference TEXT PRIMARY KEY,
    account TEXT NOT NULL REFERENCES customers,
    months INTEGER NOT NULL CHECK (months > 0),   -- 1: for last month; due at the end of the month after it
    paid INTEGER NOT NULL
);

CREATE TABLE bill_lines (
    bill TEXT NOT NULL REFERENCES bills,
    place INTEGER NOT NULL,
    what TEXT NOT NULL,
    amount_cents INTEGER NOT NULL,
    PRIMARY KEY (bill, place)
);

CREATE TABLE payments (
    account TEXT NOT NULL REFERENCES customers,
    days INTEGER NOT NULL,
    amount_cents INTEGER NOT NULL CHECK (amount_cents > 0)
);

CREATE TABLE outages (
    id INTEGER PRIMARY KEY,
    service TEXT NOT NULL,
    area TEXT NOT NULL,
    hours_ago INTEGER NOT NULL,
    hours_left INTEGER            -- none: nobody knows yet
);

CREATE TABLE outage_areas (
    outage INTEGER NOT NULL REFERENCES outages,
    postcode TEXT NOT NULL REFERENCES areas,
    PRIMARY KEY (outage, postcode)
);

CREATE TABLE faults (
    reference TEXT PRIMARY KEY,
    postcode TEXT NOT NULL,
    service TEXT NOT NULL,
    description TEXT NOT NULL,
    account TEXT,
    at TEXT NOT NULL
);

CREATE TABLE shops (
    name TEXT PRIMARY KEY,
    street TEXT NOT NULL,
    postcode TEXT NOT NULL REFERENCES areas,
    main INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE opening_hours (
    shop TEXT NOT NULL REFERENCES shops,
    weekday INTEGER NOT NULL CHECK (weekday BETWEEN 0 AND 6),
    opens TEXT NOT NULL,
    closes TEXT NOT NULL,
    PRIMARY KEY (shop, weekday, opens)
);

CREATE TABLE holidays (           -- every shop is closed, every year
    month INTEGER NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (month, day)
);

CREATE TABLE codes (
    account TEXT NOT NULL REFERENCES customers,
    code TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE messages (
    reference TEXT PRIMARY KEY,
    words TEXT NOT NULL,
    phone TEXT,
    account TEXT,
    at TEXT NOT NULL
);

CREATE TABLE callbacks (
    reference TEXT PRIMARY KEY,
    phone TEXT NOT NULL,
    day TEXT NOT NULL,
    part TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    about TEXT,
    account TEXT,
    at TEXT NOT NULL
);

CREATE TABLE tickets (
    reference TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    phone TEXT,
    account TEXT,
    answer_by TEXT NOT NULL,
    at TEXT NOT NULL
);

CREATE TABLE given_references (   -- so that no two things have the same one
    reference TEXT PRIMARY KEY
);

CREATE TABLE writes (             -- what was done by key, and what was answered
    key TEXT PRIMARY KEY,
    asked TEXT NOT NULL,          -- sha256 of task and request
    answer BLOB NOT NULL,
    at TEXT NOT NULL
);

PRAGMA user_version = 3;
