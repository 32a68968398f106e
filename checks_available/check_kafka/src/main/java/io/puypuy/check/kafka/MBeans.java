package io.puypuy.check.kafka;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Fields;
import io.puypuy.api.read.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * The MBeans of one pattern by one property of their names. The properties of a name have no order: Jolokia 1.x sorts them,
 * 2.x leaves them as they were registered. Immutable.
 */
final class MBeans {
    private final Map<String, List<Json>> byProperty;

    private MBeans(Map<String, List<Json>> byProperty) {
        this.byProperty = Collections.unmodifiableMap(byProperty);
    }

    /**
     * Sorts the answer to a pattern.
     *
     * @param answer none is no MBean
     * @throws CheckException if a name is none of an MBean, or lacks the property
     */
    static MBeans by(String property, Optional<Json> answer) throws CheckException {
        Map<String, List<Json>> sorted = new LinkedHashMap<>();
        if (answer.isPresent()) {
            for (Map.Entry<String, Json> bean : answer.get().members().entrySet()) {
                sorted.computeIfAbsent(value(bean.getKey(), property), any -> new ArrayList<>())
                        .add(bean.getValue());
            }
        }
        return new MBeans(sorted);
    }

    private static String value(String name, String property) throws CheckException {
        try {
            String value = new ObjectName(name).getKeyProperty(property);
            if (value != null) {
                return value;
            }
        } catch (MalformedObjectNameException e) {
            throw new CheckException("no name of an MBean: " + CheckException.quoted(name), e);
        }
        throw new CheckException("the MBean " + CheckException.quoted(name) + " has no property " + property);
    }

    boolean isEmpty() {
        return byProperty.isEmpty();
    }

    /** The values of the property. */
    Iterable<String> values() {
        return byProperty.keySet();
    }

    /** One attribute of each MBean, as fields with the property's values as names; of several MBeans the sum. */
    Fields attribute(String attribute) {
        return name -> {
            Optional<Number> sum = Optional.empty();
            for (Json bean : byProperty.getOrDefault(name, List.of())) {
                Optional<Number> number = bean.number(attribute);
                if (number.isPresent()) {
                    sum = Optional.of(sum.isEmpty() ? number.get() : sum(sum.get(), number.get()));
                }
            }
            return sum;
        };
    }

    private static Number sum(Number one, Number other) {
        if (one instanceof Long && other instanceof Long) {
            return one.longValue() + other.longValue();
        }
        return one.doubleValue() + other.doubleValue();
    }
}
