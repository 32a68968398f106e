package io.puypuy.api.read;

import io.puypuy.api.CheckException;
import io.puypuy.api.read.Jolokia.Read;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * Finds to each question the answer that repeats it. Jolokia answers in the order of the questions, but a proxy or a rule of
 * access may leave answers out, and the properties of a name come in another order than they were asked in.
 */
final class JolokiaAnswers {
    private JolokiaAnswers() {}

    /**
     * The answers in the order of the questions; empty where there is none. One that repeats no question, such as one whose name
     * the agent writes in its own way, counts by its place, if no answer was left out.
     */
    static List<Optional<Json>> byQuestion(List<Read> questions, List<Json> answers) throws CheckException {
        List<Optional<Json>> ordered = new ArrayList<>();
        questions.forEach(question -> ordered.add(Optional.empty()));
        List<String> names =
                questions.stream().map(question -> canonical(question.mbean())).toList();
        List<Integer> others = new ArrayList<>();
        for (int place = 0; place < answers.size(); place++) {
            Json answer = answers.get(place);
            Optional<String> mbean = answer.text("request.mbean");
            int question = -1;
            if (mbean.isPresent()) {
                String name = canonical(mbean.get());
                question = question(
                        questions,
                        attributes(answer),
                        i -> ordered.get(i).isEmpty() && names.get(i).equals(name));
            }
            if (question < 0) {
                others.add(place);
            } else {
                ordered.set(question, Optional.of(answer));
            }
        }
        if (answers.size() == questions.size()) {
            for (int place : others) {
                if (ordered.get(place).isEmpty()) {
                    ordered.set(place, Optional.of(answers.get(place)));
                }
            }
        }
        return ordered;
    }

    // Agents of old do not repeat the attributes: then the first question to the MBean that has no answer is meant.
    private static int question(List<Read> questions, Set<String> attributes, IntPredicate isOpenAndOfTheMBean) {
        int sameMBean = -1;
        for (int i = 0; i < questions.size(); i++) {
            if (isOpenAndOfTheMBean.test(i)) {
                if (attributes.equals(Set.copyOf(questions.get(i).attributes()))) {
                    return i;
                }
                sameMBean = sameMBean < 0 && attributes.isEmpty() ? i : sameMBean;
            }
        }
        return sameMBean;
    }

    private static Set<String> attributes(Json answer) throws CheckException {
        Set<String> attributes = new HashSet<>();
        Optional<Json> asked = answer.find("request.attribute");
        if (asked.isPresent() && asked.get().isArray()) {
            for (Json attribute : asked.get().elements()) {
                attributes.add(attribute.toString());
            }
        } else {
            asked.ifPresent(one -> attributes.add(one.toString()));
        }
        return attributes;
    }

    private static String canonical(String mbean) {
        try {
            return new ObjectName(mbean).getCanonicalName();
        } catch (MalformedObjectNameException noName) {
            return mbean;
        }
    }
}
