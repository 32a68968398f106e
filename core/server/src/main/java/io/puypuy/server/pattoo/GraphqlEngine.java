package io.puypuy.server.pattoo;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLError;
import graphql.GraphQLException;
import graphql.GraphqlErrorBuilder;
import graphql.analysis.MaxQueryDepthInstrumentation;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.AsyncSerialExecutionStrategy;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import graphql.execution.instrumentation.ChainedInstrumentation;
import graphql.language.SourceLocation;
import graphql.schema.GraphQLSchema;
import io.puypuy.http.RequestFault;
import io.puypuy.server.inventory.Inventory;
import io.puypuy.server.store.SampleStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** pattoo's GraphQL interface. Made with the first question, since it takes a while. Thread-safe. */
final class GraphqlEngine {
    private static final Logger LOG = LoggerFactory.getLogger(GraphqlEngine.class);
    /** The standard question for the schema goes 15 deep. */
    private static final int MAX_DEPTH = 30;

    private final GraphQLSchema schema;
    private final GraphQL graphql;

    GraphqlEngine(Inventory inventory, SampleStore samples) {
        Readings readings = new Readings(samples, inventory.tables().datapoints());
        schema = Schema.of(
                new PattooTables(inventory.tables(), readings).all(),
                new Mutations(inventory),
                new Logins(inventory.tables(), System::nanoTime));
        DataFetcherExceptionHandler faults = GraphqlEngine::fault;
        graphql = GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(new AsyncExecutionStrategy(faults))
                .mutationExecutionStrategy(new AsyncSerialExecutionStrategy(faults))
                .instrumentation(
                        new ChainedInstrumentation(List.of(new MaxQueryDepthInstrumentation(MAX_DEPTH), new Bounds())))
                .build();
    }

    private static CompletableFuture<DataFetcherExceptionHandlerResult> fault(
            DataFetcherExceptionHandlerParameters parameters) {
        Throwable fault = parameters.getException();
        String sentence = Objects.requireNonNullElse(fault.getMessage(), "");
        if (!(fault instanceof GraphQLException)) {
            LOG.warn("a field of a question to GraphQL failed", fault);
            sentence = "the request failed; the daemon's log says why";
        }
        GraphQLError error = GraphqlErrorBuilder.newError()
                .message("%s", sentence)
                .location(parameters.getSourceLocation())
                .path(parameters.getPath())
                .build();
        return CompletableFuture.completedFuture(
                DataFetcherExceptionHandlerResult.newResult(error).build());
    }

    Answer ask(Question question) {
        if (question.query().isBlank()) {
            return Answer.fault(RequestFault.BAD_REQUEST, "Must provide query string.");
        }
        ExecutionInput input = ExecutionInput.newExecutionInput(question.query())
                .variables(question.variables())
                .operationName(question.operation().isEmpty() ? null : question.operation())
                .locale(Locale.ENGLISH)
                .graphQLContext(context -> {
                    context.put(Deadline.class, Deadline.ofNow());
                    question.refused().ifPresent(why -> context.put(Refused.class, why));
                })
                .build();
        ExecutionResult result;
        try {
            result = graphql.execute(input);
        } catch (GraphQLException e) {
            // Such as a name of an operation that the question does not have.
            return Answer.fault(RequestFault.BAD_REQUEST, String.valueOf(e.getMessage()));
        }
        Bounds.Ended ended = input.getGraphQLContext().get(Bounds.Ended.class);
        if (ended != null) {
            return Answer.fault(RequestFault.BAD_REQUEST, ended.sentence());
        }
        return new Answer(status(result), body(question.query(), result));
    }

    private static int status(ExecutionResult result) {
        for (GraphQLError error : result.getErrors()) {
            if (error instanceof Refused refused) {
                return refused.status();
            }
        }
        return result.isDataPresent() ? RequestFault.OK : RequestFault.BAD_REQUEST;
    }

    private Map<String, Object> body(String query, ExecutionResult result) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!result.getErrors().isEmpty()) {
            List<Object> errors = new ArrayList<>();
            result.getErrors().forEach(error -> errors.add(error(query, error)));
            body.put("errors", errors);
        }
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        return body;
    }

    private Map<String, Object> error(String query, GraphQLError original) {
        GraphQLError error = ErrorWords.of(query, original, schema);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("message", error.getMessage());
        List<SourceLocation> locations = error.getLocations();
        if (locations != null && !locations.isEmpty()) {
            List<Object> places = new ArrayList<>();
            for (SourceLocation location : locations) {
                places.add(Map.of("line", location.getLine(), "column", location.getColumn()));
            }
            fields.put("locations", places);
        }
        if (error.getPath() != null) {
            fields.put("path", error.getPath());
        }
        return fields;
    }
}
