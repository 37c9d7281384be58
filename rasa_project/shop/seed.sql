-- Fernhill, made up: goods for house and garden, electricity and internet for the homes around. No customer, street
-- or number is anybody's: numbers are of 555 01xx, postcodes of a range that was never given out. What callers have to
-- type (accounts, postcodes, half the orders) has no zero, since key 0 is always a person.

INSERT INTO areas (postcode, town, north, east, supplied) VALUES
    ('42911', 'Fernhill', 40.712, -90.214, 1),
    ('42912', 'Millbrook', 40.748, -90.171, 1),
    ('42913', 'Ashford Mills', 40.781, -90.236, 1),
    ('42914', 'Stoneleigh', 40.695, -90.318, 1),
    ('42921', 'Westbury', 40.731, -90.462, 1),
    ('42922', 'Harrow Creek', 40.668, -90.401, 1),
    ('42923', 'Cedar Bend', 40.589, -90.247, 1),
    ('42931', 'Lindale', 40.842, -90.052, 1),
    ('42932', 'Oak Ridge', 40.887, -90.118, 1),
    ('42933', 'Pine Lake', 40.921, -89.973, 0);

INSERT INTO customers (account, name, house, street, postcode, phone, email) VALUES
    ('613748', 'Ms Harper', '14', 'Mill Lane', '42912', '+12125550143', 'harper@example.com'),
    ('725184', 'Mr Okafor', '3', 'Orchard Road', '42911', '+12125550117', 'okafor@example.com'),
    ('438291', 'Mrs Lindqvist', '27', 'Station Street', '42921', '+12125550128', 'lindqvist@example.net'),
    ('914526', 'Mr Delgado', '8', 'Quarry Road', '42914', '+12125550164', 'delgado@example.org'),
    ('256873', 'Ms Novak', '112', 'River Road', '42923', '+12125550139', 'novak@example.com'),
    ('381967', 'Dr Banerjee', '5', 'Church Hill', '42931', '+12125550172', 'banerjee@example.net'),
    ('879415', 'Mr Whitlock', '61', 'Millbrook Avenue', '42912', '+12125550155', NULL),
    ('547632', 'Mrs Tanaka', '19', 'Garden Terrace', '42911', NULL, 'tanaka@example.org'),
    ('192846', 'Mr Rossi', '44', 'Harbor Street', '42922', '+12125550181', 'rossi@example.com'),
    ('665219', 'Ms Adeyemi', '7', 'Sycamore Close', '42913', '+12125550122', 'adeyemi@example.net'),
    ('738154', 'Mr Fraser', '230', 'West Street', '42921', '+12125550146', 'fraser@example.com'),
    ('421397', 'Mrs Kowalski', '16', 'Pond Lane', '42932', '+12125550193', 'kowalski@example.org'),
    ('859672', 'Mr Nguyen', '9', 'Maple Drive', '42911', '+12125550134', 'nguyen@example.com'),
    ('317584', 'Ms Petersen', '52', 'Old Mill Road', '42913', '+12125550168', 'petersen@example.net'),
    ('964813', 'Mr Haddad', '1', 'Bridge Street', '42914', '+12125550111', 'haddad@example.com'),
    ('583926', 'Mrs Whelan', '78', 'Lake Road', '42931', '+12125550187', 'whelan@example.org'),
    ('274691', 'Mr Castillo', '36', 'Chestnut Avenue', '42923', '+12125550159', NULL),
    ('496135', 'Ms Byrne', '12', 'Abbey Walk', '42922', '+12125550126', 'byrne@example.net'),
    ('812459', 'Mr Yilmaz', '88', 'Hilltop Road', '42932', '+12125550175', 'yilmaz@example.com'),
    ('349728', 'Mrs Osborne', '4', 'Willow Court', '42911', '+12125550148', 'osborne@example.org');

