"""How alike two strings are, from 0 to 100."""


def ratio(s1, s2, *, processor=None, score_cutoff=None):
    """Normalised Indel similarity: twice the longest common subsequence over both lengths. Below the cutoff, 0."""
    if processor is not None:
        s1, s2 = processor(s1), processor(s2)
    if not s1 and not s2:
        return 100.0
    row = [0] * (len(s2) + 1)
    for one in s1:
        previous = row
        row = [0]
        for column, other in enumerate(s2):
            row.append(previous[column] + 1 if one == other else max(previous[column + 1], row[column]))
    score = 200.0 * row[-1] / (len(s1) + len(s2))
    return score if score >= (score_cutoff or 0) else 0.0
