package io.puypuy.testkit.jolokia;

/** Does it in the thread that asks. */
final class Work implements WorkMBean {
    @Override
    public void startThreads(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> {}, "work-" + i);
            thread.start();
            thread.join();
        }
    }
}
