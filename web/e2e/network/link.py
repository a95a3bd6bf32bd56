"""A bad link between two network namespaces, in user space.

usage: link.py OUTER INNER SEED

Makes the TUN devices OUTER and INNER and carries packets between them. Whoever starts it moves INNER to the other
namespace and gives both their addresses. Each line on standard input is a JSON object with the members "down" (OUTER to
INNER) and "up"; each of them says how that direction behaves from now on:

  loss       of all packets, 0 to 1
  burst      packets lost in a row, on the average; 1 if each loss stands alone
  twice      of all packets that pass, those that arrive two times, 0 to 1
  delayMs    one way
  jitterMs   what is added to the delay is between 0 and this, for each packet anew
  reorders   whether jitter may let packets overtake one another
  rateKbps   what passes a second; 0 for everything
  queueMs    how long packets may wait for their turn; what would wait longer is dropped

Each line is answered by one: what has happened so far in each direction. The program ends with its input.
"""

import fcntl
import heapq
import json
import os
import random
import select
import struct
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000
LONGEST_PACKET = 65_536


def tun(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


class Direction:
    def __init__(self, source, target, chance):
        self.source = source
        self.target = target
        self.chance = chance
        self.waiting = []
        self.order = 0
        self.in_burst = False
        self.free_at = 0.0
        self.last_due = 0.0
        self.counts = {"passed": 0, "lost": 0, "overflowed": 0}
        self.shape({})

    def shape(self, plan):
        self.loss = plan.get("loss", 0)
        self.burst = max(1, plan.get("burst", 1))
        self.twice = plan.get("twice", 0)
        self.delay = plan.get("delayMs", 0) / 1000
        self.jitter = plan.get("jitterMs", 0) / 1000
        self.reorders = plan.get("reorders", False)
        self.bytes_per_second = plan.get("rateKbps", 0) * 125
        self.queue = plan.get("queueMs", 200) / 1000

    def is_lost(self):
        """Two states, good and bad (Gilbert): the mean stay in the bad one is a burst, the share of it is the loss."""
        if self.loss == 0:
            return False
        leave = 1 / self.burst
        enter = leave * self.loss / (1 - self.loss)
        if self.burst == 1:
            return self.chance.random() < self.loss
        self.in_burst = self.chance.random() < ((1 - leave) if self.in_burst else enter)
        return self.in_burst

    def read(self, now):
        while True:
            try:
                packet = os.read(self.source, LONGEST_PACKET)
            except BlockingIOError:
                return
            self.take(packet, now)

    def take(self, packet, now):
        if self.is_lost():
            self.counts["lost"] += 1
            return
        leaves = now
        if self.bytes_per_second > 0:
            begins = max(now, self.free_at)
            if begins - now > self.queue:
                self.counts["overflowed"] += 1
                return
            self.free_at = leaves = begins + len(packet) / self.bytes_per_second
        due = leaves + self.delay + self.chance.random() * self.jitter
        if not self.reorders:
            due = max(due, self.last_due)
            self.last_due = due
        for _ in range(2 if self.chance.random() < self.twice else 1):
            self.order += 1
            heapq.heappush(self.waiting, (due, self.order, packet))

    def deliver(self, now):
        while self.waiting and self.waiting[0][0] <= now:
            packet = heapq.heappop(self.waiting)[2]
            try:
                os.write(self.target, packet)
                self.counts["passed"] += 1
            except OSError:
                # The far end is not up yet, or no longer.
                self.counts["lost"] += 1

    def next_due(self):
        return self.waiting[0][0] if self.waiting else None


def main():
    outer_name, inner_name, seed = sys.argv[1:]
    outer, inner = tun(outer_name), tun(inner_name)
    # Each direction draws its own chances: what one carries does not change what happens to the other.
    down = Direction(outer, inner, random.Random(f"{seed} down"))
    up = Direction(inner, outer, random.Random(f"{seed} up"))
    print("ready", flush=True)
    commands = sys.stdin.fileno()
    text = b""
    while True:
        dues = [due for due in (down.next_due(), up.next_due()) if due is not None]
        wait = max(0.0, min(dues) - time.monotonic()) if dues else None
        ready, _, _ = select.select([outer, inner, commands], [], [], wait)
        now = time.monotonic()
        if outer in ready:
            down.read(now)
        if inner in ready:
            up.read(now)
        if commands in ready:
            chunk = os.read(commands, 4096)
            if not chunk:
                return
            *lines, text = (text + chunk).split(b"\n")
            for line in lines:
                plan = json.loads(line)
                down.shape(plan["down"])
                up.shape(plan["up"])
                print(json.dumps({"down": down.counts, "up": up.counts}), flush=True)
        down.deliver(time.monotonic())
        up.deliver(time.monotonic())


main()
