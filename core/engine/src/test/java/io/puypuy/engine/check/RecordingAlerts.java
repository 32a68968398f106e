package io.puypuy.engine.check;

import io.puypuy.api.Alert;
import io.puypuy.api.Event;
import java.util.ArrayList;
import java.util.List;

/** Keeps what it is told. */
final class RecordingAlerts implements AlertListener {
    final List<Alert> alerts = new ArrayList<>();
    final List<Alert> raised = new ArrayList<>();
    final List<Event> events = new ArrayList<>();

    @Override
    public void changed(String job, String target, Alert alert, long timeMillis) {
        alerts.add(alert);
    }

    @Override
    public List<Alert> raised(String job, String target) {
        return raised;
    }

    @Override
    public void happened(Event event) {
        events.add(event);
    }
}
