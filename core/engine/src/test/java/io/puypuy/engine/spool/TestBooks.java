package io.puypuy.engine.spool;

/** Adds up what a spool tells. */
final class TestBooks implements SpoolBooks {
    boolean opened;
    long found;
    long dropped;
    long files;
    long bytes;

    @Override
    public void found(long points) {
        opened = true;
        found += points;
    }

    @Override
    public void dropped(long points) {
        dropped += points;
    }

    @Override
    public void onDisk(long filesNow, long bytesNow) {
        files = filesNow;
        bytes = bytesNow;
    }
}
