"""The best of many choices."""


def extractOne(query, choices, *, scorer=None, processor=None, score_cutoff=None):
    """(choice, score, key or index) of the best choice, the first of equals; None if none reaches the cutoff."""
    if scorer is None:
        raise NotImplementedError("this stand-in has no WRatio: name a scorer")
    best = None
    for key, choice in choices.items() if hasattr(choices, "items") else enumerate(choices):
        if choice is None:
            continue
        score = scorer(query, choice, processor=processor)
        if score >= (score_cutoff or 0) and (best is None or score > best[1]):
            best = (choice, score, key)
    return best
