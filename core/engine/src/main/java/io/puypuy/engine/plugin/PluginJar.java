package io.puypuy.engine.plugin;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.pf4j.ManifestPluginDescriptorFinder;
import org.pf4j.PluginDescriptor;
import org.pf4j.processor.IndexedExtensionStorage;

/**
 * What a plugin's jar says of itself: pf4j's manifest entries and its index of extensions, read in one go.
 *
 * @param extensions class names of {@code META-INF/extensions.idx}
 */
record PluginJar(PluginDescriptor descriptor, Set<String> extensions) {

    /**
     * Reads the jar.
     *
     * @throws UnusablePluginException if it is damaged or no plugin
     */
    static PluginJar read(Path jar, String shown) throws UnusablePluginException {
        String file = shown + ": " + jar.getFileName();
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            Manifest manifest = open.getManifest();
            if (manifest == null
                    || manifest.getMainAttributes().getValue(ManifestPluginDescriptorFinder.PLUGIN_ID) == null) {
                throw new UnusablePluginException(file + " is no plugin: its manifest has no Plugin-Id");
            }
            PluginDescriptor descriptor = new Descriptors().descriptor(manifest);
            if (!descriptor.getDependencies().isEmpty()) {
                throw new UnusablePluginException(
                        file + " depends on other plugins; put what it needs into its folder lib");
            }
            return new PluginJar(descriptor, extensions(open));
        } catch (IOException | IllegalArgumentException damaged) {
            throw new UnusablePluginException(
                    file + " is damaged (" + Failure.phrase(damaged) + "); build or copy it again", damaged);
        }
    }

    private static Set<String> extensions(JarFile open) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        ZipEntry index = open.getEntry(IndexedExtensionStorage.EXTENSIONS_RESOURCE);
        if (index != null) {
            try (Reader reader = new InputStreamReader(open.getInputStream(index), StandardCharsets.UTF_8)) {
                IndexedExtensionStorage.read(reader, names);
            }
        }
        return names;
    }

    /** Opens pf4j's reading of a manifest that is already there. */
    private static final class Descriptors extends ManifestPluginDescriptorFinder {
        PluginDescriptor descriptor(Manifest manifest) {
            return createPluginDescriptor(manifest);
        }
    }
}
