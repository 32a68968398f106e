package io.puypuy.server.http;

import io.javalin.http.Context;
import io.puypuy.api.CheckException;
import io.puypuy.http.RequestFault;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, from the class path: {@code /page/}, and {@code /webjars/NAME/} from the WebJar of that name
 * whatever its version. Nothing else of the class path can be reached. Thread-safe.
 */
final class PageFiles {
    private static final Pattern PLAIN_PATH =
            Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]*/)*[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final String PAGE = "/page/";
    private static final String WEBJARS = "/webjars/";
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "map", "application/json",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "woff2", "font/woff2",
            "txt", "text/plain; charset=utf-8");
    private static final int NOT_MODIFIED = 304;

    /** Tags of files that were asked for; bounded by the number of files that there are. */
    private final Map<String, String> tags = new ConcurrentHashMap<>();

    /** Whether the path is one where files are, be there one or not. */
    static boolean has(String path) {
        return path.equals("/") || path.startsWith(PAGE) || path.startsWith(WEBJARS);
    }

    void serve(Context request, String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        byte[] content = type == null || !PLAIN_PATH.matcher(path).matches() ? null : read(path);
        if (type == null || content == null) {
            throw new RequestFault(RequestFault.NOT_FOUND, "there is nothing at " + CheckException.quoted(path));
        }
        String tag = tags.computeIfAbsent(path, name -> tag(content));
        // After an upgrade the same address has another file: browsers keep it, but ask.
        request.header("Cache-Control", "no-cache");
        request.header("ETag", tag);
        String known = request.header("If-None-Match");
        if (known != null && known.contains(tag)) {
            request.status(NOT_MODIFIED);
            return;
        }
        request.contentType(type).result(content);
    }

    private static byte @Nullable [] read(String path) throws IOException {
        try (InputStream in = PageFiles.class.getResourceAsStream(resource(path))) {
            return in == null ? null : in.readAllBytes();
        }
    }

    private static String resource(String path) throws IOException {
        int end = path.indexOf('/', WEBJARS.length());
        if (!path.startsWith(WEBJARS) || end < 0) {
            return path;
        }
        String name = path.substring(WEBJARS.length(), end);
        Properties jar = new Properties();
        try (InputStream in =
                PageFiles.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/" + name + "/pom.properties")) {
            if (in != null) {
                jar.load(in);
            }
        }
        return "/META-INF/resources" + WEBJARS + name + "/" + jar.getProperty("version") + path.substring(end);
    }

    private static String tag(byte[] content) {
        CRC32 sum = new CRC32();
        sum.update(content);
        return '"' + Long.toHexString(sum.getValue()) + '-' + content.length + '"';
    }
}
