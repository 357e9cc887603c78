"""Runs one command, or several at a time, as whole processes and tells what they took.

A process of its own: what the system counts as a child's peak memory is at least what its parent held when it started
it, so the parent must be small (this one holds 9 MB).

    echo '{"commands": [["typst", …], …], "at_once": 2, "limit": 120}' | python3 -I -S measure.py

prints {"wall": s, "processor": s, "memory": bytes, "status": worst exit code, "late": whether the limit was passed}.
Processor time is that of the processes and of all they waited for; memory that of the largest one of them.
"""

import json
import os
import signal
import sys
import time


def start(command):
    process = os.fork()
    if process == 0:
        # A group of its own, so that everything it starts can be ended with it.
        os.setpgid(0, 0)
        quiet = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1):
            os.dup2(quiet, stream)
        try:
            os.execvp(command[0], command)
        finally:
            os._exit(127)
    return process


def main():
    asked = json.load(sys.stdin)
    waiting, running = list(reversed(asked["commands"])), set()
    told = {"wall": 0.0, "processor": 0.0, "memory": 0, "status": 0, "late": False}

    def end(_signal, _frame):
        told["late"] = True
        waiting.clear()
        for process in running:
            os.killpg(process, signal.SIGKILL)

    signal.signal(signal.SIGALRM, end)
    signal.setitimer(signal.ITIMER_REAL, asked["limit"])
    begun = time.perf_counter()
    while waiting or running:
        while waiting and len(running) < asked["at_once"]:
            running.add(start(waiting.pop()))
        process, status, usage = os.wait3(0)
        running.discard(process)
        told["processor"] += usage.ru_utime + usage.ru_stime
        told["memory"] = max(told["memory"], usage.ru_maxrss * 1024)
        told["status"] = max(told["status"], os.waitstatus_to_exitcode(status) % 256)
    told["wall"] = time.perf_counter() - begun
    json.dump(told, sys.stdout)


main()
