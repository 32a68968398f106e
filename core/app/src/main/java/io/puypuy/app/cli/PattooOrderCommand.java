package io.puypuy.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.puypuy.engine.ServerNeeds;
import io.puypuy.engine.settings.Conf;
import io.puypuy.server.http.WebSettings;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.Orders;
import io.puypuy.server.inventory.Report;
import io.puypuy.server.store.QuestStore;
import io.puypuy.server.store.StoreSettings;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Has an order carried out by the running daemon, or by itself while none runs, and prints what it gives. */
abstract class PattooOrderCommand extends Command {
    PattooOrderCommand(Installation installation) {
        super(installation);
    }

    /** Carries out an order on tables that this process has. */
    private interface Work {
        Report on(Orders orders) throws IOException;
    }

    /** Asks the daemon. */
    private interface Question {
        JsonNode ask(PageApi daemon) throws IOException, InterruptedException;
    }

    /** Where the daemon's page is, and where its store. */
    private record Places(WebSettings web, StoreSettings store) {}

    private Places places(Conf conf) {
        return new Places(
                installation().web(conf),
                StoreSettings.from(
                        conf.section(ServerNeeds.SERVER), installation().home()));
    }

    final int order(Map<String, String> order) throws IOException, InterruptedException {
        return print(either(daemon -> daemon.post("pattoo/orders", order), orders -> orders.run(order)));
    }

    final int show(String what) throws IOException, InterruptedException {
        return print(either(daemon -> daemon.get("pattoo/show", Map.of("what", what)), orders -> orders.show(what)));
    }

    private Report either(Question question, Work work) throws IOException, InterruptedException {
        Places places = installation().usable(this::places);
        if (DaemonState.look(installation()).holder().isPresent()) {
            return read(question.ask(new PageApi(places.web.url(), places.web.apiKey())));
        }
        StoreSettings settings = places.store;
        // Has the folder's lock while it is open.
        try (QuestStore store = QuestStore.open(settings);
                Inventory inventory = Inventory.in(settings.folder(), Clock.systemUTC())) {
            for (int idx = 1; idx <= inventory.tables().datapoints().count(); idx++) {
                int datapoint = idx;
                store.samples().lastMillis(idx).ifPresent(millis -> inventory.seen(datapoint, millis));
            }
            return work.on(new Orders(inventory));
        } catch (IllegalArgumentException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    private static Report read(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        answer.path("rows").forEach(row -> rows.add(texts(row)));
        return new Report(texts(answer.path("head")), rows, texts(answer.path("sentences")));
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private int print(Report report) {
        if (!report.head().isEmpty()) {
            TextTable table = new TextTable(report.head(), List.of());
            for (List<String> row : report.rows()) {
                table.add(row.stream().map(PattooOrderCommand::printable).toArray(String[]::new));
            }
            table.print(out());
        }
        report.sentences().forEach(sentence -> say(printable(sentence)));
        return OK;
    }

    /** Agents choose their texts. */
    private static String printable(String text) {
        return Printable.line(text, Inventory.MAX_TEXT);
    }
}
