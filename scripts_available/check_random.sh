#!/bin/bash
# Prints a random number, which is sent as it is, and a total that grows by a random step, of which the change per second is sent.
set -euo pipefail

value=$RANDOM
name=random_gen
type=my_bash_random
style=stack

# The milliseconds since 1970 grow from run to run without anything that is kept; the step differs from run to run.
value2=$(($(date +%s%3N) * 32 + RANDOM % 32))
name2=random_gen2
type2=my_bash_random2
style2=rate

echo "$name $value $type $style"
echo "$name2 $value2 $type2 $style2"
