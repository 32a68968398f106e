package io.puypuy.app.cli;

import io.puypuy.engine.settings.Conf;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.SelfConfig;
import java.util.ArrayList;
import java.util.List;

/** Has every part read its section, so that all of them can say what is wrong. */
final class ConfigFaults {
    private ConfigFaults() {}

    static List<Fault> of(Installation installation, Conf conf) {
        installation.selfConfig(conf);
        List<Fault> faults = new ArrayList<>(conf.faults());
        faults.addAll(conf.unknownSections(SelfConfig.SECTIONS, false));
        return faults;
    }
}
