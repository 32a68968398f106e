package io.puypuy.server.pattoo;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.InvalidSyntaxError;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedSchemaElement;
import graphql.schema.GraphQLSchema;
import graphql.validation.ValidationError;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what is wrong with a question in the words of pattoo's library, graphql-core 2, as far as programs could have come to know
 * them. What is not known here keeps the words of graphql-java, without its prefix.
 */
final class ErrorWords {
    private static final Pattern PREFIX = Pattern.compile("Validation [Ee]rror \\(.*?\\) ?: (.*)", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("Field '(.+)' in type '(.+)' is undefined");
    private static final List<Words> OTHERS = List.of(
            new Words("Unknown type '(.+)'", "Unknown type \"%s\"."),
            new Words("Undefined fragment '(.+)'", "Unknown fragment \"%s\"."),
            new Words("Unknown field argument '(.+)'", "Unknown argument \"%s\"."),
            new Words("Unknown directive '(.+)'", "Unknown directive \"%s\"."),
            new Words("Undefined variable '(.+)'", "Variable \"$%s\" is not defined."),
            new Words("Unused variable '(.+)'", "Variable \"$%s\" is never used."),
            new Words("Unused fragment '(.+)'", "Fragment \"%s\" is never used."),
            new Words(
                    "Subselection required for type '(.+)' of field '(.+)'",
                    "Field \"%2$s\" of type \"%1$s\" must have a sub selection."),
            new Words(
                    "Subselection not allowed on leaf type '(.+)' of field '(.+)'",
                    "Field \"%2$s\" must not have a sub selection since type \"%1$s\" has no sub fields."),
            new Words(
                    "Anonymous operation with other operations",
                    "This anonymous operation must be the only defined operation."),
            new Words(
                    "Variable '(.+)' of type '(.+)' used in position expecting type '(.+)'",
                    "Variable \"$%s\" of type \"%s\" used in position expecting type \"%s\"."));

    /** Words of one library, and those of the other. */
    private record Words(Pattern theirs, String ours) {
        Words(String theirs, String ours) {
            this(Pattern.compile(theirs), ours);
        }
    }

    private ErrorWords() {}

    static GraphQLError of(String query, GraphQLError error, GraphQLSchema schema) {
        if (error instanceof InvalidSyntaxError syntax) {
            return SyntaxWords.of(query, syntax);
        }
        if (error instanceof ValidationError) {
            // Where it is, but not in which field: that one was never executed.
            return GraphqlErrorBuilder.newError()
                    .message("%s", words(String.valueOf(error.getMessage()), schema))
                    .locations(error.getLocations())
                    .build();
        }
        return error;
    }

    private static String words(String message, GraphQLSchema schema) {
        Matcher prefix = PREFIX.matcher(message);
        String plain = prefix.matches() ? prefix.group(1) : message;
        Matcher field = FIELD.matcher(plain);
        if (field.matches()) {
            return unknownField(field.group(1), field.group(2), schema);
        }
        for (Words words : OTHERS) {
            Matcher found = words.theirs.matcher(plain);
            if (found.matches()) {
                Object[] parts = new Object[found.groupCount()];
                for (int i = 0; i < parts.length; i++) {
                    parts[i] = found.group(i + 1);
                }
                return String.format(java.util.Locale.ROOT, words.ours, parts);
            }
        }
        return plain;
    }

    private static String unknownField(String field, String type, GraphQLSchema schema) {
        String message = "Cannot query field \"" + field + "\" on type \"" + type + "\".";
        if (schema.getType(type) instanceof GraphQLFieldsContainer known) {
            List<String> names = known.getFieldDefinitions().stream()
                    .map(GraphQLNamedSchemaElement::getName)
                    .toList();
            return message + Suggestions.of(field, names);
        }
        return message;
    }
}
