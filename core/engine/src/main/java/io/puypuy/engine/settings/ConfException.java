package io.puypuy.engine.settings;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used; the message has a line for each fault. */
public final class ConfException extends Exception {
    private static final long serialVersionUID = 1;

    public ConfException(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("\n")));
    }
}
