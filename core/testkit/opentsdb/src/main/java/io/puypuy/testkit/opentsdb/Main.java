package io.puypuy.testkit.opentsdb;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.hbase.HBaseConfiguration;
import org.apache.hadoop.hbase.LocalHBaseCluster;
import org.apache.hadoop.hbase.TableName;
import org.apache.hadoop.hbase.client.Admin;
import org.apache.hadoop.hbase.client.ColumnFamilyDescriptorBuilder;
import org.apache.hadoop.hbase.client.Connection;
import org.apache.hadoop.hbase.client.ConnectionFactory;
import org.apache.hadoop.hbase.client.TableDescriptorBuilder;
import org.apache.hadoop.hbase.zookeeper.MiniZooKeeperCluster;

/**
 * ZooKeeper, HBase on the local file system, and two OpenTSDBs on the same tables, all on 127.0.0.1. What is stored lies
 * in one folder; a later start on it finds it again, also after a kill.
 */
public final class Main {
    private Main() {}

    /**
     * Runs until the process is ended.
     *
     * @param args the folder, the port of an OpenTSDB that takes bodies as one that nobody configured does, and the port
     *     of one that takes chunked and long ones
     */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Configuration hbase = hbaseSettings(folder.resolve("hbase"));
        int zookeeperPort = startZookeeper(hbase, folder.resolve("zookeeper"));
        new LocalHBaseCluster(hbase, 1).startup();
        createTables(hbase);
        List<String> both = List.of(
                "tsd.network.bind = 127.0.0.1",
                "tsd.core.auto_create_metrics = true",
                "tsd.http.staticroot = " + Files.createDirectories(folder.resolve("static")),
                "tsd.storage.hbase.zk_quorum = 127.0.0.1:" + zookeeperPort,
                "tsd.storage.flush_interval = 100");
        startOpenTsdb(folder.resolve("plain"), both, "tsd.network.port = " + args[1]);
        startOpenTsdb(
                folder.resolve("chunked"),
                both,
                "tsd.network.port = " + args[2],
                "tsd.http.request.enable_chunked = true",
                "tsd.http.request.max_chunk = 1048576");
    }

    private static Configuration hbaseSettings(Path folder) {
        Configuration settings = HBaseConfiguration.create();
        settings.set("fs.defaultFS", "file:///");
        // Writes what HBase flushes at once, which the one with checksums does not.
        settings.setClass("fs.file.impl", RawLocalFileSystem.class, org.apache.hadoop.fs.FileSystem.class);
        settings.setBoolean("hbase.unsafe.stream.capability.enforce", false);
        settings.set("hbase.wal.provider", "filesystem");
        settings.set("hbase.rootdir", folder.toUri().toString());
        settings.set("hbase.tmp.dir", folder.resolveSibling("hbase-temporary").toString());
        for (String server : List.of("hbase.master", "hbase.regionserver")) {
            settings.set(server + ".hostname", "localhost");
            settings.set(server + ".ipc.address", "127.0.0.1");
            settings.setInt(server + ".port", 0);
            // No web page.
            settings.setInt(server + ".info.port", -1);
        }
        settings.setInt("hbase.regionserver.handler.count", 4);
        settings.setInt("hbase.regionserver.msginterval", 100);
        // Goes on as soon as the only server is there.
        settings.setInt("hbase.master.wait.on.regionservers.mintostart", 1);
        settings.setInt("hbase.master.wait.on.regionservers.maxtostart", 1);
        return settings;
    }

    /** Starts with nothing: what a killed HBase left there would count as alive for a while. */
    private static int startZookeeper(Configuration settings, Path folder) throws IOException, InterruptedException {
        delete(folder);
        MiniZooKeeperCluster zookeeper = new MiniZooKeeperCluster(settings);
        int port = zookeeper.startup(folder.toFile());
        settings.set("hbase.zookeeper.quorum", "127.0.0.1");
        settings.setInt("hbase.zookeeper.property.clientPort", port);
        return port;
    }

    /** As "src/create_table.sh" of OpenTSDB does. */
    private static void createTables(Configuration settings) throws IOException {
        try (Connection connection = ConnectionFactory.createConnection(settings);
                Admin admin = connection.getAdmin()) {
            createTable(admin, "tsdb-uid", "id", "name");
            createTable(admin, "tsdb", "t");
            createTable(admin, "tsdb-tree", "t");
            createTable(admin, "tsdb-meta", "name");
        }
    }

    private static void createTable(Admin admin, String name, String... families) throws IOException {
        TableName table = TableName.valueOf(name);
        if (!admin.tableExists(table)) {
            TableDescriptorBuilder description = TableDescriptorBuilder.newBuilder(table);
            for (String family : families) {
                description.setColumnFamily(ColumnFamilyDescriptorBuilder.of(family));
            }
            admin.createTable(description.build());
        }
    }

    /** Each with classes of its own: OpenTSDB keeps itself in static fields. */
    private static void startOpenTsdb(Path folder, List<String> settings, String... more) throws Exception {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(settings);
        lines.addAll(Arrays.asList(more));
        lines.add("tsd.http.cachedir = " + folder);
        Path file = Files.write(folder.resolve("opentsdb.conf"), lines);

        List<URL> classPath = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(entry).toUri().toURL());
        }
        ClassLoader classes = new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(classes);
        // The class is not public, its main method is.
        Method main = classes.loadClass("net.opentsdb.tools.TSDMain").getMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) new String[] {"--config=" + file});
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> tree = Files.walk(folder)) {
                for (Path path : (Iterable<Path>) tree.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }
}
