package io.puypuy.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** In which form a server says what is wrong with a request. Thread-safe. */
public interface FaultForm {
    /** {@code {"error":"the sentence"}}. */
    FaultForm JSON = new FaultForm() {
        @Override
        public String contentType() {
            return "application/json";
        }

        @Override
        public byte[] body(int status, String sentence) {
            String text =
                    "{\"error\":\"" + new String(JsonStringEncoder.getInstance().quoteAsString(sentence)) + "\"}";
            return text.getBytes(StandardCharsets.UTF_8);
        }
    };

    String contentType();

    byte[] body(int status, String sentence);
}
