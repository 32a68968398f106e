package io.puypuy.server.http;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.javalin.http.Context;
import io.puypuy.http.RequestBody;
import io.puypuy.http.RequestFault;
import io.puypuy.server.inventory.Orders;
import io.puypuy.server.inventory.Report;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the command line asks of the running daemon: {@code GET /api/v1/pattoo/show?what=agents}, and {@code POST
 * /api/v1/pattoo/orders} with a JSON object of texts, for which the key is needed. Both answer {@code
 * {"head":[…],"rows":[[…]],"sentences":[…]}}. Thread-safe.
 */
final class OrdersApi {
    static final String ORDERS = "/api/v1/pattoo/orders";
    static final String SHOW = "/api/v1/pattoo/show";

    /** Bytes; a language pack of 50,000 lines fits. */
    private static final int MAX_BODY = 8 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_BODY).build())
            .build();

    private final Orders orders;

    OrdersApi(Orders orders) {
        this.orders = orders;
    }

    void show(Context request) throws IOException {
        String what = new Parameters(request.queryParamMap(), Set.of("what")).required("what");
        try {
            answer(orders.show(what), request);
        } catch (IllegalArgumentException e) {
            throw bad(e);
        }
    }

    void order(Context request) {
        Map<String, String> order = read(request);
        try {
            answer(orders.run(order), request);
        } catch (IllegalArgumentException e) {
            throw bad(e);
        } catch (IOException e) {
            throw new RequestFault(RequestFault.UNAVAILABLE, "the change cannot be written: " + e.getMessage());
        }
    }

    private static RequestFault bad(IllegalArgumentException fault) {
        return new RequestFault(RequestFault.BAD_REQUEST, String.valueOf(fault.getMessage()));
    }

    private static Map<String, String> read(Context request) {
        byte[] body = RequestBody.read(request, MAX_BODY, "an order has at most " + MAX_BODY + " bytes");
        Map<String, String> order = new HashMap<>();
        try (JsonParser json = FACTORY.createParser(body)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() != JsonToken.VALUE_STRING) {
                    throw new IOException("no text");
                }
                order.put(name, json.getText());
            }
        } catch (IOException e) {
            throw new RequestFault(RequestFault.BAD_REQUEST, "an order is a JSON object of texts");
        }
        return order;
    }

    private static void answer(Report report, Context request) throws IOException {
        try (JsonGenerator json =
                FACTORY.createGenerator(request.contentType("application/json").outputStream(), JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeFieldName("head");
            texts(report.head(), json);
            json.writeArrayFieldStart("rows");
            for (List<String> row : report.rows()) {
                texts(row, json);
            }
            json.writeEndArray();
            json.writeFieldName("sentences");
            texts(report.sentences(), json);
            json.writeEndObject();
        }
    }

    private static void texts(List<String> texts, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
