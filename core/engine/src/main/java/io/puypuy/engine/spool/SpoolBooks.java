package io.puypuy.engine.spool;

/** Is told what a spool finds and loses. Called by the spool's owner. */
public interface SpoolBooks {
    /** So many points waited in the spool from an earlier life. */
    void found(long points);

    /** So many waiting points are lost. */
    void dropped(long points);

    /** So much is on disk now. */
    void onDisk(long files, long bytes);
}
