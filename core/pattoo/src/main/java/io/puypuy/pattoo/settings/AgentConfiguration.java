package io.puypuy.pattoo.settings;

import io.puypuy.engine.settings.ConfException;
import io.puypuy.engine.settings.Fault;
import io.puypuy.engine.settings.Replacement;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the settings of pattoo's agents from a folder of YAML files, as pattoo's documents describe them and as its code
 * reads them, of every generation since October 2019. All faults are found before anything is made of the settings.
 * Immutable; each call reads the files again.
 */
public final class AgentConfiguration {
    /** Names the folder. */
    public static final String VARIABLE = "PATTOO_CONFIGDIR";

    private final Path folder;
    private final Path home;
    private final Map<String, String> environment;

    /**
     * A folder of settings.
     *
     * @param home where relative paths of folders begin
     * @param environment for {@code ${ENV:NAME}}
     */
    public AgentConfiguration(Path folder, Path home, Map<String, String> environment) {
        this.folder = folder.toAbsolutePath().normalize();
        this.home = home.toAbsolutePath().normalize();
        this.environment = Map.copyOf(environment);
    }

    /** The folder that {@code PATTOO_CONFIGDIR} names; empty if it is not set. */
    public static Optional<Path> folder(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(VARIABLE))
                .filter(text -> !text.isBlank())
                .map(text -> Path.of(AgentReader.withoutTilde(text.strip())));
    }

    /**
     * Settings of {@code pattoo_agent_os_spoked}.
     *
     * @throws ConfException with all faults, if the settings cannot be used
     */
    public Configured<SpokeSettings> spoke() throws ConfException {
        return read(AgentProgram.SPOKE, new SpokeReader()::read);
    }

    /**
     * Settings of {@code pattoo_agent_os_hubd}.
     *
     * @throws ConfException with all faults, if the settings cannot be used
     */
    public Configured<HubSettings> hub() throws ConfException {
        return read(AgentProgram.HUB, new HubReader()::read);
    }

    /**
     * Settings of {@code pattoo_agent_os_autonomousd}.
     *
     * @throws ConfException with all faults, if the settings cannot be used
     */
    public Configured<AgentSettings> autonomous() throws ConfException {
        return read(AgentProgram.AUTONOMOUS, AgentReader::agent);
    }

    /**
     * Where the files of one of the three are, whatever else is wrong with its settings: for those who look after it.
     *
     * @throws ConfException with all faults, if nobody can say where
     */
    public AgentFolders folders(AgentProgram program) throws ConfException {
        ConfigFolder files = ConfigFolder.read(folder, program.files(), false, environment);
        YamlSection none = YamlSection.absent(folder.toString(), "", new Replacement(folder, environment));
        AgentFolders folders = new AgentReader(files, none, program.programName(), home, folder).folders();
        return checked(files, folders).settings();
    }

    /**
     * Settings of another agent, which needs no file and no section of its own.
     *
     * @param program its name
     * @throws ConfException with all faults, if the settings cannot be used
     */
    public Configured<AgentSettings> agent(String program) throws ConfException {
        ConfigFolder files = ConfigFolder.read(folder, List.of(program + ".yaml"), false, environment);
        AgentReader reader = new AgentReader(files, files.own(List.of(program)), program, home, folder);
        return checked(files, reader.agent());
    }

    private <T> Configured<T> read(AgentProgram program, Function<AgentReader, T> how) throws ConfException {
        ConfigFolder files = ConfigFolder.read(folder, program.files(), true, environment);
        AgentReader reader = new AgentReader(files, files.own(program.sections()), program.programName(), home, folder);
        return checked(files, how.apply(reader));
    }

    private static <T> Configured<T> checked(ConfigFolder files, T settings) throws ConfException {
        List<Fault> faults = files.faults();
        if (faults.stream().anyMatch(fault -> !fault.warning())) {
            throw new ConfException(faults);
        }
        return new Configured<>(settings, faults);
    }
}
