# Runs in a network of its own. Each line of standard input is "connections N", "broken N" or "copy FOLDER"; each is answered
# with a line when it is done. Ends with its input.
import os
import socket
import struct
import subprocess
import sys

FILES = (
    "sys/net/netfilter/nf_conntrack_count",
    "sys/net/netfilter/nf_conntrack_max",
    "sys/net/netfilter/nf_conntrack_buckets",
    "self/net/stat/nf_conntrack",
)
BROKEN_HEADER = struct.pack("!HHIIBBHHH", 1, 2, 0, 0, 15 << 4, 2, 0, 0, 0)

subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
# Connections are tracked as soon as a rule asks for their state.
subprocess.run("iptables -A INPUT -m conntrack --ctstate ESTABLISHED -j ACCEPT".split(), check=True)

udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
raw = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_TCP)
port = 20000
print("ready", flush=True)
for line in sys.stdin:
    verb, argument = line.rstrip("\n").split(" ", 1)
    if verb == "connections":
        for _ in range(int(argument)):
            udp.sendto(b"x", ("127.0.0.1", port))
            port += 1
    elif verb == "broken":
        for _ in range(int(argument)):
            raw.sendto(BROKEN_HEADER, ("127.0.0.1", 0))
    else:
        for name in FILES:
            copy = os.path.join(argument, name)
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            with open("/proc/" + name) as source, open(copy, "w") as target:
                target.write(source.read())
    print("done", flush=True)
