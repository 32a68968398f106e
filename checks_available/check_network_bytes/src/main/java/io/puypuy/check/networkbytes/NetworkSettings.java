package io.puypuy.check.networkbytes;

import io.puypuy.api.Settings;
import io.puypuy.api.read.NameFilter;
import io.puypuy.api.read.ProcessNetwork;
import java.time.Duration;
import java.util.List;

/**
 * Settings of section [Network Stats].
 *
 * @param loopback whether the interface lo is reported
 * @param rated whether rates are sent, or the counters themselves
 * @param excluded names of interfaces that are left out
 * @param statePeriod how often speed, state, MTU and changes of the carrier are read, a file for each
 * @param network whose traffic
 */
record NetworkSettings(
        boolean loopback, boolean rated, NameFilter excluded, Duration statePeriod, ProcessNetwork network) {
    // What container engines, hypervisors and modules make by themselves.
    private static final List<String> VIRTUAL = List.of(
            "veth*",
            "docker*",
            "br-*",
            "virbr*",
            "vnet*",
            "cali*",
            "cni*",
            "flannel*",
            "lxc*",
            "ifb*",
            "dummy*",
            "tunl0",
            "sit0");

    static NetworkSettings from(Settings settings) {
        return new NetworkSettings(
                settings.truth("localhost", false),
                settings.truth("rated", true),
                new NameFilter(settings.list("exclude_interfaces", VIRTUAL)),
                settings.duration("state_period", Duration.ofSeconds(10)),
                ProcessNetwork.from(settings));
    }

    boolean wants(String networkInterface) {
        return networkInterface.equals("lo") ? loopback : !excluded.matches(networkInterface);
    }
}
