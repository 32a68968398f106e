package io.puypuy.engine.spool;

import io.puypuy.api.backend.EncodedPoints;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of one spool: no counts, no bounds. */
final class SpoolFolder {
    static final String REJECTED = "rejected";
    static final String DAMAGED = "damaged";
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final String TEMPORARY = ".tmp";
    // Lengths of a body of nothing but points of one byte double it; anything larger was not written here.
    private static final int MAX_FILE_BYTES = 4 * Spool.MAX_BODY_BYTES;
    /** Damaged files are for people to look at, not for keeping. */
    private static final int MOST_DAMAGED = 100;

    private static final int READ_ATTEMPTS = 3;
    private static final Set<String> OWN = Set.of(REJECTED, DAMAGED, SpoolOrders.FOLDER);

    private final Path folder;
    private final SpoolFiles files;
    private final SpoolImage image = new SpoolImage();
    private int damaged = -1;

    SpoolFolder(Path folder, SpoolFiles files) {
        this.folder = folder;
        this.files = files;
    }

    /** What waits, oldest first. Deletes what a crash left half-done, sets foreign files aside. */
    List<SpoolName> open() throws IOException {
        files.createFolder(folder);
        List<SpoolName> names = new ArrayList<>();
        List<String> others = new ArrayList<>();
        files.list(folder, file -> {
            SpoolName name = SpoolName.parse(file);
            if (name != null) {
                names.add(name);
            } else if (!OWN.contains(file)) {
                others.add(file);
            }
        });
        for (String other : others) {
            if (other.endsWith(TEMPORARY)) {
                files.delete(folder.resolve(other));
            } else {
                setAside(other, "is no spool file");
            }
        }
        if (!names.isEmpty()) {
            // A process that was killed may have renamed without this: what is seen need not survive the power.
            files.syncFolder(folder);
        }
        names.sort(null);
        return withoutOldVersions(names);
    }

    /** After a crash between writing the rest of a batch and deleting the whole, both are there: the rest counts. */
    private List<SpoolName> withoutOldVersions(List<SpoolName> sorted) throws IOException {
        List<SpoolName> result = new ArrayList<>(sorted.size());
        for (SpoolName name : sorted) {
            if (!result.isEmpty() && result.get(result.size() - 1).sameBatch(name)) {
                delete(name);
            } else {
                result.add(name);
            }
        }
        return result;
    }

    /** Writes a batch so that it is either there as a whole, after a crash too, or not at all. */
    void write(SpoolName name, EncodedPoints points) throws IOException {
        image.encode(name.millis(), points);
        Path file = path(name);
        Path temporary = folder.resolve(name.fileName() + TEMPORARY);
        try {
            files.write(temporary, image.bytes(), image.length());
            files.rename(temporary, file);
            files.syncFolder(folder);
        } catch (IOException e) {
            deleteQuietly(temporary, e);
            deleteQuietly(file, e);
            throw e;
        }
    }

    private void deleteQuietly(Path file, IOException reason) {
        try {
            files.delete(file);
        } catch (IOException e) {
            // A temporary file goes at the next start; a whole one is sent once more then.
            reason.addSuppressed(e);
        }
    }

    /**
     * The points of a batch.
     *
     * @throws DamagedFileException if they cannot be had, today or later
     */
    EncodedPoints read(SpooledBatch batch) throws IOException, DamagedFileException {
        try {
            return read(batch.name);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            batch.failedReads++;
            if (batch.failedReads < READ_ATTEMPTS) {
                throw e;
            }
            throw new DamagedFileException("cannot be read: " + e);
        }
    }

    private EncodedPoints read(SpoolName name) throws IOException, DamagedFileException {
        if (name.bytes() > MAX_FILE_BYTES) {
            throw new DamagedFileException("is larger than any batch");
        }
        byte[] bytes = files.read(path(name), name.bytes() + 1);
        if (bytes.length != name.bytes()) {
            throw new DamagedFileException("has " + bytes.length + " bytes or more, not " + name.bytes());
        }
        EncodedPoints points = SpoolImage.decode(bytes);
        if (points.count() != name.points()) {
            throw new DamagedFileException("has " + points.count() + " points, not " + name.points());
        }
        return points;
    }

    void delete(SpoolName name) throws IOException {
        files.delete(path(name));
    }

    /** Moves a file out of the way of delivery; deletes it if that cannot be, or if there are enough of them. */
    void setAside(String file, String reason) {
        Path from = folder.resolve(file);
        Path place = folder.resolve(DAMAGED);
        try {
            if (damaged < 0) {
                files.createFolder(place);
                damaged = 0;
                files.list(place, name -> damaged++);
            }
            if (damaged < MOST_DAMAGED) {
                files.rename(from, place.resolve(file));
                damaged++;
                LOG.error("{} {}: moved to {}, not sent", from, reason, place);
                return;
            }
        } catch (IOException e) {
            LOG.warn("cannot move {} to {}", from, place, e);
        }
        try {
            files.delete(from);
            LOG.error("{} {}: deleted, because {} takes no more", from, reason, place);
        } catch (IOException e) {
            LOG.error("{} {}: not sent, and cannot be deleted", from, reason, e);
        }
    }

    private Path path(SpoolName name) {
        return folder.resolve(name.fileName());
    }

    @Override
    public String toString() {
        return folder.toString();
    }
}
