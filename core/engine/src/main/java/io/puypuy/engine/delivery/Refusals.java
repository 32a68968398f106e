package io.puypuy.engine.delivery;

import io.puypuy.api.backend.Delivery;
import io.puypuy.api.backend.EncodedPoints;
import io.puypuy.engine.spool.RejectedPoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes rejected points of what a receiver said about the points of a request. */
final class Refusals {
    private Refusals() {}

    /** In the order of the request, each point once; what is said of points that are not in it is left out. */
    static List<RejectedPoint> of(EncodedPoints request, List<Delivery.Refusal> refusals, long millis) {
        @Nullable String[] reasons = new String[request.count()];
        for (Delivery.Refusal refusal : refusals) {
            int index = refusal.index();
            if (index >= 0 && index < reasons.length && reasons[index] == null) {
                reasons[index] = refusal.reason();
            }
        }
        List<RejectedPoint> rejected = new ArrayList<>();
        for (int i = 0; i < reasons.length; i++) {
            String reason = reasons[i];
            if (reason != null) {
                rejected.add(new RejectedPoint(millis, RejectedPoint.Form.ENCODED, reason, request.point(i)));
            }
        }
        return rejected;
    }
}
