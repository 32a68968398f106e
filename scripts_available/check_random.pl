#!/usr/bin/perl
# Prints a random number, which is sent as it is, and a total that grows by a random step, of which the change per second is sent.
use strict;
use warnings;
use Time::HiRes qw(time);

my $value = int rand 32768;
my $name  = 'random_perl';
my $type  = 'my_perl_random';
my $style = 'stack';

# The milliseconds since 1970 grow from run to run without anything that is kept; the step differs from run to run.
my $value2 = int(time * 1000) * 32 + int rand 32;
my $name2  = 'random_perl2';
my $type2  = 'my_perl_random2';
my $style2 = 'rate';

print "$name $value $type $style\n";
print "$name2 $value2 $type2 $style2\n";
