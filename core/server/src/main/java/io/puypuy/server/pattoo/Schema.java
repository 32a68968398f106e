package io.puypuy.server.pattoo;

import static graphql.Scalars.GraphQLBoolean;
import static graphql.Scalars.GraphQLID;
import static graphql.Scalars.GraphQLInt;
import static graphql.Scalars.GraphQLString;
import static graphql.schema.FieldCoordinates.coordinates;
import static graphql.schema.GraphQLFieldDefinition.newFieldDefinition;
import static graphql.schema.GraphQLList.list;
import static graphql.schema.GraphQLNonNull.nonNull;
import static graphql.schema.GraphQLObjectType.newObject;
import static graphql.schema.GraphQLTypeReference.typeRef;

import graphql.GraphQLException;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLOutputType;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the GraphQL schema of pattoo's tables: for each a type, a connection, a list and a single row. */
final class Schema {
    private static final String NODE = "Node";
    private static final String PAGE_INFO = "PageInfo";
    private static final List<String> SLICE = List.of("before", "after");

    private final Map<String, Table<?>> tables = new HashMap<>();
    private final GraphQLCodeRegistry.Builder code = GraphQLCodeRegistry.newCodeRegistry();
    private final GraphQLObjectType.Builder query = newObject().name("Query");
    private final List<GraphQLObjectType> types = new ArrayList<>();

    private Schema() {}

    /** A row that knows its table, so that its type can be told. */
    private record Typed(Table<?> table, Object row) {}

    static GraphQLSchema of(List<Table<?>> tables, Mutations mutations, Logins logins) {
        Schema schema = new Schema();
        tables.forEach(table -> schema.tables.put(table.type(), table));
        tables.forEach(schema::add);
        return schema.build(mutations, logins);
    }

    private GraphQLSchema build(Mutations mutations, Logins logins) {
        GraphQLInterfaceType node = GraphQLInterfaceType.newInterface()
                .name(NODE)
                .field(field("id", nonNull(GraphQLID)))
                .build();
        code.typeResolver(node, row -> {
            Object typed = row.getObject();
            return typed instanceof Typed found ? row.getSchema().getObjectType(found.table.type()) : null;
        });
        query.field(newFieldDefinition()
                .name("node")
                .type(node)
                .argument(argument("id", nonNull(GraphQLID)))
                .build());
        code.dataFetcher(coordinates("Query", "node"), (DataFetcher<?>) this::node);
        query.field(newFieldDefinition()
                .name("authenticate")
                .type(list(typeRef("User")))
                .argument(argument("username", GraphQLString))
                .argument(argument("password", GraphQLString))
                .build());
        code.dataFetcher(coordinates("Query", "authenticate"), (DataFetcher<?>) environment -> logins.authenticate(
                        Objects.requireNonNullElse(environment.getArgument("username"), ""),
                        Objects.requireNonNullElse(environment.getArgument("password"), ""))
                .map(user -> List.of(new Typed(table("User"), user)))
                .orElse(null));
        GraphQLObjectType pageInfo = pageInfo();
        return GraphQLSchema.newSchema()
                .query(query.build())
                .mutation(mutations.type(code, (type, row) -> new Typed(table(type), row)))
                .additionalTypes(new HashSet<>(types))
                .additionalType(node)
                .additionalType(pageInfo)
                .codeRegistry(code.build())
                .build();
    }

    private Table<?> table(String type) {
        return Objects.requireNonNull(tables.get(type), type);
    }

    private static GraphQLFieldDefinition field(String name, GraphQLOutputType type) {
        return newFieldDefinition().name(name).type(type).build();
    }

    private static GraphQLArgument argument(String name, GraphQLInputType type) {
        return GraphQLArgument.newArgument().name(name).type(type).build();
    }

    private GraphQLObjectType pageInfo() {
        pageField("hasNextPage", Connection::hasNextPage);
        pageField("hasPreviousPage", Connection::hasPreviousPage);
        pageField("startCursor", Connection::startCursor);
        pageField("endCursor", Connection::endCursor);
        return newObject()
                .name(PAGE_INFO)
                .field(field("hasNextPage", nonNull(GraphQLBoolean)))
                .field(field("hasPreviousPage", nonNull(GraphQLBoolean)))
                .field(field("startCursor", GraphQLString))
                .field(field("endCursor", GraphQLString))
                .build();
    }

    private void pageField(String name, Function<Connection<?>, @Nullable Object> value) {
        code.dataFetcher(coordinates(PAGE_INFO, name), (DataFetcher<?>)
                from -> value.apply(Objects.requireNonNull(from.<Connection<?>>getSource())));
    }

