package io.puypuy.http;

import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpStatus;

/** Faults as a small page, in the form of pattoo's servers. Thread-safe. */
public final class HtmlFaults implements FaultForm {
    public static final String CONTENT_TYPE = "text/html; charset=utf-8";

    @Override
    public String contentType() {
        return CONTENT_TYPE;
    }

    @Override
    public byte[] body(int status, String sentence) {
        String title = HttpStatus.getMessage(status);
        String page = "<!doctype html>\n<html lang=en>\n<title>" + status + " " + title + "</title>\n<h1>" + title
                + "</h1>\n<p>" + HtmlText.escaped(sentence) + "</p>\n";
        return page.getBytes(StandardCharsets.UTF_8);
    }
}
