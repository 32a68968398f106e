#!/usr/bin/perl
# Prints two random numbers: the first is sent as it is, of the second the change per second.
use strict;
use warnings;

my $value = int rand 32768;
my $name  = 'random_perl';
my $type  = 'my_perl_random';
my $style = 'stack';

my $value2 = int rand 32768;
my $name2  = 'random_perl2';
my $type2  = 'my_perl_random2';
my $style2 = 'rate';

print "$name $value $type $style\n";
print "$name2 $value2 $type2 $style2\n";
