package io.puypuy.app.pattoo;

import io.puypuy.api.read.KernelFiles;
import io.puypuy.engine.read.ProcAndSys;
import io.puypuy.engine.script.ProgramRunner;
import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.Fault;
import io.puypuy.pattoo.agent.AgentDaemon;
import io.puypuy.pattoo.agent.AutonomousAgent;
import io.puypuy.pattoo.hub.Hub;
import io.puypuy.pattoo.settings.AgentConfiguration;
import io.puypuy.pattoo.settings.AgentProgram;
import io.puypuy.pattoo.settings.AgentSettings;
import io.puypuy.pattoo.settings.Configured;
import io.puypuy.pattoo.settings.HubSettings;
import io.puypuy.pattoo.settings.SpokeSettings;
import io.puypuy.pattoo.spoke.Spoke;
import java.nio.file.Path;
import java.util.List;

/**
 * One of the three daemons, made from its settings.
 *
 * @param settings what all agents have
 * @param daemon not started yet
 * @param warnings about the settings
 */
record AgentDaemons(AgentSettings settings, AgentDaemon daemon, List<Fault> warnings) {
    /**
     * Makes it.
     *
     * @throws ConfException with all faults, if the settings cannot be used
     */
    static AgentDaemons make(AgentProgram program, AgentConfiguration configuration) throws ConfException {
        KernelFiles files = new ProcAndSys(Path.of("/proc"), Path.of("/sys"));
        ProgramRunner programs = new ProgramRunner(System.getenv());
        switch (program) {
            case SPOKE -> {
                Configured<SpokeSettings> spoke = configuration.spoke();
                return new AgentDaemons(
                        spoke.settings().agent(), new Spoke(spoke.settings(), files, programs), spoke.warnings());
            }
            case HUB -> {
                Configured<HubSettings> hub = configuration.hub();
                return new AgentDaemons(hub.settings().agent(), new Hub(hub.settings()), hub.warnings());
            }
            case AUTONOMOUS -> {
                Configured<AgentSettings> agent = configuration.autonomous();
                return new AgentDaemons(
                        agent.settings(), new AutonomousAgent(agent.settings(), files, programs), agent.warnings());
            }
        }
        throw new AssertionError(program);
    }
}
