package io.puypuy.testkit.jolokia;

/** What tests have the JVM do, over Jolokia: {@code puypuy.testkit:type=Work}. */
public interface WorkMBean {
    /** Starts threads, one after the other, and waits for their end. */
    void startThreads(int count) throws InterruptedException;
}
