"""Runs commands and says what each cost: a line of JSON in, a line of JSON out.

In: {"argv": [...], "cwd": "...", "env": {...}}. Out: [exit code, microseconds of the processor, peak KiB], with those
of the children that a command waited for.
"""

import json
import os
import sys

nowhere = os.open(os.devnull, os.O_RDWR)
for line in sys.stdin:
    asked = json.loads(line)
    os.chdir(asked["cwd"])
    argv = asked["argv"]
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1, 2)]
    child = os.posix_spawnp(argv[0], argv, {**os.environ, **asked["env"]}, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    microseconds = round((usage.ru_utime + usage.ru_stime) * 1_000_000)
    print(json.dumps([os.waitstatus_to_exitcode(status), microseconds, usage.ru_maxrss]), flush=True)
