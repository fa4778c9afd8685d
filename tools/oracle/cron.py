"""When does a cron schedule begin? Asked of two programs.

In:  schedule, zone and instants, separated by tabs; instants as seconds since 1970, never a whole minute.
Out: for each instant, the next start by crondst, and the next and the last one by croniter.
"""
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from crondst import CronDst
from croniter import croniter

for line in sys.stdin:
    schedule, zone, *instants = line.rstrip("\n").split("\t")
    answers = []
    for instant in instants:
        at = datetime.fromtimestamp(int(instant), ZoneInfo(zone))
        starts = [
            next(CronDst(schedule).iter(at)),
            # As Vixie's cron: a day that begins with * does not make the other one optional.
            croniter(schedule, at, implement_cron_bug=True).get_next(datetime),
            croniter(schedule, at, implement_cron_bug=True).get_prev(datetime),
        ]
        answers += [str(round(start.timestamp())) for start in starts]
    print("\t".join(answers))
