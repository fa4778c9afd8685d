"""When does a cron schedule begin? Asked of two programs.

In:  schedule, zone and instants, separated by tabs; instants as seconds since 1970, never a whole minute.
Out: for each instant the next start by crondst; then, for the first, the next and the last one by croniter.
"""
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from crondst import CronDst
from croniter import croniter

for line in sys.stdin:
    schedule, zone, *instants = line.rstrip("\n").split("\t")
    times = [datetime.fromtimestamp(int(instant), ZoneInfo(zone)) for instant in instants]
    answers = [next(CronDst(schedule).iter(time)) for time in times]
    # As Vixie's cron: a day that begins with * does not make the other one optional.
    answers.append(croniter(schedule, times[0], implement_cron_bug=True).get_next(datetime))
    answers.append(croniter(schedule, times[0], implement_cron_bug=True).get_prev(datetime))
    print("\t".join(str(round(answer.timestamp())) for answer in answers))
