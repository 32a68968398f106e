package io.puypuy.engine.plugin;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.pf4j.processor.ExtensionAnnotationProcessor;

/** Compiles plugins as the build does, and puts their jars where the build puts them. */
public final class PluginFolder {
    private static final String IMPORTS =
            "package p;\nimport io.puypuy.api.*;\nimport java.util.*;\nimport org.pf4j.Extension;\n";

    private final Path folder;
    private final Map<String, String> sources = new TreeMap<>();
    private final List<Path> libraries = new ArrayList<>();
    private String id;
    private boolean annotationProcessing = true;

    private PluginFolder(Path folder) {
        this.folder = folder;
        this.id = folder.getFileName().toString();
    }

    public static PluginFolder at(Path folder) {
        return new PluginFolder(folder);
    }

    /** The source of a check with the section {@code Test} whose members are given; other members have plain bodies. */
    public static String check(String className, String members) {
        StringBuilder source = new StringBuilder("@Extension public class " + className + " implements Check {\n");
        source.append(members);
        if (!members.contains(" section()")) {
            source.append("public String section() { return \"Test\"; }\n");
        }
        if (!members.contains(" metrics()")) {
            source.append("public List<Metric> metrics() { return List.of(); }\n");
        }
        if (!members.contains(" configure(")) {
            source.append("public void configure(Settings settings) {}\n");
        }
        if (!members.contains(" collect(")) {
            source.append("public void collect(CheckRun run) {}\n");
        }
        return source.append("}\n").toString();
    }

    /** A class of package {@code p}, without package and imports. */
    public PluginFolder type(String className, String source) {
        sources.put(className, source.startsWith("package") ? source : IMPORTS + source);
        return this;
    }

    public PluginFolder check(String members) {
        return type("C", check("C", members));
    }

    public PluginFolder id(String pluginId) {
        id = pluginId;
        return this;
    }

    public PluginFolder withoutAnnotationProcessing() {
        annotationProcessing = false;
        return this;
    }

    /** A jar of this name in {@code lib/} with these classes; the plugin is compiled against it. */
    public PluginFolder library(String name, Map<String, String> classes) {
        Path jar = folder.resolve("lib").resolve(name);
        write(jar, new Manifest(), compile(classes, List.of(), false));
        libraries.add(jar);
        return this;
    }

    /** Writes {@code <name>.jar} into the folder. */
    public Path build() {
        return build(folder.resolve(folder.getFileName() + ".jar"));
    }

    /** Writes {@code target/<name>.jar}, as in a source checkout. */
    public Path buildInTarget() {
        return build(folder.resolve("target").resolve(folder.getFileName() + ".jar"));
    }

    private Path build(Path jar) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (!id.isEmpty()) {
            manifest.getMainAttributes().putValue("Plugin-Id", id);
        }
        manifest.getMainAttributes().putValue("Plugin-Version", "1.0.0");
        write(jar, manifest, compile(sources, libraries, annotationProcessing));
        return folder;
    }

    private static Map<String, byte[]> compile(Map<String, String> sources, List<Path> libraries, boolean processing) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            Path classes = Files.createTempDirectory("plugin-classes");
            String classPath = System.getProperty("java.class.path");
            for (Path library : libraries) {
                classPath += ":" + library;
            }
            List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-cp", classPath));
            if (!processing) {
                options.add("-proc:none");
            }
            List<Source> units = new ArrayList<>();
            sources.forEach((name, text) -> units.add(new Source(name, text)));
            JavaCompiler.CompilationTask task = compiler.getTask(messages, files, null, options, null, units);
            if (processing) {
                task.setProcessors(List.of(new ExtensionAnnotationProcessor()));
            }
            if (!task.call()) {
                throw new IllegalArgumentException(messages.toString());
            }
            return contents(classes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<String, byte[]> contents(Path classes) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> tree = Files.walk(classes)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.isRegularFile(path)) {
                    contents.put(classes.relativize(path).toString(), Files.readAllBytes(path));
                }
                Files.delete(path);
            }
        }
        return contents;
    }

    private static void write(Path jar, Manifest manifest, Map<String, byte[]> contents) {
        try {
            Files.createDirectories(jar.getParent());
            Path half = jar.resolveSibling(jar.getFileName() + ".half");
            try (OutputStream file = Files.newOutputStream(half);
                    JarOutputStream out = new JarOutputStream(file, manifest)) {
                for (Map.Entry<String, byte[]> entry : contents.entrySet()) {
                    out.putNextEntry(new JarEntry(entry.getKey()));
                    out.write(entry.getValue());
                }
            }
            Files.move(half, jar, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
