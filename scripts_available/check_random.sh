#!/bin/bash
# Prints two random numbers: the first is sent as it is, of the second the change per second.
set -euo pipefail

value=$RANDOM
name=random_gen
type=my_bash_random
style=stack

value2=$RANDOM
name2=random_gen2
type2=my_bash_random2
style2=rate

echo "$name $value $type $style"
echo "$name2 $value2 $type2 $style2"
