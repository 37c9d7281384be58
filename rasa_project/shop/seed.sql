-- Made-up orders. `days`: until it leaves (packing), until it arrives (sent, late), since it arrived (delivered).
INSERT OR IGNORE INTO orders (number, item, status, days) VALUES
    ('421807', 'garden bench', 'sent', 2),
    ('550912', 'set of tea towels', 'delivered', 3),
    ('136648', 'wooden bird table', 'packing', 1),
    ('709315', 'cast iron pan', 'late', 4),
    ('882204', 'wool blanket', 'cancelled', 0),
    ('267590', 'watering can', 'refunded', 0),
    ('304471', 'pair of oak shelves', 'sent', 1),
    ('915023', 'reading lamp', 'delivered', 1),
    ('648836', 'linen curtains', 'packing', 3),
    ('573160', 'rain barrel', 'late', 7),
    ('190055', 'garden gloves', 'sent', 3),
    ('762299', 'hammock', 'delivered', 12);
