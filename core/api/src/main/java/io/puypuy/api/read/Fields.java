package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import java.util.Optional;

/** A parsed reply whose numbers are found by name. Immutable. */
@FunctionalInterface
public interface Fields {
    /**
     * The number of that name: a {@link Long} if it is whole and within 64 bits, else a {@link Double}.
     *
     * @throws CheckException if there is a value of that name that is not a number
     */
    Optional<Number> number(String name) throws CheckException;
}
