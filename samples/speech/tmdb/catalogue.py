"""A small catalogue of films, with keys of our own."""

FILMS = {
    "nosferatu-1922": {"title": "Nosferatu", "year": 1922},
    "metropolis": {"title": "Metropolis", "year": 1927},
    "m": {"title": "M", "year": 1931},
    "casablanca": {"title": "Casablanca", "year": 1942},
    "third-man": {"title": "The Third Man", "year": 1949},
    "vertigo": {"title": "Vertigo", "year": 1958},
    "2001": {"title": "2001: A Space Odyssey", "year": 1968},
    "solaris-1972": {"title": "Solaris", "year": 1972},
    "nosferatu-1979": {"title": "Nosferatu the Vampyre", "year": 1979},
    "stalker": {"title": "Stalker", "year": 1979},
    "blade-runner": {"title": "Blade Runner", "year": 1982},
    "1984": {"title": "1984", "year": 1984},
    "solaris-2002": {"title": "Solaris", "year": 2002},
}
