package io.puypuy.pattoo.hub;

import io.puypuy.engine.settings.DurationText;
import io.puypuy.engine.status.BackendStatus;
import io.puypuy.http.HtmlText;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The hub and its spokes for people. Everything that does not stand here is escaped. */
final class HubHtml {
    /** A browser shows no more of them with pleasure. */
    static final int MOST_ROWS = 500;

    private static final String STYLE = style();

    private final HubStatus status;
    private final String search;
    private final Writer out;

    private HubHtml(HubStatus status, String search, Writer out) {
        this.status = status;
        this.search = search;
        this.out = out;
    }

    private static String style() {
        try (InputStream in = HubHtml.class.getResourceAsStream("page.css")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the jar cannot be read", e);
        }
    }

    /**
     * Writes the page.
     *
     * @param search only spokes whose address or reason has it; empty for all
     */
    static void write(HubStatus status, String search, Writer out) throws IOException {
        HubHtml page = new HubHtml(status, search, out);
        page.head();
        page.cards();
        page.server();
        page.spokes();
        out.write("</body></html>\n");
    }

    private void head() throws IOException {
        out.write("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
                + "<meta http-equiv=\"refresh\" content=\"30\"><title>pattoo hub</title><style>");
        out.write(STYLE);
        out.write("</style></head>\n<body><h1>pattoo hub</h1>");
        paragraph("Polls every " + DurationText.shortly(Duration.ofSeconds(status.intervalSeconds())) + " and posts to "
                + status.receiver() + "; started " + ago(status.startedMillis()) + ".");
        out.write(
                "<p><a href=\"/metrics\">metrics for Prometheus</a> · <a href=\"/spokes.json\">all of it as JSON</a></p>");
    }

    private void paragraph(String text) throws IOException {
        out.write("<p class=\"soft\">" + HtmlText.escaped(text) + "</p>\n");
    }

    private void cards() throws IOException {
        HubPoll.PollResult last = status.last();
        BackendStatus.Books books = status.documents().books();
        out.write("<div class=\"cards\">");
        card(
                number(status.count(SpokeStatus.State.ANSWERING)),
                "of " + number(status.polled().size()) + " spokes answer");
        card(number(status.count(SpokeStatus.State.FAILING)), "fail");
        card(
                last.millis() == 0 ? "–" : DurationText.shortly(Duration.ofMillis(last.tookMillis())),
                last.millis() == 0 ? "no poll yet" : "took the last poll, " + ago(last.millis()));
        card(number(books.delivered()), "documents delivered");
        card(number(books.waiting()), "wait, " + bytes(books.waitingBytes()) + " on disk");
        card(number(books.rejected()), "rejected by the server");
        if (books.dropped() > 0) {
            card(number(books.dropped()), "lost, because too many waited");
        }
        out.write("</div>\n");
    }

    private void card(String figure, String what) throws IOException {
        out.write("<div class=\"card\"><b>" + HtmlText.escaped(figure) + "</b>" + HtmlText.escaped(what) + "</div>");
    }

    private void server() throws IOException {
        BackendStatus documents = status.documents();
        String message = documents.message();
        switch (documents.state()) {
            case RETRYING -> message("warning", "The server does not take documents, they wait: " + message);
            case NOT_ALLOWED -> message("bad", "The server does not allow this hub, documents wait: " + message);
            case NEW, DELIVERING -> {
                // The figures say so.
            }
        }
    }

    private void message(String kind, String text) throws IOException {
        out.write("<p class=\"message " + kind + "\">" + HtmlText.escaped(text) + "</p>\n");
    }

    private void spokes() throws IOException {
        List<SpokeStatus> found = new ArrayList<>();
        status.spokes().filter(this::isWanted).forEach(found::add);
        found.sort(Comparator.comparing(SpokeStatus::state, Comparator.comparing(HubHtml::rank)));
        out.write("<h2>Spokes</h2><form><input name=\"q\" type=\"search\" aria-label=\"address or reason\""
                + " placeholder=\"address or reason\" value=\"" + HtmlText.escaped(search)
                + "\"><button>Search</button></form>\n");
        if (found.isEmpty()) {
            paragraph("None is like that.");
            return;
        }
        out.write("<div class=\"table\"><table><thead><tr><th>Spoke</th><th>State</th><th>Last document</th>"
                + "<th class=\"number\">Took</th><th class=\"number\">Size</th><th class=\"number\">Relayed</th>"
                + "<th class=\"number\">Failed</th></tr></thead><tbody>\n");
        for (SpokeStatus spoke : found.subList(0, Math.min(found.size(), MOST_ROWS))) {
            row(spoke);
        }
        out.write("</tbody></table></div>\n");
        if (found.size() > MOST_ROWS) {
            paragraph("These are " + number(MOST_ROWS) + " of " + number(found.size())
                    + ", those that fail first. Search for others, or take the JSON.");
        }
    }

    private boolean isWanted(SpokeStatus spoke) {
        return spoke.address().contains(search) || spoke.reason().contains(search);
    }

    private static int rank(SpokeStatus.State state) {
        return switch (state) {
            case FAILING -> 0;
            case NEW -> 1;
            case ANSWERING -> 2;
        };
    }

    private void row(SpokeStatus spoke) throws IOException {
        String kind =
                switch (spoke.state()) {
                    case FAILING -> "bad";
                    case NEW -> "warning";
                    case ANSWERING -> "good";
                };
        out.write("<tr><td class=\"address\">" + HtmlText.escaped(spoke.address()));
        if (!spoke.reason().isEmpty()) {
            out.write("<span class=\"reason\">" + HtmlText.escaped(spoke.reason()) + "</span>");
        }
        out.write("</td><td><span class=\"state " + kind + "\">"
                + spoke.state().name().toLowerCase(Locale.ROOT) + "</span></td><td>" + ago(spoke.lastSeenMillis())
                + "</td>");
        boolean seen = spoke.lastSeenMillis() > 0;
        figure(seen ? spoke.latencyMillis() + " ms" : "–");
        figure(seen ? bytes(spoke.replyBytes()) : "–");
        figure(number(spoke.relayed()));
        figure(number(spoke.failed()));
        out.write("</tr>\n");
    }

    private void figure(String text) throws IOException {
        out.write("<td class=\"number\">" + HtmlText.escaped(text) + "</td>");
    }

    private String ago(long millis) {
        return millis == 0
                ? "never"
                : DurationText.shortly(Duration.ofMillis(Math.max(0, status.nowMillis() - millis))) + " ago";
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String bytes(long value) {
        if (value < 10_000) {
            return number(value) + " B";
        }
        return value < 10_000_000 ? number(value / 1000) + " kB" : number(value / 1_000_000) + " MB";
    }
}
