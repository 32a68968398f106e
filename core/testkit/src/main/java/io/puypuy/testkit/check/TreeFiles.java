package io.puypuy.testkit.check;

import io.puypuy.api.read.KernelFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files below the given roots. */
record TreeFiles(Path proc, Path sys) implements KernelFiles {
    @Override
    public String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> readIfPresent(Path file) throws IOException {
        try {
            return Optional.of(read(file));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException fault) {
            String message = String.valueOf(fault.getMessage());
            if (message.contains("Not a directory")
                    || message.contains("Invalid argument")
                    || message.contains("not supported")) {
                return Optional.empty();
            }
            throw fault;
        }
    }

    @Override
    public List<String> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(folder)) {
            return names.map(path -> String.valueOf(path.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