-- `days`: until it leaves (packing) or arrives (sent, late), since it arrived or was ended.
INSERT INTO orders (number, account, item, price_cents, status, days) VALUES
    ('421807', '613748', 'garden bench', 18900, 'sent', 2),
    ('550912', '725184', 'set of tea towels', 2450, 'delivered', -3),
    ('136648', '438291', 'wooden bird table', 6495, 'packing', 1),
    ('709315', '914526', 'cast iron pan', 5900, 'late', 4),
    ('882204', '256873', 'wool blanket', 7999, 'cancelled', -6),
    ('267590', '381967', 'watering can', 2999, 'refunded', -4),
    ('304471', '879415', 'pair of oak shelves', 8450, 'sent', 1),
    ('915023', '547632', 'reading lamp', 4599, 'delivered', -1),
    ('648836', '192846', 'linen curtains', 11800, 'packing', 3),
    ('573160', '665219', 'rain barrel', 13250, 'late', 7),
    ('190055', '738154', 'garden gloves', 1650, 'sent', 3),
    ('762299', '421397', 'hammock', 7200, 'delivered', -12),
    ('418667', '859672', 'set of garden chairs', 24900, 'packing', 2),
    ('527981', '317584', 'kitchen scales', 3895, 'delivered', -5),
    ('836142', '964813', 'bread bin', 3350, 'sent', 1),
    ('294765', '583926', 'wheelbarrow', 10900, 'late', 5),
    ('681934', '274691', 'floor lamp', 9200, 'delivered', -44),
    ('375829', '496135', 'electric kettle', 5450, 'delivered', -9),
    ('946318', '812459', 'compost bin', 7650, 'packing', 4),
    ('158273', '349728', 'oil painting', 16400, 'cancelled', -2),
    ('713596', '613748', 'picnic basket', 5595, 'delivered', -8),
    ('462815', '725184', 'pruning shears', 2795, 'packing', 1),
    ('589247', '438291', 'bath mat', 2250, 'refunded', -11),
    ('824571', '547632', 'set of wine glasses', 4250, 'delivered', -20);

UPDATE customers SET credit_cents = 5000 WHERE account = '256873';

INSERT INTO returns (reference, number, reason, state, days) VALUES
    ('618294', '267590', 'broken', 'refunded', -4),
    ('739152', '589247', 'not_wanted', 'refunded', -11),
    ('254937', '527981', 'wrong_item', 'received', 2),
    ('871463', '824571', 'not_wanted', 'on_its_way', 5),
    ('386715', '375829', 'broken', 'awaited', 9);

INSERT INTO given_references (reference) VALUES
    ('618294'),
    ('739152'),
    ('254937'),
    ('871463'),
    ('386715'),
    ('541928'),
    ('293674'),
    ('867135'),
    ('419586'),
    ('925347'),
    ('672418');

INSERT INTO technicians (name, jobs) VALUES
    ('Alvarez', 'installation,repair'),
    ('Boyd', 'repair,inspection'),
    ('Chen', 'meter,inspection');

-- Alvarez and Boyd work Monday to Friday, Chen Tuesday, Thursday and Saturday morning.
INSERT INTO rosters (technician, weekday, begins, ends)
SELECT technicians.name, weekdays.value, windows.begins, windows.ends
FROM technicians, json_each('[0, 1, 2, 3, 4, 5]') AS weekdays, (
    SELECT '08:00' AS begins, '10:00' AS ends UNION SELECT '10:00', '12:00'
    UNION SELECT '13:00', '15:00' UNION SELECT '15:00', '17:00'
) AS windows
WHERE (technicians.name <> 'Chen' AND weekdays.value < 5)
    OR (technicians.name = 'Chen' AND weekdays.value IN (1, 3))
    OR (technicians.name = 'Chen' AND weekdays.value = 5 AND windows.begins < '13:00');

-- The first ones are customers' visits; the others keep the technicians busy, so that not every slot is free.
INSERT INTO appointments (reference, account, job, technician, days, begins) VALUES
    ('541928', '613748', 'repair', 'Alvarez', 3, '10:00'),
    ('293674', '381967', 'installation', 'Alvarez', 6, '08:00'),
    ('867135', '665219', 'meter', 'Chen', 4, '13:00'),
    ('419586', '738154', 'inspection', 'Boyd', 2, '15:00'),
    ('925347', '349728', 'repair', 'Boyd', 1, '08:00'),
    ('672418', '859672', 'installation', 'Alvarez', 9, '13:00'),
    ('busy-1', NULL, NULL, 'Alvarez', 1, '08:00'),
    ('busy-2', NULL, NULL, 'Alvarez', 1, '10:00'),
    ('busy-3', NULL, NULL, 'Alvarez', 1, '13:00'),
    ('busy-4', NULL, NULL, 'Alvarez', 2, '08:00'),
    ('busy-5', NULL, NULL, 'Alvarez', 2, '13:00'),
    ('busy-6', NULL, NULL, 'Alvarez', 2, '15:00'),
    ('busy-7', NULL, NULL, 'Alvarez', 4, '08:00'),
    ('busy-8', NULL, NULL, 'Alvarez', 5, '15:00'),
    ('busy-9', NULL, NULL, 'Boyd', 1, '10:00'),
    ('busy-10', NULL, NULL, 'Boyd', 1, '13:00'),
    ('busy-11', NULL, NULL, 'Boyd', 1, '15:00'),
    ('busy-12', NULL, NULL, 'Boyd', 2, '10:00'),
    ('busy-13', NULL, NULL, 'Boyd', 3, '08:00'),
    ('busy-14', NULL, NULL, 'Boyd', 3, '15:00'),
    ('busy-15', NULL, NULL, 'Boyd', 5, '13:00'),
    ('busy-16', NULL, NULL, 'Chen', 1, '08:00'),
    ('busy-17', NULL, NULL, 'Chen', 1, '10:00'),
    ('busy-18', NULL, NULL, 'Chen', 6, '15:00');

