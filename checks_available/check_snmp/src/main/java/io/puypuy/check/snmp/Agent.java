package io.puypuy.check.snmp;

import io.puypuy.api.CheckException;
import java.io.IOException;
import java.util.List;

/** A device that is being asked: over the network, or for tests what was recorded of it. For one thread. */
interface Agent extends AutoCloseable {
    /** Begins to ask a device; sends nothing yet. */
    @FunctionalInterface
    interface Opener {
        Agent open(DeviceSettings settings) throws IOException;
    }

    /**
     * The values of these oids in their order, {@link Variable.Kind#ABSENT} among them.
     *
     * @throws IOException if the device does not answer in time
     * @throws CheckException if it refuses, such as an unknown user
     */
    List<Variable> get(List<String> oids) throws IOException, CheckException, InterruptedException;

    /** All values below an oid, in the order of the device; none if it has none. */
    List<Variable> walk(String oid) throws IOException, CheckException, InterruptedException;

    @Override
    void close();
}
