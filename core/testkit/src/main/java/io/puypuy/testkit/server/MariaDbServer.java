package io.puypuy.testkit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * MariaDB on a port of 127.0.0.1 and a socket in its folder. It has the database shop with the table orders, the user monitor
 * with the password "open sesame", who may do everything in shop and nothing elsewhere, and root without a password.
 */
public final class MariaDbServer implements AutoCloseable {
    // Done again at each start.
    private static final String FIRST_STATEMENTS = """
            CREATE DATABASE IF NOT EXISTS shop;
            CREATE TABLE IF NOT EXISTS shop.orders (id INT PRIMARY KEY, price DECIMAL(9,2), title TEXT);
            CREATE USER IF NOT EXISTS monitor@'127.0.0.1' IDENTIFIED BY 'open sesame';
            CREATE USER IF NOT EXISTS monitor@localhost IDENTIFIED BY 'open sesame';
            GRANT ALL ON shop.* TO monitor@'127.0.0.1';
            GRANT ALL ON shop.* TO monitor@localhost;
            """;
    private static final int INSTALL_SECONDS = 60;

    private final int port;
    private final ServerProcess process;

    private MariaDbServer() {
        Path program = Requirement.program("mariadbd", "mariadb-server");
        Path installer = Requirement.program("mariadb-install-db", "mariadb-server");
        port = FreePort.next();
        process = ServerProcess.start(
                "mariadb",
                Duration.ofMinutes(1),
                folder -> {
                    install(installer, folder);
                    Files.writeString(folder.resolve("first.sql"), FIRST_STATEMENTS);
                    return List.of(
                            program.toString(),
                            "--no-defaults",
                            // Else it refuses to be root.
                            "--user=" + System.getProperty("user.name"),
                            "--datadir=" + folder.resolve("data"),
                            "--init-file=" + folder.resolve("first.sql"),
                            "--bind-address=127.0.0.1",
                            "--port=" + port,
                            "--socket=" + folder.resolve("socket"),
                            "--pid-file=" + folder.resolve("pid"),
                            "--skip-name-resolve",
                            "--innodb-buffer-pool-size=16M");
                },
                this::accepts);
    }

    public static MariaDbServer start() {
        return new MariaDbServer();
    }

    private static void install(Path installer, Path folder) throws IOException {
        Process install = new ProcessBuilder(
                        installer.toString(),
                        "--no-defaults",
                        "--user=" + System.getProperty("user.name"),
                        "--datadir=" + folder.resolve("data"),
                        "--auth-root-authentication-method=normal",
                        "--skip-test-db")
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("installed").toFile())
                .start();
        try {
            if (!install.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS) || install.exitValue() != 0) {
                install.destroyForcibly();
                throw new IOException(Files.readString(folder.resolve("installed")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private boolean accepts() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() >= 0;
        }
    }

    public int port() {
        return port;
    }

    /** Its socket in the file system. */
    public Path socket() {
        return process.folder().resolve("socket");
    }

    /** To stop the server and start it again. */
    public ServerProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
