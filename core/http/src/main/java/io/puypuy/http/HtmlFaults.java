package io.puypuy.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpStatus;

/** Faults as a small page, in the form of pattoo's servers. Thread-safe. */
public final class HtmlFaults implements FaultForm {
    public static final String CONTENT_TYPE = "text/html; charset=utf-8";

    /** Where Jetty has other words. */
    private static final Map<Integer, String> TITLES =
            Map.of(RequestFault.TOO_LARGE, "Request Entity Too Large", RequestFault.INTERNAL, "Internal Server Error");

    /** What programs may have been told to look for. */
    private static final Map<Integer, String> SENTENCES = Map.of(
            RequestFault.NOT_FOUND,
            "The requested URL was not found on the server. If you entered the URL manually please check your spelling and"
                    + " try again.",
            RequestFault.METHOD_NOT_ALLOWED,
            "The method is not allowed for the requested URL.");

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public byte[] body(int status, String sentence) {
        String title = TITLES.getOrDefault(status, HttpStatus.getMessage(status));
        String page = "<!doctype html>\n<html lang=en>\n<title>" + status + " " + title + "</title>\n<h1>" + title
                + "</h1>\n<p>" + HtmlText.escaped(SENTENCES.getOrDefault(status, sentence)) + "</p>\n";
        return page.getBytes(StandardCharsets.UTF_8);
    }
}
