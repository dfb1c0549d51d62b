"""From a yes or no for each frame to ranges of time."""


def ranges(flags, frame_seconds, bridge=0.15, shortest=0.1):
    """Start and end, in seconds, of the runs of true flags.

    Runs that are less than `bridge` apart become one; what is shorter than `shortest` afterwards is dropped.
    """
    found = []
    for index, flag in enumerate(flags):
        if not flag:
            continue
        start, end = index * frame_seconds, (index + 1) * frame_seconds
        if found and start - found[-1][1] < bridge:
            found[-1][1] = end
        else:
            found.append([start, end])
    return [{"start": round(start, 3), "end": round(end, 3)} for start, end in found if end - start >= shortest - 1e-9]
