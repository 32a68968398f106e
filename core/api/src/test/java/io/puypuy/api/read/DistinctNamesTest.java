package io.puypuy.api.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DistinctNamesTest {
    @Test
    void theIndexTellsApartWhatHasOneNameOrNone() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("4", "Ethernet");
        names.put("3", "lo");
        names.put("2", "Ethernet");
        names.put("1", "");
        names.put("0", "");
        assertThat(DistinctNames.of(names).entrySet())
                .extracting(Object::toString)
                .containsExactly("4=Ethernet 4", "3=lo", "2=Ethernet 2", "1=1", "0=0");
    }
}