-- `months` 1: for last month.
INSERT INTO bills (reference, account, months, paid) VALUES
    ('6137481', '613748', 1, 0),
    ('6137482', '613748', 2, 1),
    ('7251841', '725184', 1, 0),
    ('7251842', '725184', 2, 0),
    ('4382911', '438291', 1, 1),
    ('4382912', '438291', 2, 1),
    ('9145261', '914526', 1, 0),
    ('9145262', '914526', 2, 1),
    ('2568731', '256873', 1, 1),
    ('3819671', '381967', 1, 0),
    ('3819672', '381967', 2, 1),
    ('8794151', '879415', 1, 0),
    ('5476321', '547632', 1, 1),
    ('1928461', '192846', 1, 0),
    ('1928462', '192846', 2, 1),
    ('6652191', '665219', 1, 1),
    ('7381541', '738154', 1, 0),
    ('7381542', '738154', 2, 1),
    ('8596721', '859672', 1, 0),
    ('3497281', '349728', 1, 0);

INSERT INTO bill_lines (bill, place, what, amount_cents) VALUES
    ('6137481', 1, 'electricity, 312 kilowatt hours', 4742),
    ('6137481', 2, 'electricity, standing charge', 1240),
    ('6137481', 3, 'internet, 100 megabits', 3999),
    ('6137481', 4, 'technician''s visit', 4500),
    ('6137482', 1, 'electricity, 298 kilowatt hours', 4530),
    ('6137482', 2, 'electricity, standing charge', 1240),
    ('6137482', 3, 'internet, 100 megabits', 3999),
    ('7251841', 1, 'electricity, 415 kilowatt hours', 6308),
    ('7251841', 2, 'electricity, standing charge', 1240),
    ('7251841', 3, 'internet, 100 megabits', 3999),
    ('7251842', 1, 'electricity, 402 kilowatt hours', 6110),
    ('7251842', 2, 'electricity, standing charge', 1240),
    ('7251842', 3, 'internet, 100 megabits', 3999),
    ('7251842', 4, 'late payment', 800),
    ('4382911', 1, 'electricity, 176 kilowatt hours', 2675),
    ('4382911', 2, 'electricity, standing charge', 1240),
    ('4382912', 1, 'electricity, 181 kilowatt hours', 2751),
    ('4382912', 2, 'electricity, standing charge', 1240),
    ('9145261', 1, 'electricity, 689 kilowatt hours', 10473),
    ('9145261', 2, 'electricity, standing charge', 1240),
    ('9145262', 1, 'electricity, 352 kilowatt hours', 5350),
    ('9145262', 2, 'electricity, standing charge', 1240),
    ('2568731', 1, 'electricity, 254 kilowatt hours', 3861),
    ('2568731', 2, 'electricity, standing charge', 1240),
    ('2568731', 3, 'internet, 100 megabits', 3999),
    ('2568731', 4, 'thank you, ten years with us', -2000),
    ('3819671', 1, 'electricity, 503 kilowatt hours', 7646),
    ('3819671', 2, 'electricity, standing charge', 1240),
    ('3819671', 3, 'internet, 100 megabits', 3999),
    ('3819672', 1, 'electricity, 517 kilowatt hours', 7858),
    ('3819672', 2, 'electricity, standing charge', 1240),
    ('3819672', 3, 'internet, 100 megabits', 3999),
    ('8794151', 1, 'electricity, 228 kilowatt hours', 3466),
    ('8794151', 2, 'electricity, standing charge', 1240),
    ('8794151', 3, 'internet, 100 megabits', 3999),
    ('8794151', 4, 'internet, router', 5900),
    ('5476321', 1, 'electricity, 141 kilowatt hours', 2143),
    ('5476321', 2, 'electricity, standing charge', 1240),
    ('1928461', 1, 'electricity, 367 kilowatt hours', 5578),
    ('1928461', 2, 'electricity, standing charge', 1240),
    ('1928461', 3, 'internet, 100 megabits', 3999),
    ('1928462', 1, 'electricity, 359 kilowatt hours', 5457),
    ('1928462', 2, 'electricity, standing charge', 1240),
    ('1928462', 3, 'internet, 100 megabits', 3999),
    ('6652191', 1, 'electricity, 274 kilowatt hours', 4165),
    ('6652191', 2, 'electricity, standing charge', 1240),
    ('6652191', 3, 'internet, 100 megabits', 3999),
    ('7381541', 1, 'electricity, 331 kilowatt hours', 5031),
    ('7381541', 2, 'electricity, standing charge', 1240),
    ('7381541', 3, 'internet, 100 megabits', 3999),
    ('7381541', 4, 'credit for the outage', -1500),
    ('7381542', 1, 'electricity, 318 kilowatt hours', 4834),
    ('7381542', 2, 'electricity, standing charge', 1240),
    ('7381542', 3, 'internet, 100 megabits', 3999),
    ('8596721', 1, 'electricity, 295 kilowatt hours', 4484),
    ('8596721', 2, 'electricity, standing charge', 1240),
    ('8596721', 3, 'internet, 100 megabits', 3999),
    ('3497281', 1, 'electricity, 209 kilowatt hours', 3177),
    ('3497281', 2, 'electricity, standing charge', 1240);

