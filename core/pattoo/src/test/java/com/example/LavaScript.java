package com.example;

import io.puypuy.pattoo.agent.PattooAgent;
import io.puypuy.pattoo.agent.Posted;
import io.puypuy.pattoo.document.DataType;
import io.puypuy.pattoo.document.Datapoint;
import io.puypuy.pattoo.document.Target;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

public final class LavaScript {
    public static void main(String[] args) throws IOException, InterruptedException {
        // How often cron runs this program.
        Duration interval = Duration.ofSeconds(20);

        // Let's assume that these quotes have been received from SITE_A, and those from WORK_1.
        Map<String, Double> siteA = new TreeMap<>(Map.of("ABC", 123.456, "DEF", 456.789));
        Map<String, Double> work1 = new TreeMap<>(Map.of("GHI", 654.321, "JKL", 987.654));

        try (PattooAgent agent = PattooAgent.of("LAVA_SCRIPT", interval)) {
            agent.add(target("SITE_A", siteA));
            agent.add(target("WORK_1", work1));
            Posted posted = agent.post();
            System.out.println(posted.fate() + " " + posted.reason());
        }
    }

    private static Target target(String name, Map<String, Double> quotes) {
        Target target = new Target(name);
        quotes.forEach((ticker, price) -> target.add(Datapoint.of(ticker, price, DataType.FLOAT)));
        return target;
    }
}
