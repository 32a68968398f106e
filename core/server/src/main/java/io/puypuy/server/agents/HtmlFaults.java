package io.puypuy.server.agents;

import io.puypuy.http.FaultForm;
import io.puypuy.http.RequestFault;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Faults as pattoo's agent API answers them: a small page. Thread-safe. */
final class HtmlFaults implements FaultForm {
    static final String CONTENT_TYPE = "text/html; charset=utf-8";

    private static final Map<Integer, String> TITLES = Map.of(
            RequestFault.BAD_REQUEST, "Bad Request",
            RequestFault.UNAUTHORIZED, "Unauthorized",
            RequestFault.FORBIDDEN, "Forbidden",
            RequestFault.NOT_FOUND, "Not Found",
            RequestFault.METHOD_NOT_ALLOWED, "Method Not Allowed",
            RequestFault.TIMEOUT, "Request Timeout",
            RequestFault.TOO_LARGE, "Request Entity Too Large",
            RequestFault.TOO_MANY, "Too Many Requests",
            RequestFault.INTERNAL, "Internal Server Error",
            RequestFault.UNAVAILABLE, "Service Unavailable");

    /** What agents may have been told to look for. */
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
        String title = TITLES.getOrDefault(status, "Error");
        String page = "<!doctype html>\n<html lang=en>\n<title>" + status + " " + title + "</title>\n<h1>" + title
                + "</h1>\n<p>" + escaped(SENTENCES.getOrDefault(status, sentence)) + "</p>\n";
        return page.getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
