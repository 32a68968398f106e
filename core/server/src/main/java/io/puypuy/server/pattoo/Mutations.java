package io.puypuy.server.pattoo;

import static graphql.Scalars.GraphQLString;
import static graphql.schema.FieldCoordinates.coordinates;
import static graphql.schema.GraphQLArgument.newArgument;
import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLInputObjectField.newInputObjectField;
import static graphql.schema.GraphQLInputObjectType.newInputObject;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;

import graphql.GraphQLException;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import io.puypuy.server.inventory.Changes;
import io.puypuy.server.inventory.ChartDatapointRow;
import io.puypuy.server.inventory.ChartRow;
import io.puypuy.server.inventory.FavoriteRow;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.inventory.Passwords;
import io.puypuy.server.inventory.Tables;
import io.puypuy.server.inventory.UserRow;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The changes that pattoo's GraphQL interface knows; durable before they are answered. Whoever asks was let in before. */
final class Mutations {
    private static final String ENABLED = "enabled";

    private final Inventory inventory;
    private final Changes changes;
    private final List<Mutation> all = new ArrayList<>();

    /** What is done with a row's columns. */
    private interface Work {
        Optional<?> apply(Input input);
    }

    /** A mutation: its name, the type of row, the field of the result, which column is required, and the columns. */
    private record Mutation(
            String name, String type, String result, String required, List<String> columns, Work work) {}

    /** The argument. */
    private record Input(Map<String, Object> given) {
        String text(String column, String otherwise) {
            return given.get(column) instanceof String text ? text : otherwise;
        }

        int number(String column, int otherwise) {
            String text = text(column, Integer.toString(otherwise)).strip();
            if (!text.matches("\\d{1,9}")) {
                throw new IllegalArgumentException(column + " is no number from 0 on");
            }
            return Integer.parseInt(text);
        }

        int required(String column) {
            return number(column, 0);
        }

        boolean truth(String column, boolean otherwise) {
            return number(column, otherwise ? 1 : 0) != 0;
        }
    }

    Mutations(Inventory inventory) {
        this.inventory = inventory;
        changes = inventory.changes();
        charts();
        chartDatapoints();
        favorites();
        users();
    }

    private void add(String name, String type, String result, String required, List<String> columns, Work work) {
        all.add(new Mutation(name, type, result, required, columns, work));
    }

    private void charts() {
        List<String> columns = List.of("idxChart", "name", "checksum", ENABLED);
        add(
                "createChart",
                "Chart",
                "chart",
                "",
                columns,
                input -> Optional.of(changes.addChart(
                        input.text("name", ""), input.text("checksum", ""), input.truth(ENABLED, true))));
        add(
                "updateChart",
                "Chart",
                "chart",
                "idxChart",
                columns,
                input -> changes.changeChart(
                        input.required("idxChart"),
                        row -> new ChartRow(
                                row.idx(),
                                input.text("name", row.name()),
                                input.text("checksum", row.checksum()),
                                changes.changed(
                                        row, input.truth(ENABLED, row.marks().enabled())))));
    }

    private void chartDatapoints() {
        List<String> columns = List.of("idxChartDatapoint", "idxDatapoint", "idxChart", ENABLED);
        add(
                "createChartDataPoint",
                "ChartDataPoint",
                "chartDatapoint",
                "",
                columns,
                input -> Optional.of(changes.addChartDatapoint(
                        input.required("idxDatapoint"), input.required("idxChart"), input.truth(ENABLED, true))));
        add(
                "updateChartDataPoint",
                "ChartDataPoint",
                "chartDatapoint",
                "idxChartDatapoint",
                columns,
                input -> changes.changeChartDatapoint(
                        input.required("idxChartDatapoint"),
                        row -> new ChartDatapointRow(
                                row.idx(),
                                input.number("idxDatapoint", row.datapoint()),
                                input.number("idxChart", row.chart()),
                                changes.changed(
                                        row, input.truth(ENABLED, row.marks().enabled())))));
    }

