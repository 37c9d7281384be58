"""Names, streets, towns and domains that the secrets of the benchmark are made of; nobody's in particular."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Stock:
    """What is drawn from."""

    first_names: tuple[str, ...]
    last_names: tuple[str, ...]
    streets: tuple[str, ...]
    towns: tuple[str, ...]
    domains: tuple[str, ...]


FIRST = Stock(
    (
        "Margaret", "Desmond", "Priya", "Olivier", "Saoirse", "Tobias", "Yolanda", "Kenji", "Beatrice", "Mohammed",
        "Lucinda", "Gareth", "Ines", "Walter", "Chloe",
    ),
    (
        "Whitfield", "Okonkwo", "Ramirez", "Delacroix", "Pemberton", "Nakamura", "Fitzgerald", "Kowalski", "Abernathy",
        "Haddad", "Lindgren", "McAllister", "Banerjee", "Thornton", "Vasquez",
    ),
    (
        "Maple Grove Road", "Wellington Street", "Cherry Lane", "Old Mill Drive", "Lincoln Avenue", "Station Road",
        "Highland Court", "Queens Park Terrace", "Sycamore Boulevard", "Church Close", "Harbor View Way", "Elm Place",
    ),
    ("Dayton", "Leeds", "Spokane", "Bristol", "Tulsa", "Norwich", "Savannah", "Cardiff"),
    (
        "gmail dot com", "outlook dot com", "yahoo dot co dot uk", "bluefern dot org", "proton dot me",
        "northgate dash dental dot com", "icloud dot com", "riverside dot edu",
    ),
)  # fmt: skip
OTHER = Stock(
    (
        "Eleanor", "Rashid", "Bronwen", "Hugo", "Amara", "Douglas", "Ingrid", "Ravi", "Philippa", "Mateo", "Siobhan",
        "Leonard", "Farah", "Stefan", "Judith",
    ),
    (
        "Harrington", "Adeyemi", "Castellanos", "Moreau", "Blackwood", "Tanaka", "Gallagher", "Nowak", "Cavendish",
        "Mansour", "Bergstrom", "O'Donnell", "Chatterjee", "Ashworth", "Figueroa",
    ),
    (
        "Victoria Road", "Juniper Street", "Foxglove Lane", "Riverbank Drive", "Jefferson Avenue", "Mill Road",
        "Primrose Court", "Albert Terrace", "Washington Boulevard", "Orchard Close", "Canterbury Way", "Cedar Place",
    ),
    ("Boise", "Derby", "Omaha", "Exeter", "Tucson", "Lincoln", "Albany", "Swansea"),
    (
        "gmail dot com", "hotmail dot com", "icloud dot com", "redkite dot net", "fastmail dot com",
        "southbank dash optics dot com", "aol dot com", "lakeside dot org",
    ),
)  # fmt: skip