INSERT INTO payments (account, days, amount_cents) VALUES
    ('613748', -24, 9769),
    ('438291', -6, 3915),
    ('914526', -31, 6590),
    ('256873', -9, 7100),
    ('256873', -2, 5000),
    ('381967', -27, 13097),
    ('547632', -12, 3383),
    ('192846', -22, 10696),
    ('665219', -4, 9404),
    ('738154', -29, 10073);

INSERT INTO outages (id, service, area, hours_ago, hours_left) VALUES
    (1, 'electricity', 'Millbrook and Ashford Mills', 2, 3),
    (2, 'internet', 'Westbury', 5, NULL),
    (3, 'water', 'Lindale, east of the river', 20, 6);

INSERT INTO outage_areas (outage, postcode) VALUES
    (1, '42912'),
    (1, '42913'),
    (2, '42921'),
    (3, '42931');

INSERT INTO shops (name, street, postcode, main) VALUES
    ('Fernhill Main Street', '18 Main Street', '42911', 1),
    ('Fernhill Westbury', '204 Station Street', '42921', 0),
    ('Fernhill Lindale', '9 Market Square', '42931', 0),
    ('Fernhill Cedar Bend', '57 River Road', '42923', 0);

-- The main shop: Monday to Friday from nine to six, Saturday from ten to four.
INSERT INTO opening_hours (shop, weekday, opens, closes) VALUES
    ('Fernhill Main Street', 0, '09:00', '18:00'),
    ('Fernhill Main Street', 1, '09:00', '18:00'),
    ('Fernhill Main Street', 2, '09:00', '18:00'),
    ('Fernhill Main Street', 3, '09:00', '18:00'),
    ('Fernhill Main Street', 4, '09:00', '18:00'),
    ('Fernhill Main Street', 5, '10:00', '16:00'),
    ('Fernhill Westbury', 0, '10:00', '19:00'),
    ('Fernhill Westbury', 1, '10:00', '19:00'),
    ('Fernhill Westbury', 2, '10:00', '19:00'),
    ('Fernhill Westbury', 3, '10:00', '19:00'),
    ('Fernhill Westbury', 4, '10:00', '19:00'),
    ('Fernhill Westbury', 5, '10:00', '19:00'),
    ('Fernhill Lindale', 1, '09:00', '17:30'),
    ('Fernhill Lindale', 2, '09:00', '17:30'),
    ('Fernhill Lindale', 3, '09:00', '17:30'),
    ('Fernhill Lindale', 4, '09:00', '17:30'),
    ('Fernhill Lindale', 5, '09:00', '17:30'),
    ('Fernhill Cedar Bend', 3, '09:00', '12:30'),
    ('Fernhill Cedar Bend', 3, '13:30', '17:00'),
    ('Fernhill Cedar Bend', 4, '09:00', '12:30'),
    ('Fernhill Cedar Bend', 4, '13:30', '17:00'),
    ('Fernhill Cedar Bend', 5, '09:00', '12:30'),
    ('Fernhill Cedar Bend', 5, '13:30', '17:00'),
    ('Fernhill Cedar Bend', 6, '11:00', '15:00');

INSERT INTO holidays (month, day) VALUES
    (1, 1),
    (7, 4),
    (12, 25),
    (12, 26);
