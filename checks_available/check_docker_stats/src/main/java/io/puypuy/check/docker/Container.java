package io.puypuy.check.docker;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container of the engine's list.
 *
 * @param name without slashes
 */
record Container(String id, String name) {
    static List<Container> list(Json reply) throws CheckException {
        List<Container> containers = new ArrayList<>();
        for (Json container : reply.elements()) {
            String id = container.get("Id").toString();
            containers.add(new Container(id, name(container).orElse(id)));
        }
        return containers;
    }

    // A container has more names for each one that is linked to it: /web/db beside /db.
    private static Optional<String> name(Json container) throws CheckException {
        Optional<String> shortest = Optional.empty();
        Optional<Json> names = container.find("Names");
        if (names.isPresent()) {
            for (Json name : names.get().elements()) {
                String text = name.toString();
                if (shortest.isEmpty() || text.lastIndexOf('/') < shortest.get().lastIndexOf('/')) {
                    shortest = Optional.of(text);
                }
            }
        }
        return shortest.map(name -> name.replace("/", "")).filter(name -> !name.isEmpty());
    }
}