    private <T> void add(Table<T> table) {
        GraphQLObjectType.Builder type =
                newObject().name(table.type()).withInterface(typeRef(NODE)).field(field("id", nonNull(GraphQLID)));
        code.dataFetcher(coordinates(table.type(), "id"), (DataFetcher<?>) from -> table.id(row(from)));
        table.columns().forEach((name, column) -> {
            type.field(field(name, GraphQLString));
            code.dataFetcher(coordinates(table.type(), name), (DataFetcher<?>) from -> column.text(row(from)));
        });
        for (Table.Link<T> link : table.links()) {
            Table<?> other = table(link.type());
            if (link.many()) {
                type.field(listField(link.field(), other));
                code.dataFetcher(coordinates(table.type(), link.field()), (DataFetcher<?>)
                        from -> linked(other, link.rows().apply(row(from), deadline(from)), from));
            } else {
                type.field(field(link.field(), typeRef(link.type())));
                code.dataFetcher(coordinates(table.type(), link.field()), (DataFetcher<?>) from -> {
                    List<?> rows = link.rows().apply(row(from), deadline(from));
                    return rows.isEmpty() ? null : new Typed(other, rows.get(0));
                });
            }
        }
        types.add(type.build());
        addConnection(table);
        addQueries(table);
    }

    /** What the fetchers of one table are given was made for it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T row(DataFetchingEnvironment from) {
        Typed typed = Objects.requireNonNull(from.getSource());
        return (T) typed.row;
    }

    private void addConnection(Table<?> table) {
        String edge = table.type() + "Edge";
        String connection = table.type() + "Connection";
        types.add(newObject()
                .name(edge)
                .field(field("node", typeRef(table.type())))
                .field(field("cursor", nonNull(GraphQLString)))
                .build());
        types.add(newObject()
                .name(connection)
                .field(field("pageInfo", nonNull(typeRef(PAGE_INFO))))
                .field(field("edges", nonNull(list(typeRef(edge)))))
                .build());
        code.dataFetcher(coordinates(edge, "node"), (DataFetcher<?>) from -> {
            Connection.Edge<?> source = Objects.requireNonNull(from.getSource());
            return new Typed(table, source.node());
        });
        code.dataFetcher(coordinates(edge, "cursor"), (DataFetcher<?>) from ->
                Objects.requireNonNull(from.<Connection.Edge<?>>getSource()).cursor());
        code.dataFetcher(coordinates(connection, "pageInfo"), (DataFetcher<?>) DataFetchingEnvironment::getSource);
        code.dataFetcher(coordinates(connection, "edges"), (DataFetcher<?>)
                from -> Objects.requireNonNull(from.<Connection<?>>getSource()).edges());
    }

    private <T> void addQueries(Table<T> table) {
        query.field(listField(table.all(), table));
        code.dataFetcher(coordinates("Query", table.all()), (DataFetcher<?>)
                from -> Connection.of(table.rows(filters(table, from), sortBy(from), deadline(from)), slice(from)));
        query.field(newFieldDefinition()
                .name(table.one())
                .type(typeRef(table.type()))
                .argument(argument("id", nonNull(GraphQLID)))
                .build());
        code.dataFetcher(coordinates("Query", table.one()), (DataFetcher<?>) from -> {
            GlobalId id = GlobalId.parse(Objects.requireNonNull(from.getArgument("id")));
            if (!id.type().equals(table.type())) {
                throw new GraphQLException("Must receive a " + table.type() + " id.");
            }
            return single(table, id, deadline(from));
        });
    }

    private static @Nullable Object single(Table<?> table, GlobalId id, Deadline deadline) {
        Optional<?> row = table.byKey(id.key(), deadline);
        return row.isEmpty() ? null : new Typed(table, row.get());
    }

    private @Nullable Object node(DataFetchingEnvironment from) {
        GlobalId id = GlobalId.parse(Objects.requireNonNull(from.getArgument("id")));
        Table<?> table = tables.get(id.type());
        return table == null ? null : single(table, id, deadline(from));
    }

    private static GraphQLFieldDefinition listField(String name, Table<?> table) {
        GraphQLFieldDefinition.Builder field = newFieldDefinition()
                .name(name)
                .type(typeRef(table.type() + "Connection"))
                .argument(argument("sortBy", list(GraphQLString)))
                .argument(argument("first", GraphQLInt))
                .argument(argument("last", GraphQLInt));
        SLICE.forEach(argument -> field.argument(argument(argument, GraphQLString)));
        table.columns().keySet().forEach(column -> field.argument(argument(column, GraphQLString)));
        return field.build();
    }

    private static <T> Connection<T> linked(Table<T> table, List<?> rows, DataFetchingEnvironment from) {
        @SuppressWarnings("unchecked") // the link says that they are of this table
        List<T> all = (List<T>) rows;
        return Connection.of(table.rows(all, filters(table, from), sortBy(from), deadline(from)), slice(from));
    }

    private static Map<String, String> filters(Table<?> table, DataFetchingEnvironment from) {
        Map<String, String> wanted = new HashMap<>();
        from.getArguments().forEach((name, value) -> {
            if (value != null && table.columns().containsKey(name)) {
                wanted.put(name, value.toString());
            }
        });
        return wanted;
    }

    private static List<String> sortBy(DataFetchingEnvironment from) {
        List<String> given = from.getArgument("sortBy");
        return given == null
                ? List.of()
                : given.stream().filter(Objects::nonNull).toList();
    }

    /** That of the whole question. */
    private static Deadline deadline(DataFetchingEnvironment from) {
        return Objects.requireNonNull(from.getGraphQlContext().get(Deadline.class));
    }

    private static Connection.Slice slice(DataFetchingEnvironment from) {
        return new Connection.Slice(
                from.getArgument("first"),
                from.getArgument("last"),
                from.getArgument("after"),
                from.getArgument("before"));
    }
}
