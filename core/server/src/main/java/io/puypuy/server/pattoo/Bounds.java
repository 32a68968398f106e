package io.puypuy.server.pattoo;

import graphql.ExecutionResult;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.FieldFetchingInstrumentationContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.language.OperationDefinition;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ends a request that has more fields, or takes longer, than an answer may have. Thread-safe. */
final class Bounds extends SimplePerformantInstrumentation {
    /** Fields in an answer; each holds some 500 bytes until it is sent. */
    static final int MAX_FIELDS = 100_000;

    /** Of one request, which one thread answers. */
    private static final class Count implements InstrumentationState {
        private final Deadline deadline;
        private int fields;

        Count(Deadline deadline) {
            this.deadline = deadline;
        }
    }

    @Override
    public @Nullable InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
        return new Count(Objects.requireNonNull(
                parameters.getExecutionInput().getGraphQLContext().get(Deadline.class)));
    }

    @Override
    public @Nullable FieldFetchingInstrumentationContext beginFieldFetching(
            InstrumentationFieldFetchParameters parameters, @Nullable InstrumentationState state) {
        Count count = (Count) Objects.requireNonNull(state);
        if (++count.fields > MAX_FIELDS) {
            end(
                    parameters.getExecutionContext(),
                    "The answer would have more than " + MAX_FIELDS + " fields; ask for fewer rows with \"first\".");
        } else if (count.deadline.isOver()) {
            end(parameters.getExecutionContext(), Deadline.sentence());
        }
        return null;
    }

    /** Ends all of it, while what is thrown here may end one field. */
    private static void end(ExecutionContext execution, String sentence) {
        execution.getGraphQLContext().put(Ended.class, new Ended(sentence));
        execution.getExecutionInput().cancel();
        execution.getEngineRunningState().throwIfCancelled();
    }

    /** Why a request was ended. */
    record Ended(String sentence) {}

    /** Lets no change through that the request may not make. */
    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, @Nullable InstrumentationState state) {
        ExecutionContext execution = parameters.getExecutionContext();
        Refused refused = execution.getGraphQLContext().get(Refused.class);
        if (refused != null
                && execution.getOperationDefinition().getOperation() == OperationDefinition.Operation.MUTATION) {
            throw refused;
        }
        return null;
    }
}
