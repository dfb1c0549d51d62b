"""The terms of this series, as its translators agreed on them."""

TERMS = {
    "hyper drive": "hyperdrive",
    "worm hole": "wormhole",
    "space ship": "spaceship",
    "light sabre": "lightsaber",
    "air lock": "airlock",
}
