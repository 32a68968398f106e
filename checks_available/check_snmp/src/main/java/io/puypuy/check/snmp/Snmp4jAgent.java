package io.puypuy.check.snmp;

import io.puypuy.api.CheckException;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.snmp4j.AbstractTarget;
import org.snmp4j.PDU;
import org.snmp4j.PDUv1;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Session;
import org.snmp4j.Snmp;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/**
 * A device over UDP: the library's {@link java.net.DatagramSocket}. It has a thread that listens and one for repetitions; both end with {@link #close}, in the same run.
 */
final class Snmp4jAgent implements Agent {
    private static final int OIDS_IN_A_REQUEST = 20;
    private static final int ROWS_IN_A_REQUEST = 25;
    private static final int MOST_ROWS = 10_000;
    private static final int MOST_REPETITIONS = 2;
    private static final int TOO_BIG = PDU.tooBig;

    private final DeviceSettings device;
    private final SnmpSessions sessions;
    private final Snmp snmp;
    private final AbstractTarget<UdpAddress> target;
    private final long deadlineNanos;
    private int answers;

    private Snmp4jAgent(DeviceSettings device, SnmpSessions sessions, AbstractTarget<UdpAddress> target)
            throws IOException {
        this.device = device;
        this.sessions = sessions;
        this.snmp = sessions.open(device);
        this.target = target;
        this.deadlineNanos = System.nanoTime() + device.timeout().toNanos();
    }

    static Agent open(DeviceSettings device, SnmpSessions sessions) throws IOException {
        UdpAddress address = new UdpAddress(InetAddress.getAllByName(device.server())[0], device.port());
        AbstractTarget<UdpAddress> target = SnmpSessions.target(device, address);
        // A datagram may be lost: it is sent again twice.
        target.setTimeout(Math.max(1, device.timeout().toMillis() / (MOST_REPETITIONS + 1)));
        target.setRetries(MOST_REPETITIONS);
        return new Snmp4jAgent(device, sessions, target);
    }

    @Override
    public List<Variable> get(List<String> oids) throws IOException, CheckException, InterruptedException {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < oids.size(); i += OIDS_IN_A_REQUEST) {
            variables.addAll(getSome(oids.subList(i, Math.min(oids.size(), i + OIDS_IN_A_REQUEST))));
        }
        return variables;
    }

    private List<Variable> getSome(List<String> oids) throws IOException, CheckException, InterruptedException {
        PDU answer = ask(request(PDU.GET, oids));
        int status = answer.getErrorStatus();
        if (status == PDU.noError) {
            return variables(oids, answer);
        }
        if (oids.size() == 1) {
            if (isOfOneValue(status)) {
                return List.of(new Variable(oids.get(0), Variable.Kind.ABSENT, answer.getErrorStatusText()));
            }
            throw new CheckException(device.target() + " answers: " + answer.getErrorStatusText());
        }
        if (!isOfOneValue(status) && status != TOO_BIG) {
            throw new CheckException(device.target() + " answers: " + answer.getErrorStatusText());
        }
        // Version 1 gives nothing at all if one is missing, no version if one cannot be read, and none more than fits.
        int half = oids.size() / 2;
        List<Variable> both = new ArrayList<>(getSome(oids.subList(0, half)));
        both.addAll(getSome(oids.subList(half, oids.size())));
        return both;
    }

    private static boolean isOfOneValue(int status) {
        return status == PDU.noSuchName || status == PDU.genErr;
    }

    private List<Variable> variables(List<String> oids, PDU answer) throws CheckException {
        if (answer.size() != oids.size()) {
            throw new CheckException(device.target() + " answers " + answer.size() + " values for " + oids.size());
        }
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < oids.size(); i++) {
            Variable variable = Values.variable(answer.get(i));
            if (!variable.oid().equals(oids.get(i))) {
                throw new CheckException(device.target() + " answers ." + variable.oid() + " for ." + oids.get(i));
            }
            variables.add(variable);
        }
        return variables;
    }

    @Override
    public List<Variable> walk(String oid) throws IOException, CheckException, InterruptedException {
        boolean bulk = device.version() != DeviceSettings.Version.V1;
        OID root = new OID(oid);
        OID last = root;
        List<Variable> rows = new ArrayList<>();
        while (true) {
            PDU answer = ask(request(bulk ? PDU.GETBULK : PDU.GETNEXT, List.of(last.toString())));
            if (answer.getErrorStatus() == PDU.noSuchName) {
                return rows;
            }
            if (answer.getErrorStatus() != PDU.noError || answer.size() == 0) {
                throw new CheckException(device.target() + " answers: " + answer.getErrorStatusText());
            }
            for (VariableBinding binding : answer.getVariableBindings()) {
                if (!binding.getOid().startsWith(root) || Values.isAbsent(binding)) {
                    return rows;
                }
                if (binding.getOid().compareTo(last) <= 0) {
                    throw new CheckException(device.target() + " answers ." + binding.getOid() + " behind ." + last);
                }
                last = binding.getOid();
                rows.add(Values.variable(binding));
            }
            if (rows.size() > MOST_ROWS) {
                throw new CheckException(device.target() + " has more than " + MOST_ROWS + " values below ." + oid);
            }
        }
    }

    private PDU request(int type, List<String> oids) {
        PDU request =
                switch (device.version()) {
                    case V1 -> new PDUv1();
                    case V2C -> new PDU();
                    case V3 -> new ScopedPDU();
                };
        request.setType(type);
        if (type == PDU.GETBULK) {
            request.setMaxRepetitions(ROWS_IN_A_REQUEST);
        }
        for (String oid : oids) {
            request.add(new VariableBinding(new OID(oid)));
        }
        return request;
    }

    private PDU ask(PDU request) throws IOException, CheckException, InterruptedException {
        Answer answer = new Answer();
        snmp.send(request, target, null, answer);
        ResponseEvent<?> event = answer.await(deadlineNanos - System.nanoTime());
        snmp.cancel(request, answer);
        if (event != null && event.getError() != null) {
            throw new IOException(device.target() + ": " + event.getError().getMessage(), event.getError());
        }
        PDU response = event == null ? null : event.getResponse();
        if (response == null) {
            throw new IOException(device.target() + silence());
        }
        answers++;
        if (response.getType() == PDU.REPORT) {
            throw new CheckException(device.target() + " refuses: " + Values.report(response));
        }
        return response;
    }

    private String silence() {
        String limit = device.timeout().toMillis() + " ms";
        if (answers > 0) {
            return ": the time limit of " + limit + " is over behind " + answers
                    + " answers; raise timeout, or leave out tables";
        }
        return " does not answer within " + limit
                + (device.version() == DeviceSettings.Version.V3
                        ? "; with a wrong pass phrase it may not either"
                        : "; with a wrong community it would not either");
    }

    /** The answer to one request, which the library's thread hands over. */
    private static final class Answer implements ResponseListener {
        private final BlockingQueue<ResponseEvent<?>> events = new ArrayBlockingQueue<>(1);

        @Override
        public <A extends Address> void onResponse(ResponseEvent<A> event) {
            // Without this the library would repeat its request for ever.
            if (event.getSource() instanceof Session session) {
                session.cancel(event.getRequest(), this);
            }
            events.offer(event);
        }

        @Nullable
        ResponseEvent<?> await(long nanos) throws InterruptedException {
            return events.poll(nanos, TimeUnit.NANOSECONDS);
        }
    }

    @Override
    public void close() {
        try {
            sessions.close(snmp);
        } catch (IOException gone) {
            // There is nothing left to close.
        }
    }
}
