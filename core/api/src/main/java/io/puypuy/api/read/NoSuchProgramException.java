package io.puypuy.api.read;

import java.io.IOException;

/** There is no program of this name, in PATH or where the path says. The message is shown to the operator. */
public final class NoSuchProgramException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * A fault that names the program.
     *
     * @param program as it was asked for: a name or a path
     */
    public NoSuchProgramException(String program) {
        super("there is no program " + program);
    }
}
