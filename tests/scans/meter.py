"""Run the child on its standard input and write what it took: (seconds of work, most memory held, what it answered).

A process of its own, small when it forks: what the tests themselves hold would be counted otherwise.
"""

import json
import resource
import subprocess
import sys

done = subprocess.run(
    [sys.executable, "-I", sys.argv[1]], stdin=sys.stdin.buffer, capture_output=True, timeout=60, check=False
)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
line = done.stdout.partition(b"\n")[0]
answer = json.loads(line) if done.returncode == 0 else {"refused": "heavy"}
print(json.dumps({"seconds": used.ru_utime + used.ru_stime, "bytes": used.ru_maxrss * 1024, **answer}))
