"""Stand-in for joblib: Parallel and delayed, always on threads. Not the real package."""

import os
from concurrent.futures import ThreadPoolExecutor


def delayed(function):
    """A call that is written down to be made later."""
    def written(*arguments, **named):
        return function, arguments, named
    return written


class Parallel:
    def __init__(self, n_jobs=None, prefer=None):
        self.n_jobs, self.prefer = n_jobs or 1, prefer

    def __call__(self, calls):
        """The results, in the order of the calls."""
        cores = os.cpu_count() or 1
        # As joblib counts: -1 is all cores, -2 all but one.
        jobs = self.n_jobs if self.n_jobs > 0 else max(1, cores + 1 + self.n_jobs)
        if jobs == 1:
            return [function(*arguments, **named) for function, arguments, named in calls]
        with ThreadPoolExecutor(jobs) as pool:
            futures = [pool.submit(function, *arguments, **named) for function, arguments, named in calls]
            return [future.result() for future in futures]
