package io.puypuy.pattoo.os;

import io.puypuy.api.read.KernelFiles;
import io.puypuy.engine.read.ProcAndSys;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Recorded files of /proc and /sys. */
public final class Trees {
    private Trees() {}

    /** A copy of a recorded tree that a test may change. */
    public static Path copy(String name, Path folder) throws IOException, URISyntaxException {
        URL found = Objects.requireNonNull(Trees.class.getResource("/os/" + name));
        Path source = Path.of(found.toURI());
        List<Path> files;
        try (Stream<Path> all = Files.walk(source)) {
            files = all.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = folder.resolve(source.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
        return folder;
    }

    /** The files of a tree. */
    public static KernelFiles files(Path tree) {
        return new ProcAndSys(tree.resolve("proc"), tree.resolve("sys"));
    }
}