    private void favorites() {
        List<String> columns = List.of("idxFavorite", "idxUser", "idxChart", "order", ENABLED);
        add(
                "createFavorite",
                "Favorite",
                "favorite",
                "",
                columns,
                input -> Optional.of(changes.addFavorite(
                        input.required("idxUser"),
                        input.required("idxChart"),
                        input.number("order", 0),
                        input.truth(ENABLED, true))));
        add(
                "updateFavorite",
                "Favorite",
                "favorite",
                "idxFavorite",
                columns,
                input -> changes.changeFavorite(
                        input.required("idxFavorite"),
                        row -> new FavoriteRow(
                                row.idx(),
                                input.number("idxUser", row.user()),
                                input.number("idxChart", row.chart()),
                                input.number("order", row.order()),
                                changes.changed(
                                        row, input.truth(ENABLED, row.marks().enabled())))));
    }

    private void users() {
        List<String> columns =
                List.of("idxUser", "username", "firstName", "lastName", "role", "passwordExpired", ENABLED);
        List<String> withPassword = new ArrayList<>(columns);
        withPassword.add("password");
        add("createUser", "User", "user", "", withPassword, this::createUser);
        add(
                "updateUser",
                "User",
                "user",
                "idxUser",
                columns,
                input -> changes.changeUser(
                        input.required("idxUser"),
                        row -> new UserRow(
                                row.idx(),
                                input.text("username", row.username()),
                                input.text("firstName", row.firstName()),
                                input.text("lastName", row.lastName()),
                                row.password(),
                                input.number("role", row.role()),
                                input.truth("passwordExpired", row.passwordExpired()),
                                changes.changed(
                                        row, input.truth(ENABLED, row.marks().enabled())))));
    }

    /** No result where the name is taken, as pattoo answers it. */
    private Optional<?> createUser(Input input) {
        String username = input.text("username", "");
        if (Tables.first(inventory.tables().users(), UserRow::username, username) != null) {
            return Optional.empty();
        }
        return Optional.of(changes.addUser(
                username,
                input.text("firstName", ""),
                input.text("lastName", ""),
                Passwords.hash(input.text("password", "")),
                input.number("role", 1),
                input.truth(ENABLED, true)));
    }

    /** @param typed makes of a type and a row what the type's fields are read from */
    GraphQLObjectType type(GraphQLCodeRegistry.Builder code, BiFunction<String, Object, Object> typed) {
        GraphQLObjectType.Builder type = newObject().name("Mutation");
        for (Mutation mutation : all) {
            String name = Character.toUpperCase(mutation.name.charAt(0)) + mutation.name.substring(1);
            GraphQLObjectType result = newObject()
                    .name(name)
                    .field(newFieldDefinition().name(mutation.result).type(typeRef(mutation.type)))
                    .build();
            type.field(newFieldDefinition()
                    .name(mutation.name)
                    .type(result)
                    .argument(newArgument().name("Input").type(nonNull(input(name, mutation)))));
            code.dataFetcher(coordinates("Mutation", mutation.name), (DataFetcher<?>) from -> {
                Object row = run(mutation, new Input(Objects.requireNonNull(from.getArgument("Input"))));
                return row == null ? null : typed.apply(mutation.type, row);
            });
            code.dataFetcher(coordinates(name, mutation.result), (DataFetcher<?>) from -> from.getSource());
        }
        return type.build();
    }

    private static GraphQLInputObjectType input(String name, Mutation mutation) {
        GraphQLInputObjectType.Builder input = newInputObject().name(name + "Input");
        for (String column : mutation.columns) {
            input.field(newInputObjectField()
                    .name(column)
                    .type(column.equals(mutation.required) ? nonNull(GraphQLString) : GraphQLString));
        }
        return input.build();
    }

    private @Nullable Object run(Mutation mutation, Input input) {
        try {
            Object row = mutation.work.apply(input).orElse(null);
            inventory.flush();
            return row;
        } catch (IllegalArgumentException e) {
            throw new GraphQLException(e.getMessage(), e);
        } catch (IOException e) {
            throw new GraphQLException("the change cannot be written: " + e.getMessage(), e);
        }
    }
}
