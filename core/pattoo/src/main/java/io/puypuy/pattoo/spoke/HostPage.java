package io.puypuy.pattoo.spoke;

import io.puypuy.http.HtmlText;
import io.puypuy.pattoo.document.AgentIdentity;
import io.puypuy.pattoo.os.HostFacts;
import io.puypuy.pattoo.os.Part;
import io.puypuy.pattoo.os.Reading;
import io.puypuy.pattoo.os.Snapshot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** The document as a page for people: no script, nothing from elsewhere, everything foreign escaped. Thread-safe. */
final class HostPage {
    private static final String STYLE = style();
    /** What the page may do: have its own style, and nothing else. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final AgentIdentity identity;

    HostPage(AgentIdentity identity) {
        this.identity = identity;
    }

    private static String style() {
        try (InputStream css = Objects.requireNonNull(HostPage.class.getResourceAsStream("page.css"))) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    byte[] write(Snapshot snapshot) {
        StringBuilder page = new StringBuilder(32 << 10);
        String title = text(identity.hostname());
        page.append("<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n")
                .append("<meta name=viewport content=\"width=device-width, initial-scale=1\">\n")
                .append("<title>" + title + " · pattoo</title>\n<style>" + STYLE + "</style>\n</head>\n<body>\n");
        List<Group> groups = Group.of(snapshot);
        head(snapshot, groups, page);
        page.append("<main>\n");
        figures(snapshot, page);
        for (Group group : groups) {
            page.append("<section>\n<h2 id=" + group.id() + ">" + group.title() + "</h2>\n<div class=grid>\n");
            group.cards().forEach(card -> card(card, page));
            page.append("</div>\n</section>\n");
        }
        page.append("</main>\n</body>\n</html>\n");
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void head(Snapshot snapshot, List<Group> groups, StringBuilder page) {
        HostFacts host = snapshot.host();
        Instant read = Instant.ofEpochMilli(snapshot.millis()).truncatedTo(ChronoUnit.SECONDS);
        page.append("<header>\n<h1>" + text(identity.hostname()) + "</h1>\n<p>")
                .append(text(host.type() + " " + host.release() + ", " + host.version()))
                .append(" · " + snapshot.cpus() + (snapshot.cpus() == 1 ? " processor" : " processors"))
                .append(host.processor().isEmpty() ? "" : " (" + text(host.processor()) + ")")
                .append(" · read <time datetime=" + read + ">"
                        + read.toString().replace('T', ' ').replace("Z", " UTC") + "</time></p>\n")
                .append("<p>Agent " + text(identity.program()) + ", id <code>" + text(identity.id()) + "</code></p>\n")
                .append(
                        "<p>Programs, such as <code>curl</code>, get the same as pattoo's document in JSON.</p>\n<nav>");
        groups.forEach(group -> page.append("<a href=\"#" + group.id() + "\">" + group.title() + "</a>"));
        page.append("</nav>\n</header>\n");
        new TreeMap<>(snapshot.failing())
                .forEach((source, reason) ->
                        page.append("<p class=bad>" + text(source) + " cannot be read: " + text(reason) + "</p>\n"));
    }

    /** What people look at first. */
    private static void figures(Snapshot snapshot, StringBuilder page) {
        page.append("<section>\n<h2>At a glance</h2>\n<div class=grid>\n");
        double idle = 0;
        for (Reading reading : snapshot.readings()) {
            double value = reading.value().doubleValue();
            switch (reading.key()) {
                // Waiting for a disk is a kind of being idle, and comes next.
                case "cpu_times_percent_idle" -> idle = value;
                case "cpu_times_percent_iowait" -> figure("Processors busy", Math.max(0, 100 - idle - value), page);
                case "memory_percent" -> figure("Memory in use", value, page);
                case "swap_memory_percent" -> figure("Swap in use", value, page);
                case "disk_partition_disk_usage_percent" ->
                    figure(reading.part().name() + " in use", value, page);
                default -> {}
            }
        }
        page.append("</div>\n</section>\n");
    }

    private static void figure(String title, double percent, StringBuilder page) {
        String value = Unit.PERCENT.format(percent);
        page.append("<div class=card><div class=figure><h3>" + text(title) + "</h3><b>" + value + "</b></div>")
                .append("<meter max=100 high=90 low=75 optimum=0 value=" + percent + ">" + value + "</meter></div>\n");
    }

    private static void card(Group.Card card, StringBuilder page) {
        page.append("<div class=card>\n<h3>" + text(card.title()) + "</h3>\n");
        if (!card.details().isEmpty()) {
            page.append("<dl>");
            for (Part.Entry detail : card.details()) {
                page.append("<div><dt><code>" + name(detail.key()) + "</code></dt><dd>" + name(detail.value())
                        + "</dd></div>");
            }
            page.append("</dl>\n");
        }
        page.append("<table>\n");
        for (Reading reading : card.readings()) {
            page.append("<tr><th scope=row><code>" + name(reading.key()) + "</code><td title=\"" + reading.value()
                            + "\">")
                    .append(Unit.of(reading.key()).format(reading.value()) + "\n");
        }
        page.append("</table>\n</div>\n");
    }

    /** The text, which may be broken behind its words. */
    private static String name(String foreign) {
        return text(foreign).replace("_", "_<wbr>").replace(",", ",<wbr>");
    }

    private static String text(String foreign) {
        return HtmlText.escaped(foreign);
    }
}
