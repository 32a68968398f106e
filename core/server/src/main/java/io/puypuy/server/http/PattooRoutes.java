package io.puypuy.server.http;

import io.javalin.config.RoutesConfig;
import io.puypuy.http.HttpListener;
import io.puypuy.server.gate.QueryGate;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.Orders;
import io.puypuy.server.pattoo.PattooApi;
import io.puypuy.server.store.QuestStore;
import java.time.Clock;
import java.util.Map;

/** The addresses of pattoo's own applications, and of the commands that change their tables. */
final class PattooRoutes {
    private static final String GRAPHQL = PattooApi.PREFIX + "/graphql";

    /** What may more than be read. */
    static final Map<String, Guard.Rule> RULES = Map.of(GRAPHQL, Guard.Rule.ASK, OrdersApi.ORDERS, Guard.Rule.CHANGE);

    private PattooRoutes() {}

    static void add(RoutesConfig routes, Guard guard, Inventory inventory, QuestStore store, QueryGate gate) {
        PattooApi api = new PattooApi(inventory, store.samples(), Clock.systemUTC(), gate, guard::mayChange);
        HttpListener.route(routes, PattooApi.PREFIX + "/status", api::status);
        HttpListener.route(routes, PattooApi.PREFIX + "/rest/data/{idx}", api::data);
        HttpListener.route(routes, GRAPHQL, api::graphql);
        routes.post(GRAPHQL, api::graphql);
        OrdersApi orders = new OrdersApi(new Orders(inventory));
        HttpListener.route(routes, OrdersApi.SHOW, orders::show);
        routes.post(OrdersApi.ORDERS, orders::order);
    }
}
